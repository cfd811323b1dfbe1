// The search dialog: opened by a button, / or Ctrl-K; nothing is loaded before that.
import { finder } from "./find.js";

const dialog = document.getElementById("fb-search");
const say = dialog.dataset;
const input = dialog.querySelector("input");
const list = dialog.querySelector(".fb-search__results");
const count = dialog.querySelector(".fb-search__count");
const empty = dialog.querySelector(".fb-search__empty");
const more = dialog.querySelector(".fb-search__more");
const filterBox = dialog.querySelector(".fb-search__filters");
const selects = [...filterBox.querySelectorAll("select")];
const STEP = 10;
let loading;
let asked = 0;
let hits = [];
let unread = false; // whether there are more than `hits`

const load = () => {
  loading ??= finder(new URL(say.bundle, location.href).href, new URL(say.names, location.href).href).then((found) => {
    for (const select of selects) {
      const values = Object.keys(found.filters[select.dataset.filter] ?? {});
      const order = new Intl.Collator(say.lang, { numeric: true }).compare;
      values.sort(select.dataset.filter === "year" ? (a, b) => order(b, a) : order);
      for (const value of values) select.add(new Option(value, value));
      select.closest("label").hidden = values.length === 0;
    }
    filterBox.hidden = false;
    return found;
  }).catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
};

const excerpt = (html) => {
  // Pagefind's excerpt is text with <mark> around the words; anything else is shown as text.
  const holder = document.createElement("p");
  for (const part of html.split(/(<mark>.*?<\/mark>)/)) {
    const marked = /^<mark>(.*)<\/mark>$/.exec(part);
    const text = new DOMParser().parseFromString(marked ? marked[1] : part, "text/html").body.textContent;
    holder.append(marked ? Object.assign(document.createElement("mark"), { textContent: text }) : text);
  }
  return holder;
};

const show = (upto) => {
  for (const hit of hits.slice(list.children.length, upto)) {
    const link = Object.assign(document.createElement("a"), { href: hit.url });
    const title = Object.assign(document.createElement("strong"), { textContent: hit.title });
    const kind = Object.assign(document.createElement("span"), { className: "fb-meta", textContent: hit.kind });
    link.append(title, " ", kind);
    const item = document.createElement("li");
    item.append(link, excerpt(hit.excerpt));
    list.append(item);
  }
  more.hidden = !unread && list.children.length >= hits.length;
};

const search = async (from = 0) => {
  const turn = ++asked;
  const query = input.value;
  const filters = Object.fromEntries(selects.map((select) => [select.dataset.filter, select.value]));
  try {
    const found = await (await load()).find(query, filters, from + STEP);
    if (turn !== asked) return;
    hits = found.hits;
    unread = found.more;
    if (!from) list.replaceChildren();
    const idle = !query.trim() && !Object.values(filters).some(Boolean);
    show(from + STEP);
    count.textContent = idle ? "" : hits.length === 0 ? say.none.replace("{query}", query)
      : hits.length === 1 && !unread ? say.one : say.many.replace("{n}", unread ? `${hits.length}+` : hits.length);
    empty.hidden = idle || hits.length > 0;
    empty.querySelector("p").textContent = say.help.replace("{links}", "");
  } catch {
    if (turn === asked) count.textContent = say.failed;
  }
};

const open = () => {
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  load().catch(() => { count.textContent = say.failed; });
};

let waiting;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  count.textContent = input.value.trim() ? say.searching : "";
  waiting = setTimeout(() => search(), 120);
});
for (const select of selects) select.addEventListener("change", () => search());
dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
more.addEventListener("click", async () => {
  const next = list.children.length;
  if (hits.length < next + STEP && unread) await search(next);
  else show(next + STEP);
  list.children[next]?.querySelector("a").focus();
});
dialog.querySelector("[data-fb-close]").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.tagName === "SELECT") return;
  const stops = [input, ...list.querySelectorAll("a")];
  const here = Math.max(0, stops.indexOf(document.activeElement));
  const next = stops[here + (event.key === "ArrowDown" ? 1 : -1)];
  if (next) { event.preventDefault(); next.focus(); }
});
for (const button of document.querySelectorAll("[data-fb-search]")) {
  button.hidden = false;
  button.addEventListener("click", open);
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if ((event.key === "/" && !typing) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey))) {
    event.preventDefault();
    open();
  }
}, true);
for (const link of document.querySelectorAll("[data-fb-language]")) {
  link.addEventListener("click", () => {
    try { localStorage.setItem("factbook.language", link.dataset.fbLanguage); } catch { /* not allowed: not kept */ }
  });
}
