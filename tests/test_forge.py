"""What runs on the forge: pinned, with least permissions, and nothing that cannot be run here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


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
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    writing = {name: may for name, may in granted.items() if may}
    assert writing in ({}, {"deploy": {"pages": "write", "id-token": "write"}})
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_a_pull_request_sees_no_secret():
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    assert "secrets" not in text
    assert "pull_request_target" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_step_is_a_make_target_of_this_project(path: Path):
    for step in steps(read(path)):
        if "run" in step:
            command = step["run"].split()
            assert (command[0], command[1] in TARGETS) == ("make", True), step["run"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_speaks_both_languages(path: Path):
    form = read(path)
    texts = [form["name"], form["description"], *(one["attributes"]["label"] for one in form["body"])]
    assert all(" / " in text and re.search("[ぁ-んァ-ン一-龯]", text) for text in texts)
    assert len({one["id"] for one in form["body"]}) == len(form["body"])


def test_every_folder_that_has_an_owner_is_there():
    lines = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    paths = [line.split()[0] for line in lines if line.startswith("/")]
    assert [path for path in paths if not (ROOT / path.strip("/")).is_dir()] == []
