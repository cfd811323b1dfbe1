"""`factbook stage`, `coverage` and `due`: what is made of sound facts, and what they still need."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from factbook.check.warnings import YEARS
from factbook.cli.shared import sound, today_option


@click.command("stage")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", multiple=True, metavar="LANGUAGE=NAME", help="The site's name in a language.")
@today_option
@click.pass_obj
def stage_command(root: Path, folder: Path, name: tuple[str, ...], today: datetime) -> None:
    """Write every page as Markdown, and the JSON, into an empty folder for any site generator."""
    from factbook.language import LANGUAGES
    from factbook.publish.stage import stage
    from factbook.render import Settings, Site

    names = dict.fromkeys(LANGUAGES, "Factbook") | dict(item.split("=", 1) for item in name if "=" in item)
    site = Site(sound(root), today.date(), root, Settings(names=names))
    try:
        count = stage(site, folder)
    except FileExistsError as error:
        raise click.ClickException(f"{error}; name a new or an empty folder") from None
    click.echo(f"{count} pages in {folder}")


@click.command("coverage")
@click.pass_obj
def coverage_command(root: Path) -> None:
    """Tell how much is evidenced, confirmed and translated, per kind and in all."""
    from factbook.derive.coverage import coverage, coverage_by_kind

    facts = sound(root)
    rows = [*coverage_by_kind(facts).items(), ("all", coverage(facts.records.values()))]
    click.echo(f"{'kind':<14}{'records':>8}{'facts':>7}{'sourced':>9}{'confirmed':>11}{'derived':>9}"
               f"{'conflicts':>11}{'Japanese':>10}  oldest check")
    for kind, it in rows:
        click.echo(f"{kind:<14}{it.records:>8}{it.facts:>7}{it.share_sourced:>9.1%}{it.share_confirmed:>11.1%}"
                   f"{it.derived:>9}{it.conflicts:>11}{it.share_japanese:>10.1%}  {it.oldest_check}")


@click.command("due")
@click.option("--years", type=click.IntRange(0, 100), default=YEARS, show_default=True,
              help="For how many years a check holds.")
@click.option("--links", "with_links", is_flag=True,
              help="Ask the addresses of the sources too; takes minutes, since no host is asked twice at once.")
@click.option("--contact", metavar="ADDRESS", envvar="SITE_URL",
              help="Where the hosts asked can learn who asks. Without it: SITE_URL of the environment.")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True,
              help="text: for a terminal; markdown: for the forge.")
@today_option
@click.pass_obj
def due_command(root: Path, years: int, with_links: bool, contact: str | None, form: str, today: datetime) -> None:
    """Tell which facts were last checked too long ago, and which sources' addresses do not answer."""
    from factbook import links
    from factbook.agenda import FORMATS as REPORTS
    from factbook.derive.due import due

    facts = sound(root)
    answers = None
    if with_links:
        urls = dict.fromkeys(source.url for source in facts.sources.values() if source.url)
        click.echo(f"asking {len(urls)} addresses", err=True)
        answers = links.ask(urls, links.Manners(links.agent(contact)))
    click.echo(REPORTS[form](facts, due(facts, today.date(), years), answers))
