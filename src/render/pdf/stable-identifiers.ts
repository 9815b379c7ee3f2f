const identifierPattern = /(?<=\/ID |\[|\) |R )\(node(\d{8})\)/g;
const datePattern = /\/(?:CreationDate|ModDate) \(D:(\d{14})/g;

/**
 * The same PDF without what Chromium takes from its own surroundings: the clock (in the information dictionary), and
 * the numbers of the nodes of its process (in the structure tree, where header cells are known by them). Node numbers
 * become their rank, which keeps the order that the name tree is sorted by. Every replacement is as long as what it
 * replaces, so that no offset changes.
 */
export function withStableIdentifiers(pdf: Uint8Array, date: Date): Uint8Array {
  const stable = Buffer.from(pdf);
  const text = stable.toString('latin1');
  const identifiers = [...text.matchAll(identifierPattern)].map((match) => ({
    at: match.index + '(node'.length,
    number: match[1] ?? '',
  }));
  const ranks = new Map([...new Set(identifiers.map(({ number }) => number))].sort().map((number, i) => [number, i]));
  for (const { at, number } of identifiers) {
    stable.write(String(ranks.get(number)).padStart(number.length, '0'), at, 'latin1');
  }
  const digits = date.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  for (const match of text.matchAll(datePattern)) {
    stable.write(digits, match.index + match[0].length - digits.length, 'latin1');
  }
  return stable;
}
