// The lines that differ between two texts, with some around them.

/** Return the lines of a difference as [sign, line]: "-" before, "+" after, " " around, "…" left out. */
export const lineDiff = (before, after, around = 2) => {
  const [one, other] = [before.split("\n"), after.split("\n")];
  const common = [];
  let [start, end] = [0, 0];
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [mine, theirs] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  const longest = Array.from({ length: mine.length + 1 }, () => new Uint32Array(theirs.length + 1));
  for (let i = mine.length - 1; i >= 0; i -= 1) {
    for (let j = theirs.length - 1; j >= 0; j -= 1) {
      longest[i][j] = mine[i] === theirs[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  for (let i = 0, j = 0; i < mine.length || j < theirs.length;) {
    if (i < mine.length && j < theirs.length && mine[i] === theirs[j]) { common.push([" ", mine[i]]); i += 1; j += 1; }
    else if (i < mine.length && (j === theirs.length || longest[i + 1][j] >= longest[i][j + 1])) { common.push(["-", mine[i]]); i += 1; }
    else { common.push(["+", theirs[j]]); j += 1; }
  }
  const all = [...one.slice(0, start).map((line) => [" ", line]), ...common, ...one.slice(one.length - end).map((line) => [" ", line])];
  const near = all.map((_, index) => all.slice(Math.max(0, index - around), index + around + 1).some(([sign]) => sign !== " "));
  const shown = [];
  all.forEach((line, index) => {
    if (near[index]) shown.push(line);
    else if (shown.length === 0 || shown.at(-1)[0] !== "…") shown.push(["…", ""]);
  });
  return shown;
};
