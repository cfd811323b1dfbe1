// The form that proposes a correction: filled with a record's facts, checked by its schema, shown as before and after.
import { check } from "./schemacheck.js";
import { emptyIssue, issue, newFile } from "./forge.js";
import { lineDiff } from "./linediff.js";
import { applied, claim, isDate, record, scalar } from "./yamledit.js";

const form = document.querySelector("[data-fb-suggest]");
const lang = document.documentElement.lang;
const json = (id) => JSON.parse(document.querySelector(id).textContent);
const [words, kinds, sections] = ["words", "kinds", "sections"].map((name) => json(`#fb-suggest-${name}`));
const say = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (all, place) => values[place] ?? all);
const { root, repository, today, site } = form.dataset;
const groups = form.querySelector("[data-fb-groups]");
const change = document.querySelector("[data-fb-change]");
const find = (name, from = form) => from.querySelector(`[data-fb-${name}]`);
const reason = form.querySelector("#fb-reason");
let state = null; // the record that is edited: its data, its schema, its inputs, its new claims

const load = async (path) => {
  const answer = await fetch(`${root}assets/suggest/${path}`);
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

const named = (name) => words[`field ${name}`] ?? name;

/** Return what a place inside a claim is called: "Note (English)". */
const calledAt = (path) => {
  const names = path.filter((part) => typeof part === "string");
  const inner = names.at(-1);
  const outer = names.at(-2);
  if (["en", "ja"].includes(inner) && outer) return `${named(outer)} (${named(inner)})`;
  return named(inner);
};

let count = 0;
/** Return a field with its label, help and place for an error; a choice where there are words to choose from. */
const field = ({ label, help = "", value = "", words: choice, form: shape }) => {
  count += 1;
  const made = document.querySelector("#fb-one-field").content.firstElementChild.cloneNode(true);
  const [name, hint, area, error] = made.children;
  let input = area;
  if (choice) {
    input = document.createElement("select");
    const shown = Array.isArray(choice) ? Object.fromEntries(choice.map((word) => [word, words[`confidence ${word}`] ?? words[word] ?? word])) : choice;
    input.append(...Object.entries(shown).map(([word, name_]) => new Option(name_, word, word === String(value), word === String(value))));
  } else if (shape || String(value).length < 60) {
    input = document.createElement("input");
    input.value = value;
    if (shape === "source") input.setAttribute("list", "fb-sources");
  } else {
    input.value = value;
    input.rows = Math.min(8, Math.ceil(String(value).length / 70));
  }
  area.replaceWith(input);
  Object.assign(input, { id: `fb-f${count}` });
  name.textContent = label;
  name.htmlFor = input.id;
  hint.textContent = help;
  hint.id = `${input.id}-help`;
  error.id = `${input.id}-error`;
  input.setAttribute("aria-describedby", `${hint.id} ${error.id}`);
  return { element: made, input, error };
};

const group = (title, open) => {
  const made = document.querySelector("#fb-one-group").content.firstElementChild.cloneNode(true);
  made.querySelector("summary").textContent = title;
  made.open = open;
  groups.append(made);
  return { element: made, body: made.querySelector("div"), button: made.querySelector("button") };
};

/** Return inputs for a claim that is to be added. */
const addClaim = (parent, { shape, start, indent, first, name, of, choice }) => {
  const box = document.createElement("fieldset");
  box.append(Object.assign(document.createElement("legend"), { textContent: say("added") }));
  const asText = shape === "value" || !shape;
  const parts = {
    ...(asText
      ? { en: field({ label: `${named("value")} (${named("en")})` }), ja: field({ label: `${named("value")} (${named("ja")})` }) }
      : { value: field({ label: named("value"), form: shape, words: choice }) }),
    sources: field({ label: named("sources"), help: say("sources help"), form: "source" }),
    confidence: field({ label: named("confidence"), words: ["confirmed", "single", "conflicting"], value: "single" }),
    note_en: field({ label: `${named("note")} (${named("en")})` }),
    note_ja: field({ label: `${named("note")} (${named("ja")})` }),
  };
  for (const one of Object.values(parts)) box.append(one.element);
  parent.append(box);
  state.added.push({ parts, asText, shape, start, indent, first, name, of, choice });
  (parts.value ?? parts.en).input.focus();
};

/** Fill the form with a record. */
const fill = async (kind, ident, number) => {
  const [data, schema, sources] = await Promise.all([load(`${kind}/${ident}.json`), load(`${kind}.json`), load("sources.json")]);
  state = { kind, ident, data, schema, inputs: [], added: [] };
  document.querySelector("#fb-sources").replaceChildren(...Object.entries(sources).map(([id, title]) => new Option(title, id)));
  find("title", document).textContent = say("title", { record: data.value.title[lang] });
  data.values.forEach((it, index) => {
    const title = it.number ? say("claim", { label: it.label[lang], n: it.number }) : say("about");
    const { body, button } = group(title, number ? it.number === number : index === 0);
    for (const one of it.fields) {
      const was = at(data.value, one.at);
      const made = field({ label: calledAt(one.at), value: was, words: one.words, form: one.form });
      body.append(made.element);
      state.inputs.push({ ...made, ...one, was });
    }
    if (it.more) {
      button.hidden = false;
      button.textContent = say("more");
      const bare = it.fields.find((one) => one.at.at(-1) === "value");
      const shape = bare?.words ? "yes or no" : bare?.form ?? "value";
      button.addEventListener("click", () => { addClaim(body, { shape, choice: bare?.words, ...it.more }); button.hidden = true; });
    }
  });
  const missing = find("missing");
  missing.hidden = data.missing.length === 0;
  missing.querySelector("select").replaceChildren(...data.missing.map((it, index) => new Option(it.label[lang], index)));
};

const at = (value, path) => path.reduce((inner, part) => inner[part], value);

find("add-fact").addEventListener("click", () => {
  const select = find("missing").querySelector("select");
  const it = state.data.missing[select.value];
  if (!it) return;
  const { body } = group(it.label[lang], true);
  addClaim(body, { shape: it.form, start: it.start, indent: 0, name: it.name });
  select.selectedOptions[0].remove();
});

/** Fill the form for a new record. */
const begin = async (kind) => {
  const { forms } = kinds[kind];
  const [schema, taken] = await Promise.all([load(`${kind}.json`), load("taken.json")]);
  state = { kind, schema, taken, fresh: {} };
  find("title", document).textContent = say("new title", { kind: kinds[kind].name });
  const { body } = group(say("about"), true);
  const asked = {
    id: { label: "id", help: say("id") },
    title_en: { label: `${named("title")} (${named("en")})` }, title_ja: { label: `${named("title")} (${named("ja")})` },
    summary_en: { label: `${named("summary")} (${named("en")})`, value: "" }, summary_ja: { label: `${named("summary")} (${named("ja")})` },
    sections: { label: named("sections"), words: sections, value: Object.keys(sections)[0] },
    ...(Object.keys(forms).length ? { form: { label: named("form"), words: forms, value: Object.keys(forms)[0] } } : {}),
  };
  for (const [name, it] of Object.entries(asked)) {
    state.fresh[name] = field(it);
    body.append(state.fresh[name].element);
  }
};

/** Return the value that an input holds, as it stands in the data. */
const valueOf = (input, was) => {
  const text = input.value.replaceAll(/\s*\n\s*/g, " ").trim();
  if (typeof was === "number") return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
  if (typeof was === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return text;
};

const shapeOf = (value, shape) => (typeof value === "number" || typeof value === "boolean" ? "number" : shape);

const NUMBERS = ["number", "whole number", "quantity"];

const told = ({ rule, asked }, shape) => {
  if (rule === "pattern" && shape === "date") return say("pattern date");
  if (rule === "type" && shape === "date") return say("pattern date");
  return say(words[rule] ? rule : "other", { asked: [asked].flat().join(", ") });
};

const mark = ({ input, error }, words_) => {
  error.textContent = words_;
  if (words_) {
    input.setAttribute("aria-invalid", "true");
    input.closest("details").open = true;
  } else input.removeAttribute("aria-invalid");
};

/** Return the edits and the record that they make; errors stand beside their fields. */
const proposal = () => {
  const edits = [];
  const value = structuredClone(state.data.value);
  const wrong = new Set();
  for (const it of state.inputs) {
    const now = valueOf(it.input, it.was);
    mark(it, "");
    if (String(now) === String(it.was).replaceAll(/\s*\n\s*/g, " ").trim()) continue;
    at(value, it.at.slice(0, -1))[it.at.at(-1)] = now;
    if (it.form === "date" && !isDate(String(now))) {
      mark(it, say("pattern date"));
      wrong.add(it);
      continue;
    }
    const was = [...state.data.text].slice(it.start, it.end).join("");
    const shape = shapeOf(now, it.words ? "word" : it.form);
    edits.push({ start: it.start, end: it.end, text: typeof now === "boolean" ? String(now) : scalar(now, shape, was) });
  }
  const claims = state.added.map((it) => {
    const sources = it.parts.sources.input.value.split(",").map((id) => id.trim()).filter(Boolean);
    const known = sources.filter((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id));
    const text = (name) => it.parts[name].input.value.trim();
    const given = it.asText ? { en: text("en"), ...(text("ja") ? { ja: text("ja") } : {}) }
      : NUMBERS.includes(it.shape) ? valueOf(it.parts.value.input, 0) : it.choice ? text("value") === "true" : text("value");
    const note = text("note_en") ? { en: text("note_en"), ...(text("note_ja") ? { ja: text("note_ja") } : {}) } : null;
    Object.values(it.parts).forEach((part) => mark(part, ""));
    const says = (part, words_) => { mark(it.parts[part], words_); wrong.add(it.parts[part]); };
    if (it.asText ? !given.en : given === "") says(it.asText ? "en" : "value", say("required"));
    else if (it.shape === "date" && !isDate(given)) says("value", say("pattern date"));
    else if (NUMBERS.includes(it.shape) && typeof given !== "number") says("value", say("type", { asked: it.shape }));
    if (!sources.length) says("sources", say("required"));
    if (text("note_ja") && !note) says("note_en", say("required"));
    const whole = { value: given, sources: known.length ? known : ["new-source"], confidence: it.parts.confidence.input.value, ...(note ? { note } : {}) };
    if (it.name) value[it.name] = [whole];
    else {
      const holder = at(value, it.of.slice(0, -1));
      holder[it.of.at(-1)] = [holder[it.of.at(-1)], whole].flat();
    }
    it.at = it.name ? [it.name] : it.of;
    const lines = claim({ ...whole, form: typeof given === "number" ? "number" : it.shape }, it.name ? 0 : it.indent);
    if (it.first) edits.push(it.first);
    edits.push({ start: it.start, end: it.start, text: it.name ? `${it.name}:\n${lines}` : lines });
    return { unknown: sources.filter((id) => !known.includes(id)) };
  });
  for (const found of check(state.schema, value)) {
    const it = state.inputs.find((one) => one.at.length <= found.at.length && one.at.every((part, index) => part === found.at[index]))
      ?? state.inputs.find((one) => found.at.every((part, index) => part === one.at[index]) && edits.some((edit) => edit.start === one.start));
    const added = state.added.find((one) => one.at.every((part, index) => part === found.at[index]));
    if (it && edits.some((edit) => edit.start === it.start)) { mark(it, told(found, it.form)); wrong.add(it); }
    else if (added && ![...wrong].some((one) => Object.values(added.parts).includes(one))) {
      const part = added.parts.value ?? added.parts.en;
      mark(part, told(found, added.shape));
      wrong.add(part);
    }
  }
  return { edits, wrong: [...wrong], unknown: claims.flatMap((it) => it.unknown) };
};

const complain = (fields, words_) => {
  const alert = form.querySelector("[role=alert]");
  alert.textContent = words_;
  change.hidden = true;
  fields[0]?.input.focus();
};

/** Show the lines that change, and the ways to hand them on. */
const show = ({ before, after, address, send, text, name }) => {
  const marks = { "-": "before", "+": "after" };
  find("diff", change).replaceChildren(...lineDiff(before, after).map(([sign, line]) => {
    const item = document.createElement("li");
    if (marks[sign]) {
      item.className = `fb-diff__${marks[sign]}`;
      item.append(Object.assign(document.createElement("span"), { className: "fb-hidden", textContent: `${say(marks[sign])} ` }));
    }
    if (sign === "…") item.append(Object.assign(document.createElement("span"), { className: "fb-hidden", textContent: say("left") }));
    item.append(Object.assign(document.createElement("code"), { textContent: `${sign} ${line}` }));
    return item;
  }));
  const link = find("send", change);
  link.textContent = address ? send : say("empty");
  link.href = address ?? emptyIssue(repository);
  find("status", change).textContent = address ? say("ready") : say("long");
  const download = find("download", change);
  URL.revokeObjectURL(download.href);
  download.href = URL.createObjectURL(new Blob([after], { type: "text/yaml" }));
  download.download = name;
  find("copy", change).onclick = async () => {
    await navigator.clipboard.writeText(text);
    find("status", change).textContent = say("copied");
  };
  form.querySelector("[role=alert]").textContent = "";
  change.hidden = false;
  change.focus();
};

const asDiff = (path, before, after) => [`--- a/${path}`, `+++ b/${path}`,
  ...lineDiff(before, after).map(([sign, line]) => (sign === "…" ? "@@" : `${sign}${line}`))].join("\n");

const submitCorrection = () => {
  const { edits, wrong, unknown } = proposal();
  const error = form.querySelector("#fb-reason-error");
  error.textContent = reason.value.trim() ? "" : say("reason");
  if (wrong.length) return complain(wrong, say("wrong"));
  if (!edits.length) return complain([state.inputs.find((it) => it.input.closest("details").open) ?? { input: reason }], say("nothing"));
  if (error.textContent) return complain([{ input: reason }], say("wrong"));
  const { path, text: before } = state.data;
  const after = applied(before, edits);
  const page = `${site || new URL(root, location.href).href}${lang}/${state.kind}/${state.ident}/`;
  const fact = `\`\`\`diff\n${asDiff(path, before, after)}\n\`\`\``;
  const source = [reason.value.trim(), ...unknown].join("\n");
  const title = `[correction] ${state.data.value.title[lang]}`;
  return show({ before, after, name: `${state.ident}.yaml`, send: say("issue"),
    address: issue(repository, { title, page, fact, source }), text: [title, page, fact, source].join("\n\n") });
};

const submitNew = () => {
  const of = (name) => state.fresh[name]?.input.value.trim() ?? "";
  const wrong = [];
  for (const [name, it] of Object.entries(state.fresh)) {
    const words_ = !of(name) ? say("required") : name !== "id" ? "" : !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(of(name)) || of(name).length > 80
      ? say("id") : state.taken.includes(of(name)) ? say("taken") : "";
    mark(it, words_);
    if (words_) wrong.push(it);
  }
  const error = form.querySelector("#fb-reason-error");
  error.textContent = reason.value.trim() ? "" : say("reason");
  if (wrong.length) return complain(wrong, say("wrong"));
  if (error.textContent) return complain([{ input: reason }], say("wrong"));
  const path = `data/${state.kind}/${of("id")}.yaml`;
  const value = {
    title: { en: of("title_en"), ja: of("title_ja") }, summary: { en: of("summary_en"), ja: of("summary_ja") },
    sections: [of("sections")], checked: today, ...(of("form") ? { form: of("form") } : {}) };
  if (check(state.schema, value).length) return complain([state.fresh.id], say("other"));
  const after = `# ${reason.value.trim().replaceAll(/\s*\n\s*/g, "\n# ")}\n${record(value)}`;
  return show({ before: "", after, name: `${of("id")}.yaml`, send: say("file"), address: newFile(repository, path, after), text: after });
};

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (state.fresh) submitNew();
  else submitCorrection();
});

