// Addresses on the forge that open with a proposal filled in. Nothing is sent before its last button is pressed there.

export const LONGEST = 8000; // characters of an address that forges and browsers take

/** Return the address of an empty new issue, for a text that is pasted there. */
export const emptyIssue = (repository) => (isGitLab(repository)
  ? `${repository}/-/issues/new` : `${repository}/issues/new?template=correction.yml`);

const isGitLab = (repository) => new URL(repository).hostname.includes("gitlab");
const query = (values) => new URLSearchParams(values).toString();

/** Return the address of a new issue with the proposal, or null where it would be too long. */
export const issue = (repository, { title, page, fact, source }) => {
  const address = isGitLab(repository)
    ? `${repository}/-/issues/new?${query({ "issue[title]": title, "issue[description]": [page, fact, source].join("\n\n") })}`
    : `${repository}/issues/new?${query({ template: "correction.yml", title, page, fact, source })}`;
  return address.length <= LONGEST ? address : null;
};

/** Return the address of a new file with its content; null where it would be too long or the forge takes no content. */
export const newFile = (repository, path, content) => {
  const address = `${repository}/new/main?${query({ filename: path, value: content })}`;
  return address.length <= LONGEST && !isGitLab(repository) ? address : null;
};
