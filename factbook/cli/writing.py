"""`factbook new`, `source` and `schema`: what helps while writing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from factbook.cli.shared import today_option
from factbook.load import load
from factbook.models import KINDS, RECORD_KINDS


@click.command("new")
@click.argument("kind")
@click.argument("ident", metavar="ID", required=False)
@click.option("--title-en", help="The title in English.")
@click.option("--title-ja", help="The title in Japanese.")
@click.option("--summary-en", help="The summary in English.")
@click.option("--summary-ja", help="The summary in Japanese.")
@click.option("--section", "sections", multiple=True, help="A section of the site it belongs to; can be given again.")
@click.option("--form", help="What sort of record of its kind it is.")
@click.option("--ask/--no-ask", default=None, help="Ask for what is not given. Without it: in a terminal only.")
@today_option
@click.pass_obj
def new_command(root: Path, kind: str, ident: str | None, ask: bool | None, today: datetime, **given: Any) -> None:
    """Begin a record: write a commented file of its KIND under its ID, to be filled in.

    `factbook new symposia` without an id proposes the next edition of CTINS.
    """
    from factbook import skeleton
    from factbook.fields import fields
    from factbook.rename import Edit

    facts = load(root / "data")
    if kind not in RECORD_KINDS:
        raise click.ClickException(str(skeleton.refusal(facts, kind, "x")))
    asks = sys.stdin.isatty() if ask is None else ask
    proposed, known = skeleton.next_edition(facts) if kind == "symposia" and not ident else (None, {})
    if not ident:
        if not asks and not proposed:
            raise click.ClickException(f"name an id: factbook new {kind} ID")
        ident = _asked("id", proposed, lambda it: skeleton.refusal(facts, kind, it)) if asks else proposed
    refused = skeleton.refusal(facts, kind, str(ident))
    if refused:
        raise click.ClickException(refused)
    shapes = {field.name: field.shape for field in fields(RECORD_KINDS[kind])}
    values: dict[str, Any] = dict(known)
    for name in ("title", "summary"):
        texts = {code: given[f"{name}_{code}"] or (_asked(f"{name} in {language}") if asks else None)
                 for code, language in (("en", "English"), ("ja", "Japanese"))}
        if any(texts.values()):
            values[name] = texts
    words = {"sections": list(given["sections"]), **({"form": given["form"]} if "form" in shapes else {})}
    for name, word in words.items():
        allowed = shapes[name].words
        if not word and asks and name not in values:
            word = _asked(f"{name}, {'some' if shapes[name].many else 'one'} of {', '.join(allowed)}", None,
                          lambda it, allowed=allowed: _no_word(it.split(","), allowed))
            word = [it.strip() for it in word.split(",")] if shapes[name].many else word
        if word:
            wrong = _no_word([word] if isinstance(word, str) else word, allowed)
            if wrong:
                raise click.ClickException(f"{name}: {wrong}")
            values[name] = word
    path = f"{kind}/{ident}.yaml"
    Edit({path: skeleton.skeleton(kind, values, today.date())}, ()).write(root / "data")
    click.echo(f"data/{path} is begun. Fill it in, then:\n"
               f"  factbook check data/{path}   what is missing or wrong\n"
               f"  make serve   how it looks")


@click.command("source")
@click.argument("url")
@click.option("--publisher", help="The id of the publisher; its file is data/sources/ID.yaml.")
@click.option("--publisher-en", help="For a new publisher: its name in English.")
@click.option("--publisher-ja", help="For a new publisher: its name in Japanese.")
@click.option("--id", "ident", help="The id by which claims name the source.")
@click.option("--title", help="The title in its own language.")
@click.option("--title-en", help="The title in English.")
@click.option("--title-ja", help="The title in Japanese.")
@click.option("--language", help="The language of the text: ja, en, ko …; several with commas.")
@click.option("--kind", help="primary, official-secondary or secondary.")
@click.option("--published", help="The date of the page's own state.")
@click.option("--described", is_flag=True, help="The title is our description, not the page's own.")
@click.option("--archived", is_flag=True, help="It was read in a web archive.")
@click.option("--ask/--no-ask", default=None, help="Ask for what is not given. Without it: in a terminal only.")
@click.pass_obj
def source_command(root: Path, url: str, publisher: str | None, publisher_en: str | None, publisher_ja: str | None,
                   ident: str | None, ask: bool | None, **given: Any) -> None:
    """Add the source at a URL to the file of its publisher. Nothing is loaded from there."""
    from factbook import newsource
    from factbook.models.source import SourceKind
    from factbook.rename import Refused

    facts = load(root / "data")
    refused = newsource.refused_address(facts, url)
    if refused:
        raise click.ClickException(refused)
    asks = sys.stdin.isatty() if ask is None else ask
    kinds = [it.value for it in SourceKind]
    near = newsource.publishers_of(facts, url)
    publisher = publisher or (near[0] if len(near) == 1 else None)
    if not publisher and asks:
        publisher = _asked("id of the publisher" + (f", one of {', '.join(near)}, or a new one" if near else ""),
                           near[0] if near else None)
    if not publisher:
        raise click.ClickException(
            "name the publisher with --publisher: " + (f"{', '.join(near)} have addresses there" if near else
                                                       "no publisher has an address there yet"))
    names = None
    if not (facts.folder / "sources" / f"{publisher}.yaml").exists():
        names = {code: name or (_asked(f"publisher in {language}") if asks else None) for code, name, language in (
            ("en", publisher_en, "English"), ("ja", publisher_ja, "Japanese"))}
        if not all(names.values()):
            raise click.ClickException(f"'{publisher}' is a new publisher; give --publisher-en and --publisher-ja")
    for name, what, proposed, wrong in (
            ("title", "title, as the page has it", None, lambda it: None),
            ("language", "language of the text, as ja or en", "ja", lambda it: None),
            ("kind", f"kind, one of {', '.join(kinds)}", None, lambda it: _no_word([it], kinds))):
        if not given[name] and asks:
            given[name] = _asked(what, proposed, wrong)
    missing = [f"--{name}" for name in ("title", "language", "kind") if not given[name]]
    if missing:
        raise click.ClickException(f"still needed: {', '.join(missing)}")
    wrong = _no_word([given["kind"]], kinds) or (given["published"] and newsource.check_date(given["published"]))
    if wrong:
        raise click.ClickException(wrong)
    proposed = newsource.proposed_id(facts, publisher, url, given["title_en"] or given["title"])
    ident = ident or (_asked("id of the source", proposed) if asks else proposed)
    try:
        edit = newsource.added(facts, publisher, ident, {**given, "url": url}, names)
    except Refused as error:
        raise click.ClickException(str(error)) from None
    edit.write(root / "data")
    click.echo(f"{edit.told[0]}\nName it in a claim: sources: [{ident}]\n"
               "Until a claim does, factbook check tells that no fact rests on it.")


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


def _asked(what: str, proposed: str | None = None, refusal: Callable[[str], str | None] = lambda it: None) -> str:
    """Ask until the answer is not refused."""
    while True:
        answer: str = click.prompt(what[0].upper() + what[1:], default=proposed, type=str).strip()
        wrong = refusal(answer) if answer else "a word is needed"
        if not wrong:
            return answer
        click.echo(f"  {wrong}")


def _no_word(given: Iterable[str], allowed: Iterable[str]) -> str | None:
    from factbook.problems import did_you_mean

    return next((f"'{it.strip()}' is none of {', '.join(allowed)}." + did_you_mean(it, allowed)
                 for it in given if it.strip() not in allowed), None)
