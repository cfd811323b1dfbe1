"""The page of the estimator: its form, its words, and what stands around it."""

from __future__ import annotations

from factbook.derive.regimes import first_day_known
from factbook.render.benefits import ask, crumbs
from factbook.render.page import Page, Section
from factbook.render.site import Site

# What the script says, by the name it uses; the text is a message of the interface.
WORDS = {
    "jpy": "{n} jpy", "days": "{n} days", "amount": "Estimated benefit", "between": "between {first} and {last}",
    "each": "For each of {n} survivors: {amount}", "steps": "Every step", "step": "Step", "how": "Calculation",
    "value": "Result", "article": "Article", "notes": "What to know about this figure", "on": "Crime on {date}",
    "rules": "All rules for crimes from {date}", "remove": "Remove dependant {n}", "added": "Dependant {n} added.",
    "removed": "Dependant {n} removed.", "dependant": "Dependant {n}", "difference": "Difference: {amount}",
    "same": "The same amount on both days.", "wrong": "Some answers are missing or cannot be right. See the first one.",
    "failed": "The tables could not be loaded. The page on how it is calculated has them all.",
    "done": "Worked out: {amount}.", "kept": "The case is now in the address of this page.",
    "period": "Within {n} of the injury or illness.", "waiting": "The first {n} days do not count.",
    "withheld 1/3": "One third is withheld", "withheld 2/3": "Two thirds are withheld",
    "withheld all": "The whole benefit is withheld", "withheld none": "Nothing is withheld",
    "years": "{n} years", "one year": "1 years",
}


def estimator_page(site: Site, code: str) -> Page:
    """Return the page of the estimator in a language."""
    uri = f"{code}/benefits/estimator/"
    page = site.renderer(code, uri)
    lang = page.language
    html = page.render(
        "benefits/estimator.html", title=lang.say("Estimator"), earliest=first_day_known(site.facts.of("parameters")),
        words={name: lang.say(message) for name, message in WORDS.items()}, grades=range(1, 15),
        term=lambda ident: ident if ident in site.records else None)
    return Page(uri=uri, language=code, title=lang.say("Estimator"), description=lang.say("estimator description"),
                template="listing", sections=(Section("top", "", html), *ask(page)), crumbs=crumbs(lang))
