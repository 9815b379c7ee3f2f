const widest = 160;

/** JSON with what fits on a line on one line: differences are read in it. */
export function compactJson(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return flat;
  const entries = Array.isArray(value)
    ? value.map((item: unknown) => ['', item] as const)
    : Object.entries(value).map(([key, item]) => [`${JSON.stringify(key)}: `, item] as const);
  const nested = entries.some(([, item]) => typeof item === 'object' && item !== null);
  if (entries.length === 0 || (!nested && (flat.length <= widest || !Array.isArray(value)))) return flat;
  const inner = `${indent} `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const lines = entries.map(([key, item]) => inner + key + compactJson(item, inner));
  return `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
