// Sort and filter the index tables; without this script they are plain tables in a useful order.
const lang = document.documentElement.lang;
const collator = new Intl.Collator(lang, { numeric: true });
const words = lang === "ja"
  ? { filter: "表を絞り込む", count: (n, all) => `${all}件中${n}件` }
  : { filter: "Filter this table", count: (n, all) => `${n} of ${all}` };

for (const [number, table] of document.querySelectorAll("table[data-fb-table]").entries()) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 6) continue;
  const key = number ? `t${number}` : "t";
  const state = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");

  const box = document.createElement("p");
  box.className = "fb-filter";
  const label = document.createElement("label");
  label.textContent = words.filter + " ";
  const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  label.append(input);
  box.append(label, count);
  table.parentElement.before(box);

  const remember = () => {
    const all = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    input.value ? all.set(`${key}q`, input.value) : all.delete(`${key}q`);
    const sorted = table.querySelector("th[aria-sort]");
    sorted ? all.set(`${key}s`, `${sorted.cellIndex}${sorted.ariaSort === "descending" ? "d" : ""}`) : all.delete(`${key}s`);
    const text = all.toString();
    history.replaceState(null, "", text ? `#?${text}` : location.pathname + location.search);
  };
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const filter = () => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = plain(row.textContent);
      row.hidden = !wanted.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.count(shown, rows.length);
  };
  const value = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const sort = (heading, descending) => {
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const column = heading.cellIndex;
    const sorted = rows.toSorted((a, b) => {
      const [x, y] = [value(a, column), value(b, column)];
      if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
      return collator.compare(x, y) * (descending ? -1 : 1);
    });
    body.append(...sorted);
  };
  for (const heading of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      sort(heading, heading.getAttribute("aria-sort") === "ascending");
      remember();
    });
  }
  input.addEventListener("input", () => { filter(); remember(); });
  const sorted = state.get(`${key}s`);
  if (sorted && table.tHead.rows[0].cells[parseInt(sorted, 10)]) {
    sort(table.tHead.rows[0].cells[parseInt(sorted, 10)], sorted.endsWith("d"));
  }
  input.value = state.get(`${key}q`) ?? "";
  filter();
}
