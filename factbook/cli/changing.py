"""`factbook diff`: what a change says."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import click

from factbook.check import check
from factbook.cli.shared import count, today_option
from factbook.load import Facts, load
from factbook.problems import report


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
    from factbook.language import LANGUAGES, Language
    from factbook.sentences import as_data

    codes = LANGUAGES if language == "both" else (language,)
    languages = {code: Language.read(code, Path(__file__).parents[2] / "locales") for code in codes}
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
