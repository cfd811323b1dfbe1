"""Evidence: every fact rests on sources that exist, are used and can be shown to the public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from factbook.check.outline import Outline
from factbook.load import Entry
from factbook.models.base import Confidence
from factbook.models.source import Publisher, Source
from factbook.problems import Problem, did_you_mean, surely_meant

REFUSED_HOSTS = {
    "5ch.net": "a forum: anyone writes, nobody answers for it",
    "finance.yahoo.co.jp": "a message board",
    "wikipedia.org": "an encyclopaedia: cite the source that it cites",
    "wiki.x.io": "a mirror of an encyclopaedia",
    "liu233w.com": "a proxy that shows pages of an encyclopaedia",
    "kotoba.ne.jp": "a mirror of an encyclopaedia",
    "jmediawiki.org": "a mirror of an encyclopaedia",
    "owiki.org": "a mirror of an encyclopaedia",
    "liquisearch.com": "a mirror of an encyclopaedia",
    "pedia.3rd-in.co.jp": "a mirror of an encyclopaedia",
    "askbiography.com": "a mirror of an encyclopaedia",
    "weblio.jp": "a dictionary page with text copied from an encyclopaedia",
    "fandom.com": "a wiki: anyone may write",
    "wikia.org": "a wiki: anyone may write",
    "icannwiki.org": "a wiki: anyone may write",
    "gauss0.livedoor.blog": "a private blog of the day's trivia, without sources",
    "wordscope.be": "sentences collected by machine, without their document",
    "feedman.me": "copies press articles by machine",
    "zzzogryeb.bond": "an advertising mirror under a random name",
    "asahitidings.com": "copies press articles; nobody answers for it",
    "japanbreaking.com": "copies press articles; nobody answers for it",
    "mainichiworld.com": "copies press articles; nobody answers for it",
    "hanzaikiji--ichiran.com": "copies press articles; nobody answers for it",
    "shinchonews.com": "copies press articles; nobody answers for it",
    "tbsnewz.com": "copies press articles under a broadcaster's name that is not its own",
    "byteseu.com": "copies press articles by machine",
    "nationalcybersecurity.com": "copies press articles by machine",
    "kantsuu.com": "copies press articles; nobody answers for it",
    "appsight.net": "collects news headlines by machine",
    "coron.tech": "copies broadcasters' news by machine",
    "5ad.net": "copies press articles; nobody answers for it",
    "mybengoshinavi-ibarakishi.com": "advertising of lawyers, with copied text",
    "tanteihikaku-mytanteinavi-ageoshi.com": "advertising of private detectives, with copied text",
    "impreza.host": "advertising of a hosting company",
    "act1.co.jp": "a company's advertising pages, retelling the news",
    "pacola.co.jp": "a company's advertising pages, retelling the news",
    "ops-today.com": "a company's advertising pages, retelling the news",
    "machineherald-io.pages.dev": "written by machine",
    "rankiteo.com": "retells other sites' reports by machine",
    "b2bdaily.com": "a content farm",
    "tellerreport.com": "machine translation of other sites' reports",
    "pledgetimes.com": "machine translation of other sites' reports",
    "houstonianonline.com": "a content farm under a former newspaper's address",
    "sendai-podcast.jp": "retells the news without naming its source",
    "kokai.jp": "retells press reports; nobody answers for it",
    "datazoo.jp": "summaries of television programmes, made by others than the broadcaster",
    "myjica.com": "a private page under an agency's name",
}


def facts_have_sources(entry: Entry) -> Iterator[Problem]:
    """Every fact names a source; one that is worked out has confidence: derived and says from what.

    A reader believes a value because of where it is written. What nobody wrote down, but what follows from other
    facts, is shown as worked out, with the reckoning beside it.
    """
    for path, claim in entry.found.evidence:
        if claim.confidence == Confidence.derived and not claim.derived_from:
            yield entry.problem(path, "evidence", "is derived, expected 'derived_from': from what, and how")
        if claim.confidence != Confidence.derived and claim.derived_from:
            yield entry.problem(path, "evidence", "says 'derived_from', expected confidence: derived")
        if not claim.sources and claim.confidence != Confidence.derived and not getattr(claim, "not_known", None):
            yield entry.problem(path, "evidence", "has no source; name at least one under 'sources'")


def sources_can_be_shown(entry: Entry) -> Iterator[Problem]:
    """A source is one that a public reference can stand on.

    Forums, encyclopaedias that anyone may edit and their mirrors, sites that copy or retell the press without
    answering for it, advertising and text made by machine are refused. Look for the source that such a page itself
    used, or state an open question in data/gaps.
    """
    for key, source in _sources(entry):
        reason = refusal(source.url) if source.url else None
        if reason:
            yield entry.problem(("sources", key, "url"), "refused-source", f"'{source.url}' is refused: {reason}")


def titles_are_titles(entry: Entry) -> Iterator[Problem]:
    """The title of a source is its own; a description of ours has described: true, and no square brackets.

    A reader looks for a document by its title. One that we made up must not pass for the document's own.
    """
    for key, source in _sources(entry):
        if source.title.startswith("[") and source.title.endswith("]"):
            yield entry.problem(("sources", key, "title"), "source-title",
                                "is in square brackets; give the real title, or described: true without brackets")


def conflicts_have_two_sides(entry: Entry) -> Iterator[Problem]:
    """A conflicting claim stands beside another claim of the same fact, or its note says with what it conflicts.

    Where sources differ, the reader sees both, each with its sources, and can judge.
    """
    beside = Counter(path[:-1] for path, _ in entry.found.evidence if isinstance(path[-1], int))
    for path, claim in entry.found.evidence:
        if claim.confidence == Confidence.conflicting and not claim.note and beside[path[:-1]] < 2:
            yield entry.problem(path, "conflict",
                                "is conflicting but stands alone; add the other claim, or a note saying with what")


def sources_exist(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """A source that a claim names stands in the bibliography, and is named once.

    The bibliography is data/sources/, a file for each publisher.
    """
    known = {key for it in outlines for key, _, _ in it.sources}
    perhaps = known.union(*(it.words for it in outlines if it.kind == "sources"))
    for it in outlines:
        for path, cited in it.cites:
            for index, source in enumerate(cited):
                place = (*path, "sources", index)
                if source not in perhaps:
                    yield it.problem(place, "source", f"no source is called '{source}'." + did_you_mean(source, known),
                                     it.mend(place, "value", surely_meant(source, known)))
                elif source in cited[:index]:
                    yield it.problem(place, "source", f"'{source}' is named twice; leave one away",
                                     it.mend(place, "remove"))


def sources_are_used(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """Every source in the bibliography carries at least one fact.

    A list of sources of which some support nothing makes the record look better evidenced than it is.
    """
    used = {source for it in outlines for _, cited in it.cites for source in cited}.union(
        *(it.words for it in outlines))
    for it in outlines:
        for key, _, _ in it.sources:
            if key not in used:
                yield it.problem(
                    ("sources", key), "unused-source", f"no fact rests on '{key}'; use it or leave it away")


def addresses_stand_once(outlines: Sequence[Outline]) -> Iterator[Problem]:
    """An address stands in the bibliography once, unless the entries are states of it with different dates.

    Two ids for one page would count as two sources, and a change of its address would have to be made twice.
    """
    seen: dict[tuple[str, str], str] = {}
    for it in outlines:
        for key, url, published in it.sources:
            if url:
                first = seen.setdefault((url, published), key)
                if first != key:
                    yield it.problem(("sources", key, "url"), "address-twice",
                                     f"the address stands under '{first}' already; merge the two")


def refusal(url: str) -> str | None:
    """Return why a host is refused, or None."""
    return _refused((urlsplit(url).hostname or "").rstrip("."))


@lru_cache(maxsize=4096)
def _refused(host: str) -> str | None:
    if host.replace(".", "").isdigit():
        return "a bare address: nobody says whose it is"
    return next(
        (reason for refused, reason in REFUSED_HOSTS.items()
         if host == refused or host.endswith("." + refused)), None)


def _sources(entry: Entry) -> Iterable[tuple[str, Source]]:
    return entry.model.sources.items() if isinstance(entry.model, Publisher) else ()


EACH = (facts_have_sources, sources_can_be_shown, titles_are_titles, conflicts_have_two_sides)
ACROSS = (sources_exist, sources_are_used, addresses_stand_once)
