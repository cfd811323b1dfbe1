"""The `factbook` command."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from factbook.check import check
from factbook.load import load
from factbook.problems import report


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
    facts = load(root / "data")
    problems = check(facts)
    if paths:
        wanted = [path.resolve() for path in paths]
        problems = [p for p in problems
                    if any((root / p.path).resolve().is_relative_to(path) for path in wanted)]
    if problems:
        click.echo(report(problems))
        click.echo(f"{len(problems)} problems in {len({p.path for p in problems})} files", err=True)
        sys.exit(1)
    click.echo(f"{len(facts.records)} records, {len(facts.sources)} sources: no problem found")
