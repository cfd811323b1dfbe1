"""Write a release: the sentences of what has changed since the one before, and the ids that are published now."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from factbook.derive.difference import Difference, difference
from factbook.language import Language
from factbook.load import Facts
from factbook.releases import FOLDER, fingerprint, read_releases
from factbook.rename import Edit, Refused, with_new_ids
from factbook.sentences import saying, sentence

MOST_TOLD = 20  # new records, one by one


def release(old: Facts | None, new: Facts, today: date, languages: dict[str, Language]) -> Edit:
    """Return what writes the changes from one state to another as a release of the day; `old` is None for the first.

    `told` holds the sentences. Raises Refused for a day before that of the latest release, and where nothing differs.
    """
    before = read_releases(new.folder).all
    if before and before[-1].day > today:
        raise Refused(f"the latest release is of {before[-1].day}, after {today}; a release goes on from the latest")
    found = difference(old, new, today) if old else ()
    fresh = [it.record for it in found if it.sort == "new"] if old else [
        f"{kind}/{ident}" for ident, kind in new.kinds.items()]
    changed = [it for it in found if it.sort != "new"]
    if not fresh and not changed:
        raise Refused("no fact differs from those of the latest release")
    assert old or not changed
    number = sum(it.day == today for it in before) + 1
    name = f"{FOLDER}/{today}{f'-{number}' if number > 1 else ''}.yaml"
    data = {"data": fingerprint(new.folder), "new": fresh,
            "changes": [_kept(it, old, new, languages) for it in changed if old]}
    text = yaml.dump({key: value for key, value in data.items() if value}, Dumper=yaml.CSafeDumper,
                     allow_unicode=True, sort_keys=False, width=10_000)
    told = [f"new: {it}" for it in fresh] if len(fresh) <= MOST_TOLD else [f"{len(fresh)} new records"]
    told += [sentence(it, old, new, lang) for it in changed if old for lang in languages.values()]
    return Edit({**with_new_ids(new).files, name: text}, (*told, f"data/{name}"))


def _kept(it: Difference, old: Facts, new: Facts, languages: dict[str, Language]) -> dict[str, Any]:
    """Return what a file of changes keeps of a difference; of a record that is gone its title too."""
    say = sentence if it.sort in ("gone", "withdrawn") else saying
    kept = {"sort": it.sort, "record": it.record, "fact": it.fact,
            **{code: say(it, old, new, lang) for code, lang in languages.items()},
            "sources_added": list(it.sources_added), "sources_removed": list(it.sources_removed)}
    return {name: value for name, value in kept.items() if value}
