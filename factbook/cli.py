"""The `factbook` command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from factbook.check import check
from factbook.check.survey import survey
from factbook.load import Facts, load
from factbook.models import KINDS
from factbook.problems import Problem, report
from factbook.tell import FORMATS, touched

if TYPE_CHECKING:
    from contextlib import ExitStack

    from factbook.rename import Edit

# What a command alone needs is imported inside it: `factbook check` should answer at once.


@click.group()
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path("."),
              help="The project's folder, with data/ in it.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check the facts and make data of them."""
    context.obj = root.resolve()


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="text: with the line itself; lines: one line each; github: annotations; json: for programs.")
@click.option("--changed-since", metavar="REVISION",
              help="Tell only problems in files changed since then; others are counted and do not fail.")
@click.option("--warnings", is_flag=True, help="Tell also what deserves another look and fails no check.")
@click.pass_obj
def check_command(
        root: Path, paths: tuple[Path, ...], form: str, changed_since: str | None, warnings: bool) -> None:
    """Tell every problem of the data, or of the files and folders named."""
    found = survey(root / "data")
    told = [*found.problems, *(_warnings(root) if warnings else ())]
    if paths:
        told = _within(told, paths, root)
    if changed_since:
        told, others = touched(told, _changed_since(root, changed_since))
        if others:
            click.echo(f"{len(others)} problems in files that the change does not touch", err=True)
    if told or form == "json":
        click.echo(FORMATS[form](sorted(told), root))
    problems = [it for it in told if not it.is_warning]
    if len(told) > len(problems):
        click.echo(f"{_count(len(told) - len(problems), 'warning')}", err=True)
    if problems:
        files = len({problem.path for problem in problems})
        click.echo(f"{_count(len(problems), 'problem')} in {_count(files, 'file')}", err=True)
        click.echo(f"What a rule asks for, and why: factbook explain {problems[0].code}", err=True)
        sys.exit(1)
    click.echo(f"{found.records} records, {found.sources} sources: no problem found", err=form == "json")


@main.command("explain")
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


@main.command("mend")
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
        for it in _within(survey(root / "data").problems, paths, root):
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
    click.echo(f"{_count(len(done), 'problem')} {'can be ' * dry_run}mended; {rest} left")


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'s' * (number != 1)}"


def _within(problems: Iterable[Problem], paths: Sequence[Path], root: Path) -> list[Problem]:
    """Return the problems of the files and folders named, or all if none is."""
    wanted = [path.resolve() for path in paths]
    return [it for it in problems
            if not wanted or any((root / it.path).resolve().is_relative_to(path) for path in wanted)]


def _warnings(root: Path) -> list[Problem]:
    from factbook.check.warnings import warn

    return warn(load(root / "data"), datetime.now(UTC).date())


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


def _sound(root: Path) -> Facts:
    """Return the facts, or tell their problems and stop."""
    facts = load(root / "data")
    problems = check(facts)
    if problems:
        click.echo(report(problems))
        sys.exit(1)
    return facts


_today = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), default=lambda: datetime.now(UTC),
    help="The day on which statuses are worked out, as 2018-04-01. Without it: this day.", show_default=False)


@main.command("stage")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", multiple=True, metavar="LANGUAGE=NAME", help="The site's name in a language.")
@_today
@click.pass_obj
def stage_command(root: Path, folder: Path, name: tuple[str, ...], today: datetime) -> None:
    """Write every page as Markdown, and the JSON, into an empty folder for any site generator."""
    from factbook.language import LANGUAGES
    from factbook.publish.stage import stage
    from factbook.render import Settings, Site

    names = dict.fromkeys(LANGUAGES, "Factbook") | dict(item.split("=", 1) for item in name if "=" in item)
    site = Site(_sound(root), today.date(), root, Settings(names=names))
    try:
        count = stage(site, folder)
    except FileExistsError as error:
        raise click.ClickException(f"{error}; name a new or an empty folder") from None
    click.echo(f"{count} pages in {folder}")


@main.command("coverage")
@click.pass_obj
def coverage_command(root: Path) -> None:
    """Tell how much is evidenced, confirmed and translated, per kind and in all."""
    from factbook.derive.coverage import coverage, coverage_by_kind

    facts = _sound(root)
    rows = [*coverage_by_kind(facts).items(), ("all", coverage(facts.records.values()))]
    click.echo(f"{'kind':<14}{'records':>8}{'facts':>7}{'sourced':>9}{'confirmed':>11}{'derived':>9}"
               f"{'conflicts':>11}{'Japanese':>10}  oldest check")
    for kind, it in rows:
        click.echo(f"{kind:<14}{it.records:>8}{it.facts:>7}{it.share_sourced:>9.1%}{it.share_confirmed:>11.1%}"
                   f"{it.derived:>9}{it.conflicts:>11}{it.share_japanese:>10.1%}  {it.oldest_check}")