const isChanged = () => state && (state.added?.length || state.inputs?.some((it) => String(valueOf(it.input, it.was)) !== String(it.was))
  || Object.values(state.fresh ?? {}).some((it) => it.input.matches("input, textarea") && it.input.value));
let isHandedOn = false; // to the forge, to the clipboard or to a file
change.addEventListener("click", (event) => { isHandedOn ||= Boolean(event.target.closest("[data-fb-send], [data-fb-copy], [data-fb-download]")); });
addEventListener("beforeunload", (event) => { if (isChanged() && !isHandedOn) event.preventDefault(); });

/** Read from the address what is to be edited: #kind/id, #kind/id/number, or #new/kind. */
const start = async () => {
  groups.replaceChildren();
  change.hidden = true;
  state = null;
  const [first, second, third] = location.hash.slice(1).split("/");
  const chosen = second && (first !== "new" || second in kinds);
  find("choose").hidden = Boolean(chosen);
  find("missing").hidden = true;
  find("why").hidden = !chosen;
  try {
    if (first === "new" && second in kinds) await begin(second);
    else if (chosen) await fill(first, second, Number(third));
  } catch {
    find("why").hidden = true;
    complain([], say("failed"));
  }
};

document.querySelector("[data-fb-noscript]").hidden = true;
form.hidden = false;
addEventListener("hashchange", start);
await start();
form.dataset.ready = "yes";
