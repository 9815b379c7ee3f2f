import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';
import { signLink } from '../pdf/field-link.ts';
import type { SigningPlace } from '../signing-places.ts';

/** Kept apart from the print stylesheet: only documents with places carry it. */
const stylesheet = readFileSync(projectPath('templates', 'signing-places.css'), 'utf8');
/** Millimetres from one free place to the next: a place and a gap. */
const freeStep = 80;

export function signingPlaceStyle(): string {
  return `<style>${stylesheet}</style>`;
}

/** The line of a signature: its place, and beside it what is printed there. */
export function placedLineHtml({ name }: SigningPlace, content: string): string {
  const words = content === '' ? '' : `<span class="name">${content}</span>`;
  return `<div class="line placed">${placeHtml(name, '')}${words}</div>`;
}

/** Places without a line, from the right margin. */
export function freePlacesHtml(places: readonly SigningPlace[]): string {
  if (places.length === 0) return '';
  const links = places.map(({ name }, index) =>
    placeHtml(name, ` style="right:${(places.length - 1 - index) * freeStep}mm"`),
  );
  return `<div class="free-places">${links.join('')}</div>`;
}

function placeHtml(name: string, attributes: string): string {
  return `<a class="place" href="${signLink(name)}"${attributes}></a>`;
}
