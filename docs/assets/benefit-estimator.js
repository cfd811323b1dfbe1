// The amount of a benefit for a crime victim, step by step: pure, without dependencies, without amounts.
//
// estimate(parameters, claim, language) → {amount_jpy, per_recipient_jpy, range_jpy, regime_from, steps, notes}
//
// `parameters` is api/v1/benefit-parameters.json. `claim` is an object:
//   kind                    "survivors" | "disability" | "serious_injury"
//   crime_date              day of the crime, as "2018-04-01"
//   victim_age              whole years at the time of the crime
//   daily_income_jpy        the victim's daily income in yen, 0 for none
//   recipient               who receives: "spouse" | "child" | "parent" | "grandchild" | "grandparent" | "sibling"
//   first_rank_count        how many survivors share the first rank; 1 if left out
//   dependants              [{relation, age, disabled}]: survivors who lived on the victim's income, aged as at the
//                           time of the crime; relation: "wife" | "husband" | "child" | "parent" | "grandchild" |
//                           "grandparent" | "sibling"
//   grade                   grade of the disability, 1 to 14
//   care                    "constant" | "occasional" | null
//   medical_cost_jpy        the victim's own share of the medical cost
//   leave_days              days without full pay because of treatment, within the benefit period
//   leave_earnings_jpy      what was earned on the days of leave that count
//   unpaid_share            share withheld for kinship or fault: "none" | "1/3" | "2/3" | "all"
//   other_compensation_jpy  what other laws give for the same harm
//   damages_received_jpy    damages received for the same harm
// Fields that the kind does not need may be left out; language is "en" or "ja", "en" if left out.
//
// amount_jpy         what would be paid in all, in whole yen
// per_recipient_jpy  what each survivor of the first rank would get, in whole yen
// range_jpy          [least, most] where it is not known whether a fraction of a yen is rounded on the way; else null
// regime_from        the day from which the rules used have applied together, as "2024-06-15"
// steps              [{key, label, value, unit, formula, article, parameter}]: `article` is the citation, `parameter` the
//                    id of the record that holds the rule, both null where a step only adds up
// notes              [{key, text}]: what was not counted or not considered, and who decides
// It throws a ClaimError, with `code` and `field`, for a claim that it must refuse.

const KINDS = ["survivors", "disability", "serious_injury"];
const RECIPIENTS = ["spouse", "child", "parent", "grandchild", "grandparent", "sibling"];
const RELATIONS = ["wife", "husband", "child", "parent", "grandchild", "grandparent", "sibling"];
const CARE = { constant: "constant-care", occasional: "occasional-care" };
const SHARES = { none: [0, 1], "1/3": [1, 3], "2/3": [2, 3], all: [1, 1] };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A claim that cannot be worked out; `code` says why, `field` names what is wrong in it. */
export class ClaimError extends Error {
  constructor(code, field, message) {
    super(message);
    Object.assign(this, { name: "ClaimError", code, field });
  }
}

/** Return the estimate for a claim; see the head of this file. */
export const estimate = (parameters, claim, language = "en") => {
  const say = speaker(parameters.words, language);
  const refuse = (code, field = code) => { throw new ClaimError(code, field, say(`refuse ${code}`)); };
  check(claim, parameters, refuse);
  const rules = ruleBook(parameters, claim.crime_date, language, refuse);
  const account = new Account(say);
  const work = { survivors, disability, serious_injury: seriousInjury }[claim.kind];
  const { sum, medical = 0, multiplier = 0 } = work(claim, rules, account);
  const { amount, shareOf } = deduct(claim, sum, medical, rules, account);
  const recipients = claim.kind === "survivors" ? claim.first_rank_count ?? 1 : 1;
  const whole = (yen) => Math.floor(yen + 1e-6); // what is left of a yen is cut off
  const amountJpy = whole(amount);
  const fractions = rules.version("fractions-of-yen")?.rules.find((it) => it.key === "final_amount");
  account.add("amount", amountJpy, fractions ? rules.cite("fractions-of-yen", fractions.article) : {});
  if (recipients > 1) account.add("per-recipient", whole(amount / recipients),
    rules.cite("survivors-formula", rules.rule("survivors-formula", "several_recipients").article), {
    formula: `${figure(amountJpy)} ÷ ${recipients}` });
  const loose = account.fraction && multiplier ? multiplier * shareOf : 0;
  const range = loose ? [whole(Math.max(0, amount - account.fraction * loose)),
    whole(amount + (1 - account.fraction) * loose)] : null;
  notes(claim, account, { range, recipients, amountJpy });
  return {
    amount_jpy: amountJpy, per_recipient_jpy: whole(amount / recipients), range_jpy: range,
    regime_from: parameters.days_of_change.filter((day) => day <= claim.crime_date).at(-1),
    steps: account.steps, notes: account.notes,
  };
};

