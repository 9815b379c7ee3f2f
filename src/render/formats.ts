/** Media a document is rendered in. */
export const formats = ['pdf', 'docx', 'xlsx', 'html'] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  html: 'text/html',
};

export function isFormat(text: string): text is Format {
  return formats.some((format) => format === text);
}
