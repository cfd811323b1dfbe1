"""The `factbook` command."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from factbook.check import check
from factbook.check.survey import survey
from factbook.load import Facts, load
from factbook.models import KINDS
from factbook.problems import report

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
@click.pass_obj
def check_command(root: Path, paths: tuple[Path, ...]) -> None:
    """Tell every problem of the data, or of the files and folders named."""
    found = survey(root / "data")
    problems = list(found.problems)
    if paths:
        wanted = [path.resolve() for path in paths]
        problems = [p for p in problems
                    if any((root / p.path).resolve().is_relative_to(path) for path in wanted)]
    if problems:
        click.echo(report(problems))
        click.echo(f"{len(problems)} problems in {len({p.path for p in problems})} files", err=True)
        sys.exit(1)
    click.echo(f"{found.records} records, {found.sources} sources: no problem found")


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