/** Return what says a message in the language, with its {places} filled. */
const speaker = (words, language) => (name, values = {}) =>
  (words[name]?.[language] ?? name).replace(/\{(\w+)\}/g, (all, place) => values[place] ?? all);

const figure = (number) => String(Math.round(number * 100) / 100).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");

/** What is worked out: the steps and the notes, in the reader's order. */
class Account {
  steps = [];
  notes = [];
  fraction = 0; // of a yen, in a daily base

  constructor(say) { this.say = say; }

  add(key, value, cited = {}, { unit = "jpy", formula = null, values = {} } = {}) {
    const { article = null, parameter = null } = cited;
    this.steps.push({ key, label: this.say(`estimate ${key}`, values), value, unit, formula, article, parameter });
    return value;
  }

  note(key, values = {}) { this.notes.push({ key, text: this.say(`estimate ${key}`, values) }); }
}

/** Return the version of each parameter that applies to a crime of the day, with where it is written. */
const ruleBook = (parameters, day, language, refuse) => {
  const version = (ident) => {
    const found = parameters.parameters[ident]?.versions.findLast((it) => it.from <= day && (!it.to || it.to >= day));
    return found && !found.not_known ? found : null;
  };
  const need = (ident) => version(ident) ?? refuse("not-known", "crime_date");
  const cite = (ident, own) => ({ article: (own ?? need(ident).articles.findLast((it) => it.from <= day))?.[language] ?? null, parameter: ident });
  const rule = (ident, key) => need(ident).rules.find((it) => it.key === key) ?? refuse("not-known", "crime_date");
  return { version, need, cite, rule };
};

const whole = (value) => Number.isInteger(value) && value >= 0;
const money = (value) => Number.isFinite(value) && value >= 0;

