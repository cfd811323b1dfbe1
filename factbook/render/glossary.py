"""Mark the terms of the glossary where they first stand on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from factbook.load import Facts
from factbook.models.term import Term


@dataclass(frozen=True)
class Glossary:
    """The words of one language that are marked: each with its term and the term's meaning."""

    language: str
    terms: dict[str, tuple[str, str]]
    pattern: re.Pattern[str] | None

    @classmethod
    def of(cls, facts: Facts, language: str) -> Glossary:
        """Return the glossary of a language; longer words win over shorter ones."""
        words: dict[str, tuple[str, str]] = {}
        for ident, term in facts.of("terms").items():
            assert isinstance(term, Term)
            meaning = next((getattr(c.value, language, None) for c in term.definition), None)
            if meaning:
                for word in getattr(term, f"match_{language}"):
                    words.setdefault(word.casefold(), (ident, meaning))
        if not words:
            return cls(language, {}, None)
        longest = sorted(words, key=lambda word: (-len(word), word))
        # Japanese has no spaces between words, so a word there may stand in mid-sentence.
        edge = r"\b" if language == "en" else ""
        joined = "|".join(re.escape(word) for word in longest)
        return cls(language, words, re.compile(f"{edge}(?:{joined}){edge}", re.IGNORECASE))

    def marker(self, href: Callable[[str], str]) -> Callable[[str], Markup]:
        """Return a function that turns text into HTML and marks each term once in its lifetime."""
        seen: set[str] = set()

        def mark(text: str) -> Markup:
            if self.pattern is None:
                return escape(text)
            parts: list[str] = []
            end = 0
            for found in self.pattern.finditer(text):
                ident, meaning = self.terms[found.group().casefold()]
                if ident in seen:
                    continue
                seen.add(ident)
                link = href(f"{self.language}/terms/{ident}/")
                parts += [escape(text[end:found.start()]), _LINK.format(link, meaning, found.group())]
                end = found.end()
            return Markup("").join([*parts, escape(text[end:])])

        return mark


_LINK = Markup('<a class="fb-term" href="{}" title="{}">{}</a>')
