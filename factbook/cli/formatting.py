"""`factbook fmt`: the style of the files."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import click

from factbook.cli.shared import count
from factbook.load import Entry, files, load_file


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="Write nothing; tell which files would change, and fail.")
@click.option("--diff", "with_diff", is_flag=True, help="Show the lines that change.")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default="text", show_default=True,
              help="text: for a terminal; github: annotations, which fail nothing.")
@click.pass_obj
def fmt_command(root: Path, paths: tuple[Path, ...], only_check: bool, with_diff: bool, form: str) -> None:
    """Bring the files of the data, or those named, into order and style, and nothing else about them."""
    from factbook.rename import Edit
    from factbook.style import Unsure, styled

    data = root / "data"
    wanted = [path.resolve() for path in paths]
    changed: dict[str, str | None] = {}
    left = 0
    for file in files(data):
        if wanted and not any(Path(file).resolve().is_relative_to(path) for path in wanted):
            continue
        entry = next((it for it in load_file(data, file) if isinstance(it, Entry)), None)
        name = Path(file).relative_to(root).as_posix()
        try:
            if entry is None:
                raise Unsure(f"cannot be read; mend it first: factbook check {name}")
            text = Path(file).read_bytes().decode()
            after = styled(text, entry.kind)
        except Unsure as error:
            left += 1
            click.echo(f"{name}: left as it is: {error}", err=True)
            continue
        if after != text:
            changed[Path(file).relative_to(data).as_posix()] = after
            _tell(name, text, after, with_diff, form)
    if form == "github":
        return
    if not only_check:
        Edit(changed, ()).write(data)
    click.echo(f"{count(len(changed), 'file')} {'would change' if only_check else 'changed'}; {left} left as they are")
    if left or (only_check and changed):
        sys.exit(1)


def _tell(name: str, before: str, after: str, with_diff: bool, form: str) -> None:
    """Tell of a file that is out of style: the first line that changes, or all."""
    lines = before.splitlines(), after.splitlines()
    first = next((n for n, pair in enumerate(zip(*lines, strict=False), 1) if pair[0] != pair[1]), 1)
    if form == "github":
        click.echo(f"::warning file={name},line={first},title=style::out of order or style; "
                   f"factbook fmt {name} puts it right")
        return
    click.echo(f"{name}:{first}")
    if with_diff:
        click.echo("\n".join(difflib.unified_diff(*lines, name, name, lineterm="", n=1)))