const isDay = (text) => {
  if (typeof text !== "string" || !DAY.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};

/** Refuse a claim with a field that has no sense. */
const check = (claim, parameters, refuse) => {
  if (!claim || !KINDS.includes(claim.kind)) refuse("kind");
  if (!isDay(claim.crime_date)) refuse("crime_date");
  if (claim.crime_date < firstDay(parameters)) refuse("too-early", "crime_date");
  if (!whole(claim.victim_age) || claim.victim_age > 130) refuse("victim_age");
  if (!money(claim.daily_income_jpy ?? 0)) refuse("daily_income_jpy");
  for (const field of ["medical_cost_jpy", "leave_earnings_jpy", "other_compensation_jpy", "damages_received_jpy"]) {
    if (!money(claim[field] ?? 0)) refuse(field);
  }
  if (!whole(claim.leave_days ?? 0)) refuse("leave_days");
  if (!Object.hasOwn(SHARES, claim.unpaid_share ?? "none")) refuse("unpaid_share");
  if (claim.kind === "survivors") {
    if (!RECIPIENTS.includes(claim.recipient)) refuse("recipient");
    if (!whole(claim.first_rank_count ?? 1) || claim.first_rank_count === 0) refuse("first_rank_count");
    const dependants = claim.dependants ?? [];
    if (!Array.isArray(dependants)) refuse("dependants");
    for (const it of dependants) {
      if (!RELATIONS.includes(it?.relation) || !whole(it.age) || it.age > 130) refuse("dependants");
    }
  }
  if (claim.kind === "disability") {
    if (!Number.isInteger(claim.grade) || !grades(parameters).has(claim.grade)) refuse("grade");
    if (claim.care != null && !Object.hasOwn(CARE, claim.care)) refuse("care");
  }
};

/** Return the first day for which the calculation of every kind is known. */
export const firstDay = (parameters) => ["survivors-formula", "disability-formula", "serious-injury-formula"]
  .map((ident) => parameters.parameters[ident].versions.find((it) => !it.not_known).from)
  .reduce((late, day) => (day > late ? day : late));

const grades = (parameters) => new Set(parameters.parameters["disability-multipliers"].versions
  .flatMap((it) => (it.multipliers ?? []).map((row) => row.grade)));

/** Return a daily base: a share of the income within the bounds of the table for the age. */
const dailyBase = (claim, rules, account, table, share, names = {}) => {
  const income = claim.daily_income_jpy ?? 0;
  const bracket = rules.need(table).brackets.find((row) =>
    claim.victim_age >= (row.age_from ?? 0) && (row.age_to == null || claim.victim_age <= row.age_to));
  const cited = rules.cite(table);
  if (bracket.min === bracket.max) return account.add(names.fixed ?? "base-fixed", bracket.min, cited);
  const ratio = rules.rule("income-ratios", share);
  const part = account.add("daily-income-share", income * ratio.figure / 100, rules.cite("income-ratios", ratio.article), {
    formula: `${figure(income)} × ${ratio.figure}%` });
  if (part < bracket.min) return account.add("base-minimum", bracket.min, cited, { values: { least: figure(bracket.min) } });
  if (part > bracket.max) return account.add("base-maximum", bracket.max, cited, { values: { most: figure(bracket.max) } });
  account.fraction = part - Math.floor(part);
  return account.add(names.base ?? "base", part, cited);
};

/** Return the row of a table of multipliers for so many persons. */
const forCount = (rows, count) =>
  rows.find((row) => !row.condition && (row.count === count || (row.count_from != null && count >= row.count_from)));

/** Say whether a rule makes the person a dependant survivor. */
const fits = (rule, person) => rule.relations?.includes(person.relation) && (
  (rule.age_below == null && rule.age_from == null && !rule.with_disability)
  || (rule.age_below != null && person.age < rule.age_below)
  || (rule.age_from != null && person.age >= rule.age_from)
  || (rule.with_disability && Boolean(person.disabled)));

const survivors = (claim, rules, account) => {
  const definition = rules.need("dependant-survivor-definition");
  const dependants = [];
  for (const person of claim.dependants ?? []) {
    if (definition.rules.some((rule) => fits(rule, person))) dependants.push(person);
    else account.note("note-not-dependant", { relation: account.say(`relation ${person.relation}`), age: person.age });
  }
  const table = dependants.length ? "survivors-base-with-dependants" : "survivors-base-without-dependants";
  const base = withAddition(claim, rules, account, dailyBase(claim, rules, account, table, "survivors"));
  const multiplier = dependants.length ? withDependants(dependants, rules, account)
    : account.add("multiplier", rules.need("survivors-multiplier-without-dependants").multipliers[0].multiplier,
      rules.cite("survivors-multiplier-without-dependants"), { unit: "days" });
  const sum = account.add("amount-base", base * multiplier, rules.cite("survivors-formula", formulaArticle(rules, "survivors-formula")), {
    formula: `${figure(base)} × ${figure(multiplier)}` });
  const medical = (claim.medical_cost_jpy || claim.leave_days) ? seriousInjury(claim, rules, account).sum : 0;
  if (medical) {
    account.note("note-medical-before-death");
    account.add("sum", sum + medical, rules.cite("survivors-formula", rules.rule("survivors-formula", "treated_before_death").article), { formula: `${figure(sum)} + ${figure(medical)}` });
  }
  return { sum, medical, multiplier };
};

/** Return the article of the rule that gives the amount, where a formula has one under that key. */
const formulaArticle = (rules, ident) => rules.need(ident).rules.find((rule) => rule.key === "amount")?.article;

const withAddition = (claim, rules, account, base) => {
  const addition = rules.version("added-daily-base");
  const due = addition?.value && (!addition.recipients || addition.recipients.includes(claim.recipient));
  if (!due) return base;
  return account.add("base-added", base + addition.value, rules.cite("added-daily-base"), {
    formula: `${figure(base)} + ${figure(addition.value)}` });
};

const withDependants = (dependants, rules, account) => {
  const rows = rules.need("survivors-multipliers-with-dependants").multipliers;
  const wife = dependants.length === 1 && dependants[0].relation === "wife"
    ? rows.find((row) => row.condition === "wife-aged-or-disabled"
      && (dependants[0].age >= row.age_from || dependants[0].disabled)) : null;
  const multiplier = account.add("multiplier", (wife ?? forCount(rows, dependants.length)).multiplier,
    rules.cite("survivors-multipliers-with-dependants"), { unit: "days" });
  const young = rules.version("young-child-addition");
  const added = (young?.ages ?? []).map((age) => [age, dependants.filter((person) => person.age < age).length])
    .filter(([, count]) => count).map(([, count]) => forCount(young.multipliers, count).multiplier);
  if (!added.length) return multiplier;
  const sum = added.reduce((all, one) => all + one, 0);
  account.add("multiplier-young", sum, rules.cite("young-child-addition"), { unit: "days", formula: added.join(" + ") });
  return account.add("multiplier-total", multiplier + sum, rules.cite("young-child-addition"), {
    unit: "days", formula: `${figure(multiplier)} + ${figure(sum)}` });
};

const disability = (claim, rules, account) => {
  const rows = rules.need("disability-multipliers").multipliers.filter((row) => row.grade === claim.grade);
  const cared = claim.care ? rows.find((row) => row.condition === CARE[claim.care]) : null;
  if (claim.care && !cared) account.note("note-care", { grade: claim.grade });
  const table = tableOfGrade(claim.grade, rules);
  const base = dailyBase(claim, rules, account, table, "disability");
  const multiplier = account.add("multiplier", (cared ?? rows.find((row) => !row.condition)).multiplier,
    rules.cite("disability-multipliers"), { unit: "days" });
  const sum = account.add("amount-base", base * multiplier, rules.cite("disability-formula", formulaArticle(rules, "disability-formula")), {
    formula: `${figure(base)} × ${figure(multiplier)}` });
  return { sum, multiplier };
};

/** Return the table that the grade belongs to: the rules of the formula name it by the bounds of the grades. */
const tableOfGrade = (grade, rules) => {
  const rule = rules.need("disability-formula").rules.find((it) =>
    it.table && grade >= (it.grade_from ?? grade) && grade <= (it.grade_to ?? grade));
  return rule.table;
};

const seriousInjury = (claim, rules, account) => {
  const medical = account.add("medical-cost", claim.medical_cost_jpy ?? 0,
    rules.cite("serious-injury-formula", rules.rule("serious-injury-formula", "medical_cost").article));
  let sum = medical;
  if (claim.leave_days) {
    const waiting = rules.rule("leave-days-rule", "waiting_days");
    const days = account.add("leave-days", Math.max(0, claim.leave_days - waiting.figure),
      rules.cite("leave-days-rule", waiting.article), { unit: "days", formula: `${claim.leave_days} − ${waiting.figure}` });
    if (days) {
      const before = account.fraction;
      const base = dailyBase(claim, rules, account, "leave-base", "leave", { base: "leave-base", fixed: "leave-base" });
      account.fraction = before;
      const addition = account.add("leave-addition", base * days,
        rules.cite("serious-injury-formula", rules.rule("serious-injury-formula", "leave_addition").article),
        { formula: `${figure(base)} × ${days}` });
      const earned = claim.leave_earnings_jpy ?? 0;
      sum += earned ? account.add("leave-earnings", Math.max(0, addition - earned),
        rules.cite("serious-injury-formula", rules.rule("serious-injury-formula", "partial_earnings").article),
        { formula: `${figure(addition)} − ${figure(earned)}` }) : addition;
      account.add("medical-sum", sum, rules.cite("serious-injury-formula",
        rules.rule("serious-injury-formula", "leave_addition").article));
    }
  }
  const cap = rules.need("serious-injury-cap").value;
  if (sum > cap) {
    const rule = rules.rule("serious-injury-formula", "cap");
    sum = account.add("medical-cap", cap, { ...rules.cite("serious-injury-formula", rule.article), parameter: "serious-injury-cap" });
  }
  return { sum };
};

/** Return what is left of the amount after what is withheld, other compensation and damages; and its share of it. */
const deduct = (claim, main, medical, rules, account) => {
  const taken = (key) => {
    const rule = rules.version("adjustment-rules")?.rules.find((it) => it.key === key);
    return rule ? rules.cite("adjustment-rules", rule.article) : {};
  };
  const [part, of] = SHARES[claim.unpaid_share ?? "none"];
  const left = 1 - part / of;
  let [rest, restMedical] = [main * (of - part) / of, medical * (of - part) / of];
  if (part) {
    const sum = main + medical;
    account.add("withheld", rest + restMedical, rules.cite("several-reasons-rule"), {
      formula: `${figure(sum)} − ${figure(sum)} × ${part}/${of}` });
  }
  const other = claim.other_compensation_jpy ?? 0;
  if (other) {
    const before = rest + restMedical;
    rest = Math.max(0, rest - other); // of the part for death, disability or injury; not of medical cost before death
    const key = claim.kind === "serious_injury" ? "other_compensation_treatment" : "other_compensation";
    account.add("other-compensation", rest + restMedical, taken(key), { formula: `${figure(before)} − ${figure(other)}` });
  }
  const damages = claim.damages_received_jpy ?? 0;
  let amount = rest + restMedical;
  if (damages) {
    const before = amount;
    amount = Math.max(0, amount - damages);
    account.add("damages", amount, taken("damages"), { formula: `${figure(before)} − ${figure(damages)}` });
  }
  return { amount, shareOf: amount > 0 ? left : 0 };
};

const notes = (claim, account, { range, recipients, amountJpy }) => {
  if (range) account.note("note-rounding-base", { least: figure(range[0]), most: figure(range[1]) });
  if (account.fraction || recipients > 1) account.note("note-rounding");
  if (recipients > 1) account.note("note-several-recipients");
  if (SHARES[claim.unpaid_share ?? "none"][0]) account.note("note-withheld");
  if (claim.other_compensation_jpy || claim.damages_received_jpy) account.note("note-compensation");
  if (!amountJpy) account.note("note-nothing-left");
  account.note(`note-not-considered-${claim.kind.replace("_", "-")}`);
  account.note("note-decides");
};
