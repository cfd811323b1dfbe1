"""`factbook preview`: what only the forge runs."""

from __future__ import annotations

from pathlib import Path

import click

from factbook.previews import Refused, place


@click.command("preview")
@click.argument("site", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("number")
@click.option("--keep", type=click.IntRange(1), default=20, show_default=True, help="How many previews stay.")
def preview_command(site: Path, folder: Path, number: str, keep: int) -> None:
    """Put the built SITE of change NUMBER into the FOLDER of previews; the oldest ones go."""
    try:
        there = place(site, folder, number, keep)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"preview {number}; now there: {', '.join(there)}")
