import type { LanguageVersion } from '../../compose/document.ts';
import { wordLanguages } from './styles.ts';
import { escapeXml } from './escape-xml.ts';

/**
 * The part `docProps/core.xml` (ECMA-376 part 2, 11: core properties). docx writes the time of day into its own; this
 * one says when the document was made.
 */
export function coreProperties(version: LanguageVersion, createdAt: Date): { path: string; data: string } {
  const time = `${createdAt.toISOString().slice(0, 19)}Z`;
  const data =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ' +
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(version.title)}</dc:title>` +
    `<dc:subject>${escapeXml(version.subject)}</dc:subject>` +
    `<dc:creator>${escapeXml(version.author)}</dc:creator>` +
    `<cp:lastModifiedBy>${escapeXml(version.author)}</cp:lastModifiedBy>` +
    '<cp:revision>1</cp:revision>' +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created>` +
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>` +
    `<dc:language>${wordLanguages[version.language]}</dc:language>` +
    '</cp:coreProperties>';
  return { path: 'docProps/core.xml', data };
}
