// Edits of a record's YAML: the smallest that do it, every other character as it was. Pure: text in, text out.

// What may stand without quotation marks: begins with a letter, holds no sign of YAML's, is no word of its own.
const PLAIN = /^[\p{L}][^\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff:#,[\]{}"'`\\]*$/u;
const WORD = /^(true|false|null|yes|no|on|off|y|n|~)$/i;
const POINT = /^(?:FY(\d{4})|(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?)$/;
const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;

/** Return the first and the last day that a year, month, day or fiscal year can mean, as numbers; null if it is none. */
const days = (text) => {
  const [all, fiscal, year, month, day] = POINT.exec(text) ?? [];
  if (!all) return null;
  if (fiscal) return [Date.UTC(fiscal, 3, 1), Date.UTC(Number(fiscal) + 1, 2, 31)];
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  const last = day ? first : Date.UTC(year, month ?? 12, 0);
  const is = new Date(first);
  return is.getUTCMonth() === (month ?? 1) - 1 && is.getUTCDate() === Number(day ?? 1) ? [first, last] : null;
};

/** Say whether a text is a date as the data has it: a point, from one to another, or between two. */
export const isDate = (text) => {
  const mark = ["..", "/"].find((one) => text.includes(one));
  if (!mark) return days(text) !== null;
  const [first, last, more] = text.split(mark);
  if (more !== undefined || (!first && mark === "/") || (!first && !last)) return false;
  const ends = [first, last].map((one) => (one ? days(one) : undefined));
  return !ends.includes(null) && !(ends[0] && ends[1] && ends[0][0] > ends[1][1]);
};

/** Return a value as YAML in one line; `was` is how the value stood there before, whose quotes are kept. */
export const scalar = (value, form, was = "") => {
  const text = String(value);
  const quoted = JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (sign) => `\\u${sign.codePointAt(0).toString(16).padStart(4, "0")}`);
  if (/^["']/.test(was)) return quoted;
  if (form === "number" && NUMBER.test(text)) return text;
  if (form === "date" && isDate(text)) return text;
  if (["word", "source", "id"].includes(form) && /^[a-z0-9-]+$/.test(text)) return text;
  return PLAIN.test(text) && text === text.trim() && !WORD.test(text) ? text : quoted;
};

/** Return the text with all edits made; each replaces what stands from `start` to `end`, counted in code points. */
export const applied = (text, edits) => {
  const points = [...text];
  const last = edits.map((edit, order) => ({ ...edit, order }))
    .sort((one, other) => other.start - one.start || other.end - one.end || other.order - one.order);
  for (const edit of last) points.splice(edit.start, edit.end - edit.start, ...edit.text);
  return points.join("");
};

/** Return the lines of a claim, as an item of a list that is indented by so many spaces. */
export const claim = ({ value, form, sources, confidence, note }, indent = 0) => {
  const both = (it) => `{${Object.entries(it).map(([code, text]) => `${code}: ${scalar(text, "text", '"')}`).join(", ")}}`;
  const inner = " ".repeat(indent + 2);
  const said = typeof value === "object" ? both(value) : typeof value === "boolean" ? String(value) : scalar(value, form);
  const lines = [`${" ".repeat(indent)}- value: ${said}`,
    `${inner}sources: [${sources.map((id) => scalar(id, "source")).join(", ")}]`, `${inner}confidence: ${confidence}`];
  if (note) lines.push(`${inner}note: ${both(note)}`);
  return `${lines.join("\n")}\n`;
};

/** Return the YAML of a new record. */
export const record = (fields) => Object.entries(fields).map(([name, value]) => {
  if (Array.isArray(value)) return `${name}: [${value.map((one) => scalar(one, "word")).join(", ")}]\n`;
  if (typeof value === "object") return `${name}:\n${Object.entries(value).map(([code, text]) => `  ${code}: ${scalar(text, "text")}\n`).join("")}`;
  return `${name}: ${name === "checked" ? `"${value}"` : scalar(value, "word")}\n`;
}).join("");
