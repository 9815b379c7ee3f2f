/** An instant as issued documents spell it: ISO 8601, UTC, whole seconds (`2026-11-20T08:30:00Z`), rounded down. */
export function instantText(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}

/** The instant of exactly that spelling, or null. */
export function readInstant(text: string): Date | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null;
  const instant = new Date(text);
  // 24:00:00 and the like are another spelling of an instant that has its own.
  return !Number.isNaN(instant.getTime()) && instantText(instant) === text ? instant : null;
}

/** Whether a value is an instant in that spelling. */
export function isInstant(value: unknown): value is string {
  return typeof value === 'string' && readInstant(value) !== null;
}
