// Choose a day or two on the benefit pages; without this script the tables of links do the same.
const rules = document.querySelector("form[data-fb-rules]");
const pair = document.querySelector("form[data-fb-compare]");
const asked = document.querySelector("[data-fb-asked]");

if (rules) {
  rules.hidden = false;
  rules.addEventListener("submit", (event) => {
    event.preventDefault();
    const day = rules.elements.day.value;
    const start = rules.dataset.days.trim().split(" ").findLast((one) => one <= day);
    if (start) location.href = `${start}/${start === day ? "" : `?on=${day}`}`;
  });
}

if (pair) {
  pair.hidden = false;
  const error = pair.querySelector("[role=alert]");
  pair.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first, second] = [pair.elements.first.value, pair.elements.second.value];
    error.textContent = first < second ? "" : error.dataset.order;
    if (first < second) location.href = `${first}/${second}/`;
  });
}

if (asked) {
  const day = new URLSearchParams(location.search).get("on") ?? "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))) {
    const lang = document.documentElement.lang;
    const said = new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", { dateStyle: "long", timeZone: "UTC" })
      .format(new Date(`${day}T00:00:00Z`));
    asked.textContent = asked.dataset.words.replace("{date}", said);
    asked.hidden = false;
  }
}
