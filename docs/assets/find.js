// What a search finds: records by their names, then pages that Pagefind knows, kept only if they
// really contain every word asked for.

const READ_AT_LEAST = 4; // pages read together, even if fewer hits are wanted
const READ_AT_MOST = 4; // pages read for each hit wanted; what is left then is not looked at

/** Return text as it is compared: NFKC, lower case, without zero-width characters and spaces. */
export const plain = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[\s\u200b-\u200d\ufeff\u00ad]+/g, "");

/** Return the words of a query that a hit must contain; a query in quotes is one word. */
export const wordsOf = (query) => {
  const quoted = /^["“「](.+)["”」]$/.exec(query.trim());
  return (quoted ? [quoted[1]] : query.trim().split(/[\s\u3000]+/)).map(plain).filter(Boolean);
};

/** Return the query as the index may have cut it: as it is, by the language's words, by its marks. */
const variantsOf = (query, lang) => {
  const cut = [...new Intl.Segmenter(lang, { granularity: "word" }).segment(query)];
  const words = cut.filter((part) => part.isWordLike).map((part) => part.segment);
  return [...new Set([query, words.join(" "), query.replace(/[^\p{L}\p{N}ー]+/gu, " ")])];
};

/** Return 4 if the query is a name, 3 if a name begins with it, 2 if one holds it, 1 if one holds all its words. */
const rank = (wanted, words, names) => Math.max(0, ...names.map((name) =>
  name === wanted ? 4 : name.startsWith(wanted) ? 3 : name.includes(wanted) ? 2
    : words.every((word) => name.includes(word)) ? 1 : 0));

/**
 * Return what searches: `find(query, filters, want)` resolves to `{hits: [{url, title, excerpt, kind}], more}`,
 * the best first; pages are read until there are as many hits as wanted, and `more` says that some
 * are left unread. `filters` holds the values of each filter.
 * `bundle` is the address of pagefind.js, `list` that of the language's names.
 */
export const finder = async (bundle, list) => {
  const root = new URL("../../", list);
  const [pagefind, named] = await Promise.all([import(bundle), fetch(list).then((answer) => answer.json())]);
  await pagefind.options({ excerptLength: 24, noWorker: true }); // the index is small: one file less
  await pagefind.init();
  const known = await pagefind.filters();
  const lang = document.documentElement.lang;
  const records = named.map(([path, title, others, facets]) => ({
    url: new URL(path, root).pathname, title, others, facets,
    names: [title, ...others].map(plain), kind: facets.find(([name]) => name === "kind")?.[1] ?? "",
  }));

  const byName = (query, words, chosen) => records
    .map((record) => ({ ...record, rank: rank(plain(query), words, record.names) }))
    .filter((record) => record.rank && chosen.every(([name, value]) =>
      record.facets.some((facet) => facet[0] === name && facet[1] === value)))
    .sort((a, b) => b.rank - a.rank || a.title.length - b.title.length);

  /** Return the pages that hold all the words, at least `want` besides those in `taken` if there are as many. */
  const byText = async (query, words, filters, want, taken) => {
    const seen = new Set();
    const hits = [];
    let lacking = want;
    for (const variant of words.length ? variantsOf(query, lang) : [null]) {
      const { results } = await pagefind.search(variant, { filters });
      const fresh = results.filter(({ id }) => !seen.has(id));
      while (fresh.length) {
        if (lacking <= 0 || seen.size >= READ_AT_MOST * Math.max(want, READ_AT_LEAST)) return { hits, more: true };
        const some = fresh.splice(0, Math.max(lacking, READ_AT_LEAST));
        for (const page of await Promise.all(some.map((one) => { seen.add(one.id); return one.data(); }))) {
          const text = plain(page.content);
          if (!words.every((word) => text.includes(word))) continue;
          const url = new URL(page.url, location.href).pathname;
          hits.push({ url, title: page.meta.title, excerpt: page.excerpt, kind: page.filters.kind?.[0] ?? "" });
          lacking -= taken.has(url) ? 0 : 1;
        }
      }
    }
    return { hits, more: false };
  };

  const find = async (query, filters = {}, want = 24) => {
    const words = wordsOf(query);
    const chosen = Object.entries(filters).filter(([, value]) => value);
    if (!words.length && !chosen.length) return { hits: [], more: false };
    const named = words.length ? byName(query, words, chosen) : [];
    const taken = new Set(named.map(({ url }) => url));
    const texts = await byText(query, words, Object.fromEntries(chosen), want - named.length, taken);
    const excerpts = new Map(texts.hits.map((hit) => [hit.url, hit.excerpt]));
    const hits = named.map(({ url, title, others, kind }) =>
      ({ url, title, kind, excerpt: excerpts.get(url) ?? others.join(" · ") }));
    return { hits: [...hits, ...texts.hits.filter((hit) => !taken.has(hit.url))], more: texts.more };
  };
  return { find, filters: known };
};
