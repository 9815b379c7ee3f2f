/** Words of `wanted` that `found` does not say in the same order; it may say more. */
export function wordsMissing(wanted: readonly string[], found: readonly string[]): string[] {
  let start = 0;
  while (start < wanted.length && wanted[start] === found[start]) start += 1;
  const [left, right] = [wanted.slice(start), found.slice(start)];
  while (left.length > 0 && left.at(-1) === right.at(-1)) {
    left.pop();
    right.pop();
  }
  const common = commonLengths(left, right);
  const missing: string[] = [];
  let at = 0;
  for (const [index, word] of left.entries()) {
    // The next of the words that both have is sought as late as it may stand.
    while (at < right.length && right[at] !== word && common(index, at + 1) === common(index, at)) at += 1;
    if (right[at] === word && common(index, at) === common(index + 1, at + 1) + 1) at += 1;
    else missing.push(word);
  }
  return missing;
}

/** Length of the longest common subsequence of the ends of two lists, from one index of each. */
function commonLengths(left: readonly string[], right: readonly string[]): (from: number, at: number) => number {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let from = left.length - 1; from >= 0; from -= 1) {
    for (let at = right.length - 1; at >= 0; at -= 1) {
      lengths[from * width + at] =
        left[from] === right[at]
          ? (lengths[(from + 1) * width + at + 1] ?? 0) + 1
          : Math.max(lengths[(from + 1) * width + at] ?? 0, lengths[from * width + at + 1] ?? 0);
    }
  }
  return (from, at) => lengths[from * width + at] ?? 0;
}
