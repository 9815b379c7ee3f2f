/**
 * The schema with texts that are compared byte by byte, as SQLite does: their order, and the indexes that follow it,
 * must not change with the language or the update of an operating system.
 */
export function collated(schema: string): string {
  return schema.replace(/\bTEXT\b/g, 'TEXT COLLATE "C"');
}