@main.command("schema")
@click.argument("kind", required=False, type=click.Choice(sorted(KINDS)))
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of a kind's files, or of all kinds."""
    from factbook.publish.api import author_schemas

    schemas = author_schemas()
    click.echo(json.dumps(schemas[kind] if kind else schemas, ensure_ascii=False, indent=2))


@main.command("rename")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename_command(root: Path, old: str, new: str) -> None:
    """Give a record another id: rewrite every mention, and keep the old id leading to it."""
    _edit(root, lambda facts, rename: rename.rename(facts, old, new))


@main.command("withdraw")
@click.argument("id")
@click.option("--en", required=True, help="Why, in English.")
@click.option("--ja", required=True, help="Why, in Japanese.")
@click.pass_obj
def withdraw_command(root: Path, id: str, en: str, ja: str) -> None:
    """Take a record off the site; its place says why."""
    _edit(root, lambda facts, rename: rename.withdraw(facts, id, en, ja))


@main.command("register")
@click.pass_obj
def register_command(root: Path) -> None:
    """Add every id to those ever published; from then on none can vanish without saying where it went."""
    _edit(root, lambda facts, rename: rename.with_new_ids(facts))


def _edit(root: Path, make: Callable[[Facts, ModuleType], Edit]) -> None:
    """Make an edit of sound facts, write it, and tell what was done."""
    from factbook import rename

    try:
        edit = make(_sound(root), rename)
    except rename.Refused as error:
        raise click.ClickException(str(error)) from None
    edit.write(root / "data")
    click.echo("\n".join(edit.told) or "nothing to add")


@main.command("diff")
@click.argument("old", default="HEAD")
@click.argument("new", required=False)
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
              help="text: for a terminal; markdown: for the forge; json: for programs.")
@click.option("--language", type=click.Choice(["en", "ja", "both"]), default="both", show_default=True,
              help="The language of the sentences.")
@click.pass_obj
def diff_command(root: Path, old: str, new: str | None, form: str, language: str) -> None:
    """Say in sentences what differs between two states: revisions, or folders with a data/ in them.

    Without NEW: the files as they are now; without OLD: the last commit.
    """
    from contextlib import ExitStack

    from factbook.derive.difference import difference, fields_touched
    from factbook.language import LANGUAGES, Language
    from factbook.sentences import as_data

    codes = LANGUAGES if language == "both" else (language,)
    languages = {code: Language.read(code, Path(__file__).parent.parent / "locales") for code in codes}
    with ExitStack() as stack:
        states = [_state(root, state, stack) for state in (old, new)]
        told = [as_data(it, *states, languages) for it in difference(*states)]
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
            f"{_count(len(problems), 'problem')} in {state or 'the files as they are now'}, "
            f"which must be sound to be compared; the first are:\n{report(problems[:10])}")
    return facts


@main.command("due")
@click.option("--years", type=click.IntRange(0, 100), default=2, show_default=True,
              help="For how many years a check holds.")
@click.option("--links", "with_links", is_flag=True,
              help="Ask the addresses of the sources too; takes minutes, since no host is asked twice at once.")
@click.option("--contact", metavar="ADDRESS", envvar="SITE_URL",
              help="Where the hosts asked can learn who asks. Without it: SITE_URL of the environment.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True,
              help="text: for a terminal; markdown: for the forge.")
@_today
@click.pass_obj
def due_command(root: Path, years: int, with_links: bool, contact: str | None, form: str, today: datetime) -> None:
    """Tell which facts were last checked too long ago, and which sources' addresses do not answer."""
    from factbook import links
    from factbook.agenda import FORMATS as REPORTS
    from factbook.derive.due import due

    facts = _sound(root)
    answers = None
    if with_links:
        urls = dict.fromkeys(source.url for source in facts.sources.values() if source.url)
        click.echo(f"asking {len(urls)} addresses", err=True)
        answers = links.ask(urls, links.Manners(links.agent(contact)))
    click.echo(REPORTS[form](facts, due(facts, today.date(), years), answers))
