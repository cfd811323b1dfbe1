"""`factbook check`, `explain` and `mend`: what is wrong with the data, why, and the edits that are sure."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from factbook.check.survey import survey
from factbook.cli.shared import count, within
from factbook.load import load
from factbook.problems import Problem
from factbook.register import PUBLISHED, lines_stay
from factbook.tell import FORMATS, touched

# What a command alone needs is imported inside it: `factbook check` should answer at once.


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="text: with the line itself; lines: one line each; github: annotations; json: for programs.")
@click.option("--changed-since", metavar="REVISION",
              help="Tell only problems in files changed since then; others are counted and do not fail.")
@click.option("--register-since", metavar="REVISION",
              help="Since when no line may have gone from the register of ids. Without it: --changed-since, or the "
                   "last commit, where git is there.")
@click.option("--warnings", is_flag=True, help="Tell also what deserves another look and fails no check.")
@click.pass_obj
def check_command(
        root: Path, paths: tuple[Path, ...], form: str, changed_since: str | None, register_since: str | None,
        warnings: bool) -> None:
    """Tell every problem of the data, or of the files and folders named."""
    found = survey(root / "data")
    gone = lines_stay(root / "data", _registered_at(root, register_since or changed_since))
    told = [*found.problems, *gone, *(_warnings(root) if warnings else ())]
    if paths:
        told = within(told, paths, root)
    if changed_since:
        told, others = touched(told, _changed_since(root, changed_since))
        if others:
            click.echo(f"{len(others)} problems in files that the change does not touch", err=True)
    if told or form == "json":
        click.echo(FORMATS[form](sorted(told), root))
    problems = [it for it in told if not it.is_warning]
    if len(told) > len(problems):
        click.echo(f"{count(len(told) - len(problems), 'warning')}", err=True)
    if problems:
        files = len({problem.path for problem in problems})
        click.echo(f"{count(len(problems), 'problem')} in {count(files, 'file')}", err=True)
        click.echo(f"What a rule asks for, and why: factbook explain {problems[0].code}", err=True)
        sys.exit(1)
    click.echo(f"{found.records} records, {found.sources} sources: no problem found", err=form == "json")


@click.command("explain")
@click.argument("code", required=False)
def explain_command(code: str | None) -> None:
    """Tell what a rule asks for and why, with an example; without a code, list all rules."""
    from factbook.check.codes import CODES
    from factbook.check.examples import example
    from factbook.problems import did_you_mean

    if code is None:
        width = max(map(len, CODES)) + 2
        click.echo("\n".join(f"{it.code:<{width}}{it.rule}" for it in CODES.values()))
        return
    if code not in CODES:
        raise click.ClickException(f"no rule has the code '{code}'." + did_you_mean(code, CODES))
    it, shown = CODES[code], example(code)
    for title, text in ((f"{code}{' (a warning)' if it.is_warning else ''}: {it.rule}", it.why),
                        ("Wrong:", _files(shown.wrong)), ("What is told:", shown.told),
                        ("Right:", _files(shown.right))):
        click.echo(f"{title}\n\n{text}\n")


def _files(files: Mapping[str, str]) -> str:
    return "\n".join(f"  data/{name}\n" + "".join(f"    {line}\n" for line in content.splitlines())
                     for name, content in files.items()).rstrip()


@click.command("mend")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@click.pass_obj
def mend_command(root: Path, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Do what the checks are sure of: a misspelt field, word or id, a date in another form, something said twice."""
    from factbook.mend import Unsure, mended
    from factbook.rename import Edit

    done: set[Problem] = set()
    left: set[str] = set()
    while True:  # what is mended lets the checks see further
        sure: dict[str, list[Problem]] = {}
        for it in within(survey(root / "data").problems, paths, root):
            if it.mend and it not in done and it.path not in left:
                sure.setdefault(it.path, []).append(it)
        files: dict[str, str | None] = {}
        for path, problems in sure.items():
            try:
                text = (root / path).read_bytes().decode()
                files[path.partition("/")[2]] = mended(text, [it.mend for it in problems if it.mend])
            except Unsure as error:
                left.add(path)
                click.echo(f"{path}: left as it is: {error}", err=True)
                continue
            done.update(problems)
            for it in problems:
                assert it.mend
                click.echo(f"{it.path}:{it.line}:{it.column}: " + (
                    "taken away" if it.mend.change == "remove" else f"{it.field} → {it.mend.text}"))
        if not files:
            break
        if dry_run:
            break
        Edit(files, ()).write(root / "data")
    rest = len(survey(root / "data").problems)
    click.echo(f"{count(len(done), 'problem')} {'can be ' * dry_run}mended; {rest} left")


def _warnings(root: Path) -> list[Problem]:
    from factbook.check.warnings import warn

    return warn(load(root / "data"), datetime.now(UTC).date())


def _registered_at(root: Path, revision: str | None) -> list[str]:
    """Return the lines of the register where this branch left a revision, or in the last commit; none without git."""
    since = revision or "HEAD"
    try:
        found = subprocess.run(["git", "merge-base", "--end-of-options", since, "HEAD"], cwd=root,
                               capture_output=True, text=True, check=False) if revision else None
        if found and found.returncode:
            raise click.ClickException(f"git knows no revision '{revision}' that this state comes from; "
                                       "name a branch, a tag or a commit")
        done = subprocess.run(["git", "show", f"{found.stdout.strip() if found else since}:./data/{PUBLISHED}"],
                              cwd=root, capture_output=True, check=False)
    except FileNotFoundError:
        if revision:
            raise click.ClickException("git is needed to compare with a revision, and none was found") from None
        return []
    return [] if done.returncode else done.stdout.decode().splitlines()


def _changed_since(root: Path, revision: str) -> set[str]:
    """Return the files of data/ that differ from a revision, new ones too, below the root."""
    found: set[str] = set()
    for command in (("diff", "--name-only", "--relative", "-z", "--end-of-options", revision, "--", "data"),
                    ("ls-files", "--others", "--exclude-standard", "-z", "--", "data")):
        try:
            done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            raise click.ClickException("git is needed for --changed-since, and none was found") from None
        if done.returncode:
            raise click.ClickException(f"git knows no revision '{revision}'; name a branch, a tag or a commit")
        found.update(name for name in done.stdout.split("\0") if name)
    return found
