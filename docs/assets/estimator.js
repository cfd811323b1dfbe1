// The page of the estimator: reads the form, asks only what matters, shows every step. Nothing leaves the browser.
const form = document.querySelector("[data-fb-estimator]");
const lang = document.documentElement.lang;
const words = JSON.parse(document.querySelector("#fb-estimator-words").textContent);
const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (all, place) => values[place] ?? all);
const number = new Intl.NumberFormat(lang === "ja" ? "ja-JP" : "en-GB", { maximumFractionDigits: 2 });
const dates = new Intl.DateTimeFormat(lang === "ja" ? "ja-JP" : "en-GB", { dateStyle: "long", timeZone: "UTC" });
const date = (day) => dates.format(new Date(`${day}T00:00:00Z`));
const yen = (value) => say("jpy", { n: number.format(value) });
const list = form.querySelector(".fb-dependants");
const result = document.querySelector("[data-fb-result]");
const figures = result.querySelector("[data-fb-figures]");
const MONEY = ["daily_income_jpy", "medical_cost_jpy", "leave_earnings_jpy", "other_compensation_jpy", "damages_received_jpy"];
const WHOLE = ["victim_age", "first_rank_count", "leave_days", "grade"];
const OF_KIND = {
  survivors: ["recipient", "first_rank_count", "dependants", "medical_cost_jpy", "leave_days", "leave_earnings_jpy"],
  disability: ["grade", "care"],
  serious_injury: ["medical_cost_jpy", "leave_days", "leave_earnings_jpy"],
};
const ALWAYS = ["crime_date", "victim_age", "daily_income_jpy", "unpaid_share", "other_compensation_jpy", "damages_received_jpy"];
let shown = false; // whether a result stands there and follows the form

