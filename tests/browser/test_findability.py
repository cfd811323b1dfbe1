"""The contract: every record is found by its id, its title and each other name; every hit holds the words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from lxml import html as lxml_html

from factbook.language import LANGUAGES
from factbook.load import load
from tests.conftest import ROOT

PHRASES = {
    "en": ["central authority", "24/7", "Operation Cronos", "dual criminality", "Budapest Convention", "ETS No. 185",
           "Act No. 36 of 1980", "provisional payment", "ransomware", "I-24/7", "The Hague", "CTINS", "LockBit"],
    "ja": ["共助", "裁定", "遺族給付金", "コンタクトポイント", "デジタル・フォレンジック", "ランサムウェア",
           "昭和55年法律第69号",
           "平成30年政令第94号", "国家公安委員会", "重傷病給付金", "パブリック・アトリビューション", "双方可罰性",
           "法テラス", "仮給付金", "サイバー警察局", "ブダペスト条約", "24時間コンタクトポイント"],
}
FIND = """
async ([module, bundle, names, queries]) => {
  const { finder } = await import(new URL(module, location.href));
  const { find } = await finder(new URL(bundle, location.href).href, new URL(names, location.href).href);
  const found = {};
  for (const query of queries) {
    const { hits } = await find(query);
    found[query] = hits.map((hit) => new URL(hit.url, location.href).pathname);
  }
  return found;
}
"""


def find(page, code: str, queries: list[str]) -> dict[str, list[str]]:
    page.goto(f"/{code}/")
    return page.evaluate(FIND, [
        "../assets/find.js", "../pagefind/pagefind.js", f"../assets/names/{code}.json", queries])


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_record_is_among_the_first_five_for_each_of_its_names(visitor, code: str):
    facts = load(ROOT / "data")
    names = {}
    for ident, record in facts.records.items():
        title = record.title.en if code == "en" else record.title.ja
        for name in (ident, title, *record.aliases):
            names.setdefault(name, []).append(f"/{code}/{facts.kinds[ident]}/{ident}/")
    found = find(visitor().page(), code, list(names))
    lost = [(name, path, found[name][:5]) for name, paths in names.items() for path in paths
            if path not in found[name][:5]]
    assert not lost, f"{len(lost)} of {len(names)} names: {lost[:20]}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_hit_for_a_phrase_really_contains_it(built: Path, visitor, code: str):
    found = find(visitor().page(), code, PHRASES[code])
    wrong = []
    for phrase, paths in found.items():
        if not paths:
            wrong.append(f"{phrase}: nothing found")
        for path in paths:
            text = lxml_html.document_fromstring((built / path.strip("/") / "index.html").read_bytes()).text_content()
            if any(plain(word) not in plain(text) for word in phrase.split()):
                wrong.append(f"{phrase}: {path}")
    assert wrong == []


def plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).lower())
