// Runs the script of a workflow's step against a forge that only takes notes.
// Standard input: {script, context, comments, issues, pull, artifacts}; the working folder is the runner's.
// Prints {did: [[call, its arguments], …], said: [[how, words], …], set: {…}, failed: words or null}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const given = JSON.parse(readFileSync(0, "utf8"));
const did = [];
const said = [];
const noting = (name) => async (options) => { did.push([name, options]); return { data: {} }; };
const github = {
  paginate: async (list, options) => (await list(options)).data,
  rest: {
    pulls: { get: async (options) => { did.push(["pulls.get", options]); return { data: given.pull }; } },
    actions: { listWorkflowRunArtifacts: async () => ({ data: { artifacts: given.artifacts ?? [] } }) },
    issues: {
      listComments: async () => ({ data: given.comments ?? [] }),
      listForRepo: async () => ({ data: given.issues ?? [] }),
      createComment: noting("createComment"),
      updateComment: noting("updateComment"),
      create: noting("create"),
      update: noting("update"),
    },
  },
};
const set = {};
const core = {
  notice: (words) => said.push(["notice", words]),
  setFailed: (words) => said.push(["failed", words]),
  setOutput: (name, value) => { set[name] = value; },
};
const Script = Object.getPrototypeOf(async () => {}).constructor;
let failed = null;
try {
  const run = new Script("github", "context", "core", "require", given.script);
  await run(github, given.context, core, createRequire(import.meta.url));
} catch (error) {
  failed = String(error);
}
console.log(JSON.stringify({ did, said, set, failed }));