const element = (name, text, attributes = {}) => {
  const made = document.createElement(name);
  if (text != null) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

let loading;
const load = () => {
  loading ??= Promise.all([
    import(new URL(form.dataset.module, location.href).href),
    fetch(form.dataset.parameters).then((answer) => { if (!answer.ok) throw new Error(answer.status); return answer.json(); }),
  ]).then(([module, parameters]) => ({ ...module, parameters }));
  loading.catch(() => { loading = undefined; });
  return loading;
};

const kind = () => form.elements.kind.value;
const read = (name) => (form.elements[name].value.trim() === "" ? NaN : Number(form.elements[name].value));

/** Return the claim that the form holds: only what the kind chosen needs. */
const claimOf = () => {
  const claim = { kind: kind() };
  for (const name of [...ALWAYS, ...OF_KIND[claim.kind]]) {
    if (name === "dependants") {
      claim.dependants = [...list.children].map((item) => ({
        relation: item.querySelector("[data-name=relation]").value,
        age: item.querySelector("[data-name=age]").value.trim() === "" ? NaN : Number(item.querySelector("[data-name=age]").value),
        disabled: item.querySelector("[data-name=disabled]").checked,
      }));
    } else if (MONEY.includes(name) || WHOLE.includes(name)) claim[name] = read(name);
    else claim[name] = form.elements[name].value || null;
  }
  if (claim.kind === "disability" && claim.grade > 2) claim.care = null;
  return claim;
};

/** Show only what matters for the kind and the grade; what is hidden is neither read nor asked. */
const ask = () => {
  for (const one of form.querySelectorAll("[data-for]")) {
    one.hidden = !one.dataset.for.split(" ").includes(kind());
    if (one.tagName === "FIELDSET") one.disabled = one.hidden;
  }
  form.querySelector("[data-care]").hidden = Number(form.elements.grade.value) > 2;
  form.querySelector("#fb-uninsured-note").hidden = !form.querySelector("[data-uninsured]").checked;
};

const versionOn = (parameters, ident, day) =>
  parameters.parameters[ident]?.versions.findLast((it) => it.from <= day && (!it.to || it.to >= day));

/** List the rules by which something is withheld, and what counts as treatment, for the day of the crime. */
const listRules = async () => {
  const day = form.elements.crime_date.value;
  const box = form.querySelector("[data-fb-rules-of-day]");
  const { parameters } = await load();
  const groups = new Map([["all", []], ["2/3", []], ["1/3", []]]);
  for (const ident of ["kinship-rules", "fault-rules"]) {
    for (const rule of versionOn(parameters, ident, day)?.rules ?? []) groups.get(rule.withheld)?.push([rule, ident]);
  }
  box.replaceChildren();
  for (const [share, rules] of groups) {
    if (!rules.length) continue;
    const items = element("ul");
    for (const [rule, ident] of rules) {
      const item = element("li", `${rule.case[lang] ?? rule.case.en} `);
      item.append(element("a", rule.article?.[lang] ?? "", { class: "fb-meta", href: form.dataset.root + parameters.parameters[ident].paths[lang] }));
      items.append(item);
    }
    box.append(element("p", say(`withheld ${share}`), { class: "fb-question" }), items);
  }
  const more = element("p", null, { class: "fb-help" });
  for (const ident of ["kinship-exceptions", "special-circumstances-rule", "several-reasons-rule"]) {
    if (!versionOn(parameters, ident, day)) continue;
    const it = parameters.parameters[ident];
    more.append(more.childNodes.length ? " · " : "", element("a", it.title[lang], { href: form.dataset.root + it.paths[lang] }));
  }
  box.append(more);
  const period = versionOn(parameters, "benefit-period", day)?.value;
  form.querySelector("[data-fb-period]").textContent = period
    ? say("period", { n: period === 1 ? say("one year", { n: 1 }) : say("years", { n: number.format(period) }) }) : "";
  const waiting = versionOn(parameters, "leave-days-rule", day)?.rules.find((rule) => rule.key === "waiting_days");
  form.querySelector("[data-fb-waiting]").textContent = waiting ? say("waiting", { n: waiting.figure }) : "";
};

const clearErrors = () => {
  form.querySelector(".fb-form-error").textContent = "";
  for (const one of form.querySelectorAll(".fb-error")) one.textContent = "";
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
};

/** Say beside a field what is wrong with it; return the input to go to. */
const showError = (name, message) => {
  const place = form.querySelector(`#fb-${name}-error`) ?? form.querySelector(".fb-form-error");
  place.textContent = message;
  const inputs = name === "dependants"
    ? [...list.querySelectorAll("[data-name=age]")].filter((one) => !/^\d+$/.test(one.value) || Number(one.value) > 130)
    : [form.elements[name]].flatMap((one) => (one?.tagName ? [one] : one ? [...one] : []));
  for (const one of inputs) one.setAttribute("aria-invalid", "true");
  inputs[0]?.closest("details")?.setAttribute("open", "");
  return inputs[0];
};

const valueOf = (step) => (step.unit === "jpy" ? yen(step.value)
  : step.key.startsWith("multiplier") ? number.format(step.value) : say("days", { n: number.format(step.value) }));

/** Return the table of every step of an estimate, each linked to the rule that it follows. */
const stepsOf = (found, day, parameters) => {
  const scroll = element("div", null, { class: "fb-scroll", tabindex: "0", role: "group", "aria-label": say("steps") });
  const table = element("table", null, { class: "fb-inner fb-steps-table" });
  const head = table.createTHead().insertRow();
  for (const name of ["step", "how", "value", "article"]) head.append(element("th", say(name), { scope: "col" }));
  const body = table.createTBody();
  for (const step of found.steps) {
    const row = body.insertRow();
    row.append(element("th", step.label, { scope: "row" }), element("td", step.formula ?? "–"), element("td", valueOf(step), { class: "fb-num" }));
    const cell = row.insertCell();
    const version = step.parameter && versionOn(parameters, step.parameter, day);
    if (version) {
      cell.append(element("a", step.article ?? parameters.parameters[step.parameter].title[lang],
        { href: `${form.dataset.root}${parameters.parameters[step.parameter].paths[lang]}#${version.anchor}` }));
    } else cell.textContent = step.article ?? "–";
  }
  scroll.append(table);
  return scroll;
};

const saidAmount = (found) => (found.range_jpy
  ? say("between", { first: yen(found.range_jpy[0]), last: yen(found.range_jpy[1]) }) : yen(found.amount_jpy));

/** Return the part of the result that is about one day. */
const show = (found, day, count, parameters) => {
  const part = element("section", null, { class: "fb-estimate" });
  part.append(element("h3", say("on", { date: date(day) })));
  part.append(element("p", saidAmount(found), { class: "fb-amount" }));
  if (count > 1) part.append(element("p", say("each", { n: number.format(count), amount: yen(found.per_recipient_jpy) })));
  const rules = element("p", null, { class: "fb-meta" });
  rules.append(element("a", say("rules", { date: date(found.regime_from) }), { href: `../rules/${found.regime_from}/` }));
  part.append(rules, element("h4", say("steps")), stepsOf(found, day, parameters), element("h4", say("notes")));
  const notes = element("ul");
  for (const note of found.notes) notes.append(element("li", note.text));
  part.append(notes);
  return part;
};

/** Work out what the form holds; go to the first mistake if `go`. */
const work = async (go) => {
  clearErrors();
  let tools;
  try {
    tools = await load();
  } catch {
    form.querySelector(".fb-form-error").textContent = say("failed");
    return;
  }
  const { estimate, parameters } = tools;
  const claim = claimOf();
  const second = form.elements.second_date.value;
  const found = [];
  for (const [name, day] of [["crime_date", claim.crime_date], ["second_date", second]]) {
    if (name === "second_date" && !day) continue;
    try {
      found.push([estimate(parameters, { ...claim, crime_date: day }, lang), day]);
    } catch (error) {
      if (!error.code) throw error;
      const field = name === "second_date" && error.field === "crime_date" ? name : error.field;
      const input = showError(field, error.message);
      result.hidden = true;
      if (go) {
        form.querySelector(".fb-form-error").textContent = say("wrong");
        input?.focus();
      }
      return;
    }
  }
  const count = claim.kind === "survivors" ? claim.first_rank_count : 1;
  figures.replaceChildren(...found.map(([one, day]) => show(one, day, count, parameters)));
  if (found.length > 1) {
    const change = found[1][0].amount_jpy - found[0][0].amount_jpy;
    figures.prepend(element("p", change ? say("difference", { amount: `${change > 0 ? "+" : "−"}${yen(Math.abs(change))}` })
      : say("same"), { class: "fb-difference" }));
  }
  figures.classList.toggle("fb-two", found.length > 1);
  result.hidden = false;
  shown = true;
  result.querySelector("[data-fb-spoken]").textContent = say("done", { amount: found.map(([one]) => saidAmount(one)).join(" / ") });
  if (go) result.querySelector("h2").focus();
};

const rename = () => {
  for (const [index, item] of [...list.children].entries()) {
    item.querySelector("legend").textContent = say("dependant", { n: index + 1 });
    item.querySelector("[data-fb-remove]").textContent = say("remove", { n: index + 1 });
  }
};

const add = (person) => {
  const item = document.querySelector("#fb-dependant").content.firstElementChild.cloneNode(true);
  list.append(item);
  rename();
  if (person) {
    item.querySelector("[data-name=relation]").value = person.relation;
    item.querySelector("[data-name=age]").value = person.age;
    item.querySelector("[data-name=disabled]").checked = Boolean(person.disabled);
  }
  return item;
};

const announce = (text) => { form.querySelector("[data-fb-said]").textContent = text; };

form.querySelector("[data-fb-add]").addEventListener("click", () => {
  add().querySelector("select").focus();
  announce(say("added", { n: list.children.length }));
});
list.addEventListener("click", (event) => {
  if (!event.target.matches("[data-fb-remove]")) return;
  const item = event.target.closest("li");
  const place = [...list.children].indexOf(item);
  item.remove();
  rename();
  announce(say("removed", { n: place + 1 }));
  (list.children[Math.min(place, list.children.length - 1)]?.querySelector("select") ?? form.querySelector("[data-fb-add]")).focus();
  if (shown) work(false);
});
form.addEventListener("submit", (event) => { event.preventDefault(); work(true); });
form.addEventListener("reset", () => setTimeout(() => {
  list.replaceChildren();
  clearErrors();
  result.hidden = true;
  shown = false;
  ask();
  history.replaceState(null, "", location.pathname + location.search);
}));
form.addEventListener("change", (event) => {
  ask();
  if (event.target.name === "crime_date" && event.target.value) listRules().catch(() => {});
  if (shown) work(false);
});
form.querySelector(".fb-less").addEventListener("toggle", () => { listRules().catch(() => {}); });
form.querySelector("[data-fb-keep]").addEventListener("click", () => {
  const kept = { ...claimOf(), second_date: form.elements.second_date.value || undefined };
  history.replaceState(null, "", `#case=${encodeURIComponent(JSON.stringify(kept))}`);
  result.querySelector("[data-fb-spoken]").textContent = say("kept");
  announce(say("kept"));
});

/** Fill the form from the address, if it holds a case; whatever else it holds is left alone. */
const recall = () => {
  let kept;
  try {
    kept = JSON.parse(decodeURIComponent(location.hash.match(/^#case=(.+)$/)?.[1] ?? "null"));
  } catch {
    return false;
  }
  if (!kept || !Object.hasOwn(OF_KIND, kept.kind)) return false;
  for (const [name, value] of Object.entries(kept)) {
    if (name === "dependants" && Array.isArray(value)) value.forEach(add);
    else if (form.elements[name] && value != null) form.elements[name].value = String(value);
  }
  return true;
};

document.querySelector("[data-fb-noscript]").hidden = true;
form.hidden = false;
const recalled = recall();
ask();
if (recalled) {
  if (form.elements.unpaid_share.value !== "none") form.querySelector(".fb-less").open = true;
  work(false);
}
if (form.elements.crime_date.value) listRules().catch(() => {});
