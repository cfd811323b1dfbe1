"""The style of the files: brought about without a change of what they say, or of a comment."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from factbook import yamlread
from factbook.cli import main
from factbook.fields import fields
from factbook.load import load
from factbook.models import KINDS
from factbook.publish.schemas import modeline
from factbook.style import Unsure, styled
from tests.conftest import ROOT
from tests.sample import ONE

LINE = f"{modeline('frameworks')}\n"


def frameworks(text: str) -> str:
    after = styled(text, "frameworks")
    assert after.startswith(LINE)
    return after.removeprefix(LINE)


def test_every_real_file_keeps_what_it_says_and_comes_to_rest():
    for entry in load(ROOT / "data").entries:
        text = Path(entry.file).read_text(encoding="utf-8")
        after = styled(text, entry.kind)
        assert yamlread.read(after.encode()).value == yamlread.read(text.encode()).value
        assert yamlread.quick(after.encode()) == yamlread.quick(text.encode())
        assert styled(after, entry.kind) == after, entry.path


def test_line_ends_blanks_and_the_byte_order_mark_are_put_right():
    assert frameworks("\ufefftitle: {en: A, ja: あ}  \r\nform: act\r\n\r\n") == "title: {en: A, ja: あ}\nform: act\n"


def test_the_first_line_names_the_schema_once():
    assert styled("# yaml-language-server: $schema=elsewhere\nform: act\n", "frameworks") == f"{LINE}form: act\n"
    assert styled(f"{LINE}form: act\n", "frameworks") == f"{LINE}form: act\n"


def test_a_comment_stays_above_its_field():
    after = frameworks("form: act\n# About the title.\ntitle:\n  ja: あ  # beside\n  en: A\n")
    assert after == "# About the title.\ntitle:\n  en: A\n  ja: あ  # beside\nform: act\n"


def test_claims_come_into_order_also_as_items_of_a_list_and_in_braces():
    assert frameworks("""\
signed:
- sources: [a]
  value: 2001
  note:
    ja: あ
    en: A
  confidence: single
- {confidence: single, value: 2002, sources: [b]}
""") == """\
signed:
- value: 2001
  sources: [a]
  confidence: single
  note:
    en: A
    ja: あ
- {value: 2002, sources: [b], confidence: single}
"""


def test_lists_are_not_indented_and_mappings_by_two():
    assert frameworks("""\
title:
    en: A
    ja: あ
related:
  - kind: see-also
    to: b
  -   kind: part-of
      to: c
""") == """\
title:
  en: A
  ja: あ
related:
- kind: see-also
  to: b
-   kind: part-of
    to: c
"""


def test_details_keep_the_order_of_their_author_and_what_is_inside_comes_into_order():
    text = """\
details:
  zebra:
    claims:
    - {value: 1, sources: [a], confidence: single}
    label: {ja: あ, en: A}
  apple:
    label: {en: B, ja: い}
    claims:
    - {value: 1, sources: [a], confidence: single}
"""
    after = frameworks(text)
    assert after.index("zebra") < after.index("apple")
    assert after.splitlines()[2:4] == ["    label: {en: A, ja: あ}", "    claims:"]


def test_long_text_quotes_and_line_breaks_stay_as_they_are():
    text = "title: {en: 'A', ja: \"あ\"}\nsummary:\n  en: >-\n    One\n    two\n  ja: あ\nform: act\n"
    assert frameworks(text) == text


def test_the_schemas_first_line_keeps_the_fast_reader():
    assert yamlread.quick((LINE + "form: act\n").encode()) == {"form": "act"}


words = some.text(some.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12)
texts = words | some.sampled_from(["no", "2018", "1:2", " x", "x ", "#", "a #b", "it's", '"', "- a", "日本", "🙂", "~"])
names = some.fixed_dictionaries({"ja": texts, "en": texts})
claims = some.fixed_dictionaries({
    "sources": some.lists(some.just("a"), max_size=2), "confidence": some.just("single"), "value": names | texts},
    optional={"note": names, "locator": texts})
records = some.fixed_dictionaries({
    "form": some.just("act"), "related": some.lists(some.fixed_dictionaries({"to": some.just("b"), "kind": texts})),
    "title": names, "number": claims | some.lists(claims, min_size=1, max_size=3),
    "details": some.dictionaries(some.sampled_from(["b", "a", "c"]), some.fixed_dictionaries(
        {"claims": some.lists(claims, min_size=1, max_size=2), "label": names}), max_size=3)})


@given(records, some.booleans(), some.sampled_from([2, 4]), some.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_keeps_its_meaning_and_its_comments(
        record: dict[str, Any], flow: bool, indent: int, data: some.DataObject):
    text = yaml.dump(record, allow_unicode=True, sort_keys=False, width=10_000, indent=indent,
                     default_flow_style=None if flow else False)
    lines: list[str] = []
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        bare = line.lstrip(" ")
        if not bare.startswith("- ") and data.draw(some.booleans()):
            lines.append(" " * (len(line) - len(bare)) + f"# comment {number}")
        lines.append(line)
    text = "\n".join(lines) + "\n"
    before = yamlread.read(text.encode())
    try:
        after = styled(text, "frameworks")
    except Unsure:
        return
    assert yamlread.read(after.encode()).value == before.value
    assert sorted(it.strip() for it in after.split("\n") if "# comment" in it) == sorted(
        it.strip() for it in text.split("\n") if "# comment" in it)
    assert styled(after, "frameworks") == after
    order = [field.name for field in fields(KINDS["frameworks"]) if field.name in record]
    assert list(yamlread.read(after.encode()).value) == order or "# comment" in text


def test_the_command_tells_writes_and_comes_to_rest(tmp_path: Path):
    shutil.copytree(ONE, tmp_path / "data")
    path = tmp_path / "data" / "terms" / "term-central-authority.yaml"
    before = path.read_text(encoding="utf-8")
    root = ["--root", str(tmp_path)]
    told = CliRunner().invoke(main, [*root, "fmt", "--check", "--diff", str(path)])
    assert (told.exit_code, path.read_text(encoding="utf-8")) == (1, before)
    assert "+# yaml-language-server" in told.output
    assert CliRunner().invoke(main, [*root, "fmt"]).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith(modeline("terms"))
    again = CliRunner().invoke(main, [*root, "fmt", "--check"])
    assert (again.exit_code, again.output) == (0, "0 files would change; 0 left as they are\n")
    assert CliRunner().invoke(main, [*root, "check"]).exit_code == 0


def test_a_file_that_cannot_be_read_is_left_and_told(tmp_path: Path):
    shutil.copytree(ONE, tmp_path / "data")
    path = tmp_path / "data" / "terms" / "term-central-authority.yaml"
    path.write_text("title: [\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["--root", str(tmp_path), "fmt"])
    assert (done.exit_code, path.read_text(encoding="utf-8")) == (1, "title: [\n")
    assert "mend it first: factbook check data/terms/term-central-authority.yaml" in done.output


def test_for_the_forge_it_warns_and_fails_nothing(tmp_path: Path):
    shutil.copytree(ONE, tmp_path / "data")
    done = CliRunner().invoke(main, ["--root", str(tmp_path), "fmt", "--format=github"])
    assert done.exit_code == 0
    assert done.output.startswith("::warning file=data/conferences/meeting-one.yaml,line=1,title=style::")


def test_what_would_change_its_meaning_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("factbook.style._block_in_order", lambda node, names, text: iter(
        [text.replace("form: act", "form: treaty")] if "form: act" in text else []))
    with pytest.raises(Unsure):
        styled("form: act\n", "frameworks")
