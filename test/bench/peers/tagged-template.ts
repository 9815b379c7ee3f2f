import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Templates with tags, and the values that make Nysan's document of them again. */
export interface TaggedTemplates {
  readonly docx: Uint8Array;
  readonly xlsx: Uint8Array;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Takes the values out of Nysan's own DOCX and XLSX and leaves tags there: so peers that fill templates make the same
 * page. In the DOCX a value is what stands in a content control; in the XLSX it is found by its words.
 */
export function tagDocuments(docx: Uint8Array, xlsx: Uint8Array): TaggedTemplates {
  const tags = new Map<string, string>();
  const tagOf = (value: string) => {
    const known = tags.get(value) ?? `v${tags.size}`;
    tags.set(value, known);
    return `{d.${known}}`;
  };
  const taggedDocx = rewrite(docx, /^word\/document\.xml$/, (xml) =>
    xml.replaceAll(/<w:sdtContent>.*?<\/w:sdtContent>/gs, (content) =>
      content.replaceAll(/(<w:t\b[^>]*>)([^<]+)(<\/w:t>)/g, (_, start: string, value: string, end: string) =>
        value.trim() === '' ? `${start}${value}${end}` : `${start}${tagOf(value)}${end}`,
      ),
    ),
  );
  const longestFirst = [...tags.keys()].filter((value) => value.length > 3).sort((a, b) => b.length - a.length);
  const taggedXlsx = rewrite(xlsx, /^xl\/(?:worksheets\/sheet\d+|sharedStrings)\.xml$/, (xml) =>
    xml.replaceAll(/(<t\b[^>]*>)([^<]+)(<\/t>)/g, (_, start: string, words: string, end: string) => {
      const found = longestFirst.find((value) => words.includes(value));
      return `${start}${found === undefined ? words : words.replace(found, () => tagOf(found))}${end}`;
    }),
  );
  const values = Object.fromEntries([...tags].map(([value, tag]) => [tag, unescaped(value)]));
  return { docx: taggedDocx, xlsx: taggedXlsx, values };
}

function rewrite(file: Uint8Array, part: RegExp, change: (xml: string) => string): Uint8Array {
  const parts = Object.entries(unzipSync(file)).map(
    ([name, bytes]) => [name, part.test(name) ? strToU8(change(strFromU8(bytes))) : bytes] as const,
  );
  return zipSync(Object.fromEntries(parts));
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(xml: string): string {
  return xml.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name] ?? '');
}
