"""`factbook rename`, `merge`, `withdraw` and `register`: ids never die."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from factbook import rename
from factbook.cli.shared import count, sound
from factbook.load import Facts
from factbook.problems import report


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def rename_command(root: Path, old: str, new: str) -> None:
    """Give a record another id: rewrite every mention, and keep the old id leading to it."""
    _edit(root, lambda facts: rename.rename(facts, old, new))


@click.command("merge")
@click.argument("ident", metavar="ID")
@click.argument("into", metavar="INTO")
@click.pass_obj
def merge_command(root: Path, ident: str, into: str) -> None:
    """Make one record part of another: move its facts, rewrite every mention, and keep its id leading there."""
    from factbook.merge import merge

    _edit(root, lambda facts: merge(facts, ident, into))


@click.command("withdraw")
@click.argument("id")
@click.option("--en", required=True, help="Why, in English.")
@click.option("--ja", required=True, help="Why, in Japanese.")
@click.pass_obj
def withdraw_command(root: Path, id: str, en: str, ja: str) -> None:
    """Take a record off the site; its place says why."""
    _edit(root, lambda facts: rename.withdraw(facts, id, en, ja))


@click.command("register")
@click.pass_obj
def register_command(root: Path) -> None:
    """Add every id to those ever published; from then on none can vanish without saying where it went."""
    _edit(root, lambda facts: rename.with_new_ids(facts))


def _edit(root: Path, make: Callable[[Facts], rename.Edit]) -> None:
    """Make an edit of sound facts, write it, and tell what was done."""
    try:
        edit = make(sound(root))
    except rename.Refused as error:
        raise click.ClickException(str(error)) from None
    problems = edit.problems(root / "data")
    if problems:
        raise click.ClickException(f"nothing was written: {count(len(problems), 'problem')} would be left\n"
                                   + report(problems))
    edit.write(root / "data")
    click.echo("\n".join(edit.told) or "nothing to add")
