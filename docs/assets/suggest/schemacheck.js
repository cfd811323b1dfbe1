// Check a value against a JSON Schema, with the keywords that the schemas of the records use and no others.

export const KEYWORDS = ["$schema", "$defs", "$ref", "title", "description", "examples", "default", "enumDescriptions",
  "type", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum", "format", "items", "minItems",
  "properties", "patternProperties", "minProperties", "required", "additionalProperties", "propertyNames", "anyOf", "allOf"];

const TYPES = {
  string: (it) => typeof it === "string", integer: Number.isInteger, number: (it) => typeof it === "number",
  boolean: (it) => typeof it === "boolean", null: (it) => it === null, array: Array.isArray,
  object: (it) => typeof it === "object" && it !== null && !Array.isArray(it),
};

/** Return what is wrong: for each a path `at`, the keyword `rule`, and what it asks for. Empty: all is right. */
export const check = (schema, value, root = schema, at = []) => {
  const wrong = [];
  const tell = (rule, asked, where = at) => wrong.push({ at: where, rule, asked });
  const into = (part, inner, ...path) => wrong.push(...check(part, inner, root, [...at, ...path]));
  if (schema.$ref) into(schema.$ref.slice(2).split("/").reduce((part, name) => part[name.replaceAll("~1", "/").replaceAll("~0", "~")], root), value);
  if (schema.type && ![schema.type].flat().some((type) => TYPES[type](value))) { tell("type", schema.type); return wrong; }
  if (schema.enum && !schema.enum.includes(value)) tell("enum", schema.enum);
  if ("const" in schema && schema.const !== value) tell("const", schema.const);
  if (typeof value === "string") {
    if (schema.pattern && !new RegExp(schema.pattern, "u").test(value)) tell("pattern", schema.pattern);
    if (schema.minLength > [...value].length) tell("minLength", schema.minLength);
    if (schema.maxLength < [...value].length) tell("maxLength", schema.maxLength);
    if (schema.format === "date" && !isDay(value)) tell("format", "date");
  }
  if (typeof value === "number") {
    if (value < schema.minimum) tell("minimum", schema.minimum);
    if (value > schema.maximum) tell("maximum", schema.maximum);
  }
  if (TYPES.array(value)) {
    if (value.length < schema.minItems) tell("minItems", schema.minItems);
    if (schema.items) value.forEach((item, index) => into(schema.items, item, index));
  }
  if (TYPES.object(value)) {
    for (const name of schema.required ?? []) if (!(name in value)) tell("required", name);
    if (Object.keys(value).length < schema.minProperties) tell("minItems", schema.minProperties);
    const patterns = Object.entries(schema.patternProperties ?? {}).map(([pattern, part]) => [new RegExp(pattern, "u"), part]);
    for (const [name, inner] of Object.entries(value)) {
      const fitting = patterns.filter(([pattern]) => pattern.test(name));
      for (const [, part] of fitting) into(part, inner, name);
      if (schema.propertyNames) wrong.push(...check(schema.propertyNames, name, root, [...at, name]));
      if (schema.properties && Object.hasOwn(schema.properties, name)) into(schema.properties[name], inner, name);
      else if (fitting.length) continue;
      else if (schema.additionalProperties === false) tell("additionalProperties", Object.keys(schema.properties ?? {}), [...at, name]);
      else if (TYPES.object(schema.additionalProperties)) into(schema.additionalProperties, inner, name);
    }
  }
  for (const part of schema.allOf ?? []) into(part, value);
  if (schema.anyOf) {
    const tried = schema.anyOf.map((part) => check(part, value, root, at));
    // The branch that went deepest is the one that was meant.
    const depth = (found) => Math.max(...found.map((it) => it.at.length));
    if (tried.every((found) => found.length)) wrong.push(...tried.reduce((best, found) => (depth(found) > depth(best) ? found : best)));
  }
  return wrong;
};

const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
  && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
