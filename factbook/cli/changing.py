"""`factbook diff` and `release`: what a change says, and what of it is kept."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factbook.check import check
from factbook.cli.shared import count, sound, today_option
from factbook.load import Facts, load
from factbook.problems import report

if TYPE_CHECKING:
    from factbook.language import Language


@click.command("diff")
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
              help="text: for a terminal; markdown: for the forge; json: for programs.")
@click.option("--language", type=click.Choice(["en", "ja", "both"]), default="both", show_default=True,
              help="The language of the sentences.")
@today_option
@click.pass_obj
def diff_command(root: Path, old: str, new: str | None, form: str, language: str, today: datetime) -> None:
    """Say in sentences what differs between two states: revisions, or folders with a data/ in them.

    Without NEW: the files as they are now; without OLD: the last commit.
    """
    from factbook.derive.difference import difference
    from factbook.derive.touched import fields_touched
    from factbook.language import LANGUAGES
    from factbook.sentences import as_data

    codes = LANGUAGES if language == "both" else (language,)
    languages = _languages(codes)
    with ExitStack() as stack:
        states = [_state(root, state, stack) for state in (old, new)]
        told = [as_data(it, *states, languages) for it in difference(*states, today.date())]
        fields = fields_touched(*states)
    if form == "json":
        click.echo(json.dumps({"changes": told, "fields": fields}, ensure_ascii=False, indent=1))
        return
    quoted = _markdown if form == "markdown" else str
    lines = [f"- {quoted(it[code])}" if number == 0 else f"  {quoted(it[code])}"
             for it in told for number, code in enumerate(codes)]
    if form == "markdown":
        lines = [f"{line}\\" if following.startswith("  ") else line
                 for line, following in zip(lines, [*lines[1:], ""], strict=True)]
    if not told:
        lines = [languages[code].say("No fact differs.") for code in codes]
    if fields:
        lines += ["", " / ".join(languages[code].say("Fields touched:") for code in codes), ""]
        lines += [f"- {quoted(path)}: {quoted(', '.join(filter(None, names)) or '*')}"
                  for path, names in fields.items()]
    click.echo("\n".join(lines))


@click.command("release")
@click.option("--since", metavar="REVISION|FOLDER",
              help="The state of the latest release. Without it: the commit that wrote its file.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be written.")
@today_option
@click.pass_obj
def release_command(root: Path, since: str | None, dry_run: bool, today: datetime) -> None:
    """Keep what has changed since the latest release as data, in data/changes, for the pages and feeds of changes."""
    from factbook.language import LANGUAGES
    from factbook.release import release
    from factbook.releases import fingerprint, read_releases
    from factbook.rename import Refused

    new = sound(root)
    before = read_releases(root / "data").all
    with ExitStack() as stack:
        old = None
        if since or before:
            since = since or _git(root, "log", "-1", "--format=%H", "--", "data/changes").strip()
            if not since:
                raise click.ClickException("data/changes is not committed yet; name the state of the latest release "
                                           "with --since")
            old = _state(root, since, stack)
            if before and fingerprint(old.folder) != before[-1].release.data:
                raise click.ClickException(
                    f"the facts in {since} are not those of the release of {before[-1].name}; commit a release "
                    "together with its facts, or name their state with --since")
        try:
            edit = release(old, new, today.date(), _languages(LANGUAGES))
        except Refused as error:
            raise click.ClickException(str(error)) from None
    click.echo("\n".join(edit.told))
    if not dry_run:
        edit.write(root / "data")


def _languages(codes: Iterable[str]) -> dict[str, Language]:
    from factbook.language import Language

    return {code: Language.read(code, Path(__file__).parents[2] / "locales") for code in codes}


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise click.ClickException("git is needed to find the latest release, and none was found") from None
    if done.returncode:
        raise click.ClickException("this folder is no repository of git; name the state of the latest release with "
                                   "--since")
    return done.stdout


def _markdown(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", text)


def _state(root: Path, state: str | None, stack: ExitStack) -> Facts:
    """Return the sound facts of a revision, of a folder, or of the files as they are now."""
    import io
    import zipfile
    from tempfile import TemporaryDirectory

    if state and not (Path(state) / "data").is_dir():
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="factbook-")))
        try:
            done = subprocess.run(["git", "archive", "--format=zip", f"{state}^{{tree}}", "--", "data"], cwd=root,
                                  capture_output=True, check=False) if not state.startswith("-") else None
        except FileNotFoundError:
            raise click.ClickException("git is needed to compare revisions, and none was found") from None
        if done is None or done.returncode:
            raise click.ClickException(
                f"'{state}' is neither a folder with a data/ in it nor a revision that git knows")
        with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder)
    else:
        folder = Path(state) if state else root
    facts = load(folder / "data")
    problems = check(facts)
    if problems:
        raise click.ClickException(
            f"{count(len(problems), 'problem')} in {state or 'the files as they are now'}, "
            f"which must be sound to be compared; the first are:\n{report(problems[:10])}")
    return facts
