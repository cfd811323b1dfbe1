"""The page on which a reader proposes a correction or a new record; there only where a repository is named."""

from __future__ import annotations

from factbook.fields import fields
from factbook.models import RECORD_KINDS
from factbook.models.base import Section as SiteSection
from factbook.render.page import Page, Section
from factbook.render.site import Site

PATH = "suggest/"

# What the script says, by the name it uses; the text is a message of the interface.
WORDS = {
    "title": "Suggest a correction: {record}", "new title": "Propose a new record: {kind}",
    "about": "About the record", "claim": "{label} ({n})", "more": "Add what another source says",
    "added": "What another source says", "value": "field value", "sources": "field sources",
    "sources help": "Ids of sources, with commas between them; or the address and title of a new one.",
    "type": "Expected: {asked}", "enum": "One of: {asked}", "pattern": "Not in the form that is expected here.",
    "pattern date": "A date as 2018, 2018-04, 2018-04-01, FY2018, or 2018-04-01/2018-04-03.",
    "minLength": "Something is needed here.", "required": "Something is needed here.", "format": "A day as 2018-04-01.",
    "minimum": "At least {asked}", "maximum": "At most {asked}", "maxLength": "At most {asked} characters",
    "other": "This cannot be right here.", "nothing": "Nothing is changed yet.",
    "reason": "Say how you know: which source says so, and where in it.",
    "wrong": "Some answers are missing or cannot be right. See the first one.",
    "ready": "The change is ready. Nothing has been sent yet.",
    "long": "The text is too long for an address. Copy it, open the forge, and paste it there.",
    "copied": "Copied.", "failed": "The record could not be loaded.", "before": "was:", "after": "becomes:",
    "left": "lines left out", "issue": "Open it as an issue on the forge", "file": "Open it as a new file on the forge",
    "id": "The id: lower-case letters, digits and single hyphens; it becomes part of the address.",
    "taken": "This id is taken.", "empty": "Open the forge", "true": "Yes", "false": "No",
    **{f"confidence {word}": word for word in ("confirmed", "single", "conflicting", "derived")},
    **{f"field {name}": f"field {name}" for name in (
        "value", "sources", "confidence", "note", "locator", "as_of", "checked", "derived_from", "title", "summary",
        "aliases", "sections", "partners", "form", "label", "unit", "date", "text", "related", "kind", "to", "en",
        "ja", "code", "url", "record", "min", "max", "about", "after", "after_note", "age_below", "age_from",
        "age_to", "ages", "article", "before", "before_note", "case", "columns", "condition", "count", "count_from",
        "country", "figure", "from", "grade", "grade_from", "grade_to", "group", "instrument", "key", "match_en",
        "match_ja", "multiplier", "not_known", "number_en", "outcome", "parameter", "parent", "participation",
        "period", "place", "recipients", "relations", "revision", "rows", "series", "table", "topic",
        "with_disability", "withheld", "promulgated", "in_force", "number", "definition", "japanese_term",
        "english_term", "events", "details", "changes")},
}


def can_be_proposed() -> tuple[str, ...]:
    """Return the kinds of which a record can be proposed in the form: it asks for no more than these need."""
    asked = {"title", "summary", "sections", "checked", "form"}
    return tuple(kind for kind, model in RECORD_KINDS.items()
                 if {field.name for field in fields(model) if field.is_required} <= asked)


def suggest_page(site: Site, code: str) -> Page:
    """Return the page of the form; the script fills it with the record that the address names."""
    uri = f"{code}/{PATH}"
    page = site.renderer(code, uri)
    lang = page.language
    title = lang.say("Suggest a correction")
    forms = {kind: next((field.shape.words for field in fields(model) if field.name == "form"), ())
             for kind, model in RECORD_KINDS.items()}
    html = page.render("suggest.html", title=title, words={name: lang.say(text) for name, text in WORDS.items()},
                       kinds={kind: {"name": lang.say(f"one of {kind}"), "forms": {
                           word: lang.say(f"form {word}") for word in forms[kind]}} for kind in can_be_proposed()},
                       sections={it.value: lang.say(f"section {it.value}") for it in SiteSection})
    return Page(uri=uri, language=code, title=title, description=lang.say("suggest description"), template="listing",
                sections=(Section("top", "", html),), crumbs=((lang.say("Home"), f"{code}/"),))
