// What a search finds: Pagefind's hits, kept only if they really contain every word asked for.

const READ_AT_ONCE = 12; // fragments fetched together
const READ_AT_MOST = 60; // pages read for one query

/** Return text as it is compared: NFKC, lower case, without zero-width characters and spaces. */
export const plain = (text) =>
  text.normalize("NFKC").toLowerCase().replace(/[\s\u200b-\u200d\ufeff\u00ad]+/g, "");

/** Return the words of a query that a hit must contain; a query in quotes is one word. */
export const wordsOf = (query) => {
  const quoted = /^["“「](.+)["”」]$/.exec(query.trim());
  return (quoted ? [quoted[1]] : query.trim().split(/[\s\u3000]+/)).map(plain).filter(Boolean);
};

/** Return 3 if the query is an id, a title or another name, 2 if one begins with it, 1 if one holds it. */
const rank = (query, names) => {
  const wanted = plain(query);
  return Math.max(0, ...names.map(plain).map((name) =>
    name === wanted ? 3 : name.startsWith(wanted) ? 2 : name.includes(wanted) ? 1 : 0));
};

/**
 * Return a function that searches: `find(query, filters)` resolves to
 * `{hits: [{url, title, excerpt, kind, exact}], filters}`, the best first.
 * `filters` maps kind, status, year and partner to the one value asked for.
 */
export const finder = async (bundle) => {
  const pagefind = await import(bundle);
  await pagefind.options({ excerptLength: 24 });
  await pagefind.init();
  const known = await pagefind.filters();

  const find = async (query, filters = {}) => {
    const words = wordsOf(query);
    const chosen = Object.fromEntries(Object.entries(filters).filter(([, value]) => value));
    if (!words.length && !Object.keys(chosen).length) return { hits: [], filters: known };
    const answer = await pagefind.search(words.length ? query : null, { filters: chosen });
    const hits = [];
    const results = answer.results.slice(0, READ_AT_MOST);
    for (let start = 0; start < results.length; start += READ_AT_ONCE) {
      const read = await Promise.all(results.slice(start, start + READ_AT_ONCE).map((one) => one.data()));
      for (const [offset, page] of read.entries()) {
        const names = [page.meta.title ?? "", ...(page.meta.names ?? "").split(" | ")].filter(Boolean);
        const all = plain([...names, page.content].join("\n"));
        if (!words.every((word) => all.includes(word))) continue;
        hits.push({
          url: page.url, title: page.meta.title, excerpt: page.excerpt,
          kind: page.filters.kind?.[0] ?? "", exact: rank(query, names), order: start + offset,
        });
      }
      if (hits.length >= 3 * READ_AT_ONCE) break;
    }
    hits.sort((a, b) => b.exact - a.exact || a.order - b.order);
    return { hits, filters: answer.filters };
  };
  return { find, filters: known };
};
