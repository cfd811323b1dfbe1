"""`factbook schema`: what helps while writing."""

from __future__ import annotations

import json
from pathlib import Path

import click

from factbook.load import load
from factbook.models import KINDS


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(sorted(KINDS)))
@click.option("--write", is_flag=True, help="Write all schemas to where editors look for them, in .build/schemas.")
@click.pass_obj
def schema_command(root: Path, kind: str | None, write: bool) -> None:
    """Print the JSON Schema of a kind's files, or of all kinds, with the ids that there are."""
    from factbook.publish.schemas import author_schemas, write_schemas

    facts = load(root / "data")
    if write:
        write_schemas(root, facts)
        return
    schemas = author_schemas(facts)
    click.echo(json.dumps(schemas[kind] if kind else schemas, ensure_ascii=False, indent=2))
