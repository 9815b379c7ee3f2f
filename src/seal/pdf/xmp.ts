import { escapeXml } from '../../render/docx/escape-xml.ts';
import { instantText } from '../../trust/instant.ts';
import type { EmbeddedRecord } from '../embedded-record.ts';

/** What catalogues and archives read of a file. */
export interface FileDescription {
  /** Stated as the time of creation and of change, to the second, in UTC. */
  readonly createdAt: Date;
  /** Title, author and subject are those of the information dictionary, as PDF/A asks. */
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  /** Languages of the file, and its title in each where it is known. */
  readonly languages: readonly { readonly language: string; readonly title?: string }[];
}

const product = 'Nysan';
const ownNamespace = 'urn:nysan:document-1#';
/** Names of the properties in our namespace, for the extension schema. */
const ownProperties = [
  ['form', 'Id of the form'],
  ['number', 'Number of the document'],
  ['code', 'Verification code'],
] as const;

/**
 * The XMP packet (ISO 16684-1) of an issued document. It has what PDF/A-3 asks for, the description of our own
 * properties included (ISO 19005-3, 6.6.2.3), but says nothing of conformance: no validator has judged the file.
 */
export function xmpPacket(record: EmbeddedRecord, description: FileDescription): string {
  const time = instantText(description.createdAt);
  const titles = description.languages.map(({ language, title }) =>
    title === undefined ? '' : alternative(language, title),
  );
  const languages = description.languages.map(({ language }) => `<rdf:li>${escapeXml(language)}</rdf:li>`);
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
    '<dc:format>application/pdf</dc:format>',
    `<dc:title><rdf:Alt>${alternative('x-default', description.title)}${titles.join('')}</rdf:Alt></dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escapeXml(description.author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:description><rdf:Alt>${alternative('x-default', description.subject)}</rdf:Alt></dc:description>`,
    `<dc:language><rdf:Bag>${languages.join('')}</rdf:Bag></dc:language>`,
    '</rdf:Description>',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
    `<xmp:CreatorTool>${product}</xmp:CreatorTool><xmp:CreateDate>${time}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${time}</xmp:ModifyDate><xmp:MetadataDate>${time}</xmp:MetadataDate></rdf:Description>`,
    '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
    `<pdf:Producer>${product}</pdf:Producer></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:nysan="${ownNamespace}">`,
    ...ownProperties.map(([name]) => `<nysan:${name}>${escapeXml(record[name])}</nysan:${name}>`),
    '</rdf:Description>',
    extensionSchema(),
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="r"?>',
  ].join('\n');
}

function alternative(language: string, text: string): string {
  return `<rdf:li xml:lang="${escapeXml(language)}">${escapeXml(text)}</rdf:li>`;
}

function extensionSchema(): string {
  const properties = ownProperties.map(
    ([name, description]) =>
      `<rdf:li rdf:parseType="Resource"><pdfaProperty:name>${name}</pdfaProperty:name>` +
      '<pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>' +
      `<pdfaProperty:description>${description}</pdfaProperty:description></rdf:li>`,
  );
  return [
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"',
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">',
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">',
    `<pdfaSchema:schema>Issued document</pdfaSchema:schema><pdfaSchema:namespaceURI>${ownNamespace}</pdfaSchema:namespaceURI>`,
    `<pdfaSchema:prefix>nysan</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>${properties.join('')}</rdf:Seq>`,
    '</pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>',
  ].join('\n');
}
