import type { IXmlableObject } from 'docx';
import { escapeXml } from './escape-xml.ts';

/** The XML of an element in the form that the components of docx are prepared in: its name, and what is in it. */
export function xmlText(element: IXmlableObject): string {
  const [name] = Object.keys(element);
  if (name === undefined) return '';
  const content: unknown = element[name];
  if (!isList(content)) return lonely(name, content);
  let attributes = '';
  let children = '';
  for (const child of content) {
    if (!isObject(child)) children += contentText(child);
    else if ('_attr' in child) attributes += attributesText(child['_attr']);
    else children += xmlText(child);
  }
  return `<${name}${attributes}>${children}</${name}>`;
}

/** An element with nothing but attributes, or nothing but text. */
function lonely(name: string, content: unknown): string {
  if (isObject(content)) return `<${name}${attributesText(content['_attr'])}/>`;
  return `<${name}>${contentText(content)}</${name}>`;
}

function attributesText(attributes: unknown): string {
  if (!isObject(attributes)) return '';
  let text = '';
  for (const name of Object.keys(attributes)) text += ` ${name}="${contentText(attributes[name])}"`;
  return text;
}

// XML 1.0, 2.2: no document may hold these characters, in no spelling.
const unwritable = /[\x00-\x08\x0B\x0C\x0E-\x1F]/;
const allUnwritable = /[\x00-\x08\x0B\x0C\x0E-\x1F]/g;

function contentText(content: unknown): string {
  const text = String(content);
  return escapeXml(unwritable.test(text) ? text.replaceAll(allUnwritable, '') : text);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isObject(value: unknown): value is IXmlableObject {
  return typeof value === 'object' && value !== null;
}
