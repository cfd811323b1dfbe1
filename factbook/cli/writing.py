"""`factbook schema`: what helps while writing."""

from __future__ import annotations

import json

import click

from factbook.models import KINDS


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(sorted(KINDS)))
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of a kind's files, or of all kinds."""
    from factbook.publish.api import author_schemas

    schemas = author_schemas()
    click.echo(json.dumps(schemas[kind] if kind else schemas, ensure_ascii=False, indent=2))
