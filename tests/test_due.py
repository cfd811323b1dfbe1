"""What is due to be checked again, and how it is told."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from factbook.agenda import as_markdown, as_text
from factbook.cli import main
from factbook.derive.due import due, years_before
from factbook.links import Answer, State
from factbook.load import Facts, load
from tests.sample import ONE, facts

TODAY = date(2026, 6, 1)
TREATY = "frameworks/treaty-one.yaml"
SOURCE = "https://www.mofa.go.jp/one.html"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the smallest tree: a fact of one record was checked long ago, another record as a whole."""
    copy = Path(shutil.copytree(ONE, tmp_path / "data"))
    treaty = copy / TREATY
    treaty.write_text(treaty.read_text(encoding="utf-8").replace(
        "- value: 2008-11-23\n", "- value: 2008-11-23\n  checked: 2023-05-01\n").replace(
        "  value: 2007-12-01\n", "  value: 2007-12-01\n  checked: 2024-05-31\n"), encoding="utf-8")
    operation = copy / "operations/operation-one.yaml"
    operation.write_text(operation.read_text(encoding="utf-8").replace("2026-01-02", "2022-02-03"), encoding="utf-8")
    return copy


def test_what_was_checked_lately_is_not_due():
    found = due(facts(), TODAY, 2)
    assert (found.kinds, found.facts, found.records, found.all_records) == ({}, 0, 0, 12)
    assert found.all_facts > 12


def test_facts_are_due_by_their_own_check_else_by_their_records(data: Path):
    found = due(load(data), TODAY, 2)
    assert [(kind, [one.id for one in some]) for kind, some in found.kinds.items()] == [
        ("operations", ["operation-one"]), ("frameworks", ["treaty-one"])]
    operation, treaty = found.kinds["operations"][0], found.kinds["frameworks"][0]
    assert (operation.checked, len(operation.facts), operation.total) == (date(2022, 2, 3), 2, 2)
    assert [(it.checked, it.line, it.field) for it in treaty.facts] == [
        (date(2023, 5, 1), 17, "in_force[1]"), (date(2024, 5, 31), 10, "signed")]
    assert (found.before, found.facts, found.records) == (date(2024, 6, 1), 4, 2)


def test_the_day_itself_is_not_older(data: Path):
    assert [it.field for it in due(load(data), date(2026, 5, 31), 2).kinds["frameworks"][0].facts] == ["in_force[1]"]
    assert "frameworks" not in due(load(data), TODAY, 4).kinds


def test_a_record_of_which_only_the_whole_is_old_is_due(data: Path):
    operation = data / "operations/operation-one.yaml"
    operation.write_text(operation.read_text(encoding="utf-8").replace(
        "confidence: single", "confidence: single, checked: 2026-01-02"), encoding="utf-8")
    found = load(data)
    one = due(found, TODAY, 2).kinds["operations"][0]
    assert (one.checked, one.facts, one.total) == (date(2022, 2, 3), (), 2)
    assert "the record as a whole" in as_text(found, due(found, TODAY, 2), None)


def test_a_leap_day_has_a_day_in_every_year():
    assert years_before(date(2028, 2, 29), 2) == date(2026, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)


def test_the_text_names_kinds_records_and_places(data: Path):
    found = load(data)
    assert as_text(found, due(found, TODAY, 2), None).splitlines()[1:] == [
        f"4 of {due(found, TODAY, 2).all_facts} facts, in 2 of 12 records, were last checked before 2024-06-01.",
        "",
        "  operations: 2 facts in 1 record",
        "    2022-02-03  Operation One, data/operations/operation-one.yaml: all 2 facts",
        "",
        "  frameworks: 2 facts in 1 record",
        "    2023-05-01  Treaty One, data/frameworks/treaty-one.yaml: 2 of 6 facts: in_force[1] (line 17), "
        "signed (line 10)",
    ]


def answered(found: Facts, *answers: Answer) -> str:
    return as_markdown(found, due(found, TODAY, 2), answers)


def test_each_way_to_fail_has_its_part_with_the_source_and_its_file():
    text = answered(
        facts(), Answer(SOURCE, State.gone, "404"),
        Answer("https://www.japantimes.co.jp/one", State.good, "200", "https://www.japantimes.co.jp/two"))
    assert "2 addresses asked: 1 good, 1 gone, 0 refused, 0 unreachable." in text
    assert f"- <{SOURCE}>: 404; `ministry-signing` in `data/sources/" in text
    assert "<https://www.japantimes.co.jp/one> → <https://www.japantimes.co.jp/two>: `paper-report`" in text
    assert [line for line in text.splitlines() if line.startswith("### ")] == [
        "### Gone: find its new place, or a copy in an archive / なくなったもの（移転先又は写しを探す）",
        "### Moved for good: take the new address, if the same text stands there / "
        "恒久的に移転したもの（同じ内容であれば新しいアドレスに改める）"]


def test_an_address_in_an_archive_is_called_one(data: Path):
    for path in (data / "sources").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace(
            "    kind: primary", "    kind: primary\n    archived: true"), encoding="utf-8")
    found = load(data)
    lines = answered(found, Answer(SOURCE, State.refused, "403"), Answer(
        "https://www.japantimes.co.jp/one", State.unreachable, "no answer")).splitlines()
    assert [line.endswith("an address in a web archive") for line in lines if "paper-report" in line] == [False]
    assert [line.endswith("an address in a web archive") for line in lines if "ministry-signing" in line] == [True]


def test_where_nothing_can_be_reached_the_network_is_named_and_not_every_address():
    text = answered(facts(), Answer(SOURCE, State.unreachable, "no host of this name is known"))
    assert "the network may be down" in text
    assert SOURCE not in text


def test_what_stands_in_the_data_is_no_markup(data: Path):
    treaty = data / TREATY
    treaty.write_text(treaty.read_text(encoding="utf-8").replace(
        "en: Treaty One", 'en: "<b>T</b> [x](y) @all"'), encoding="utf-8")
    found = load(data)
    text = as_markdown(found, due(found, TODAY, 2), None)
    assert r"\<b\>T\</b\> \[x\](y)" in text
    assert "@all" not in text


def test_the_command_tells_what_is_due_and_never_fails_for_it(data: Path):
    done = CliRunner().invoke(main, ["--root", str(data.parent), "due", "--today", "2026-06-01", "--format=markdown"])
    assert done.exit_code == 0, done.output
    assert "### operations: 2 facts in 1 record / " in done.output
    assert "資料のアドレス" not in done.output


def test_the_command_asks_the_addresses_when_it_is_told_to(data: Path, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def ask(urls, manners):
        asked.append((list(urls), manners.agent))
        return [Answer(url, State.gone, "410") for url in urls]

    monkeypatch.setattr("factbook.links.ask", ask)
    done = CliRunner().invoke(main, ["--root", str(data.parent), "due", "--links", "--contact", "https://forge.example/"])
    assert done.exit_code == 0, done.output
    assert sorted(asked[0][0]) == ["https://www.japantimes.co.jp/one", SOURCE]
    assert "https://forge.example/" in asked[0][1]
    assert "2 addresses asked: 0 good, 2 gone" in done.output
