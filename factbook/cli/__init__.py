"""The `factbook` command; each module of this package holds commands that belong together."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

# The module of each command, imported when the command is called: `factbook check` should answer at once.
COMMANDS = {
    "check": "checking", "explain": "checking", "mend": "checking",
    "fmt": "formatting",
    "new": "writing", "source": "writing", "schema": "writing",
    "diff": "changing", "release": "changing",
    "rename": "ids", "merge": "ids", "withdraw": "ids", "register": "ids",
    "stage": "reading", "coverage": "reading", "due": "reading",
    "preview": "forge",
}


class Commands(click.Group):
    """The commands of COMMANDS."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Return a command by its name."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"factbook.cli.{COMMANDS[name]}"), f"{name}_command")
        return command


@click.group(cls=Commands)
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), default=Path("."),
              help="The project's folder, with data/ in it.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Check the facts and make data of them."""
    context.obj = root.resolve()
