import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../../../src/compose/document.ts';
import { type DocxOptions, renderDocx } from '../../../src/render/docx/render.ts';
import { readDocx } from '../../readers/docx.ts';
import { controlsIn } from '../../readers/docx-places.ts';
import { openPackage } from '../../readers/office-package.ts';
import { elements, type XmlElement } from '../../readers/xml.ts';
import { field, group, official, paragraph, text, version } from '../../render/docx/fixtures/vocabulary.ts';
import { blank, createdAt, filled, fillIns, forms, mark } from './documents.ts';

async function bodyOf(document: OfficialDocument, more: Partial<DocxOptions> = {}): Promise<XmlElement> {
  const file = await openPackage(await renderDocx(document, { createdAt, ...more }));
  return file.part('word/document.xml');
}

async function protectionOf(document: OfficialDocument, more: Partial<DocxOptions> = {}): Promise<string | null> {
  return (await readDocx(await renderDocx(document, { createdAt, ...more }))).protection;
}

/** Lines of blanks and words that nobody may change: what stands outside of controls. */
function closedText(element: XmlElement): string {
  if (element.name === 'w:sdt' || element.name === 'w:pict') return '';
  if (element.name === 'w:tab' && element.attributes['w:val'] === undefined) return '\t';
  const own = element.name === 'w:t' ? element.children.filter((child) => typeof child === 'string') : [];
  return [...own, ...elements(element).map(closedText)].join('');
}

/** The paths that a tag names; those that did not fit are not there. */
function pathsOf(tag: string): string[] {
  const [first = '', ...others] = tag.split(' ');
  const parent = first.slice(0, first.lastIndexOf('.'));
  return [first, ...others.map((path) => (path.startsWith('.') ? parent + path : path))];
}

describe.each(forms)('%s', (form) => {
  it.each(['blank', 'draft'] as const)('has a control for everything that is filled in, as a %s', async (kind) => {
    const document = kind === 'blank' ? blank(form) : filled(form, kind);
    const body = await bodyOf(document);
    const controls = controlsIn(body);
    const wanted = fillIns(document);
    const named = controls.map(({ tag }) => pathsOf(tag));
    // A table in bands is drawn band after band.
    expect(named.map(([first]) => first).toSorted()).toEqual(wanted.map(([first]) => first).toSorted());
    const all = new Set(wanted.flat());
    expect(named.flat().filter((path) => !all.has(path))).toEqual([]);
    expect(controls.every(({ lock }) => lock === 'sdtLocked')).toBe(true);
  });

  it('leaves no blank outside of the controls', async () => {
    expect(closedText(await bodyOf(blank(form)))).not.toMatch(/_|\t/u);
  });

  it('gives controls names that Word takes, and a number of their own', async () => {
    const controls = controlsIn(await bodyOf(blank(form)));
    expect(controls.filter(({ tag, label }) => tag.length > 64 || label.length > 64)).toEqual([]);
    expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
  });

  it('can be completed before it is issued, where there is anything to complete', async () => {
    for (const document of [blank(form), filled(form, 'draft')]) {
      const expected = controlsIn(await bodyOf(document)).length > 0 ? 'forms' : 'readOnly';
      expect(await protectionOf(document)).toBe(expected);
    }
  });

  it('is closed when it is issued', async () => {
    const document = filled(form, 'issued');
    expect(await protectionOf(document, { mark })).toBe('readOnly');
    const controls = controlsIn(await bodyOf(document, { mark }));
    expect(controls.filter(({ kind, lock }) => kind !== 'check' || lock !== 'sdtContentLocked')).toEqual([]);
  });
});

describe('a control', () => {
  const line = (...content: Parameters<typeof paragraph>[0][]) =>
    official([
      version(
        'ru',
        content.map((inlines) => paragraph(inlines, { indent: false, align: 'left' })),
      ),
    ]);

  it('has blank, caption and extra lines of an empty field for its placeholder', async () => {
    const place = field('place', '', { size: 'rest', caption: '(место)', extraLines: 1, label: 'Место' });
    const body = await bodyOf(line([text('Составлен в '), place, text('.')]));
    expect(controlsIn(body)).toEqual([
      { label: 'Место', tag: 'place', id: '1', lock: 'sdtLocked', empty: true, kind: 'rich' },
    ]);
    expect(closedText(body)).toBe('Составлен в .');
  });

  it('has the words that stand for an empty field for its placeholder', async () => {
    const basis = field('basis', '', { hint: '(указать основание)' });
    const [control] = controlsIn(await bodyOf(line([basis])));
    expect(control).toMatchObject({ tag: 'basis', empty: true, kind: 'plain' });
  });

  it('has the value of a filled field as text in one format', async () => {
    const body = await bodyOf(
      line([text('ИИН '), field('iin', '900101300017'), text(', город '), field('city', 'Астана')]),
    );
    expect(controlsIn(body)).toMatchObject([
      { tag: 'iin', empty: false, kind: 'plain' },
      { tag: 'city', empty: false, kind: 'plain' },
    ]);
    expect(closedText(body)).toBe('ИИН , город ');
  });

  it('holds all fields of one blank', async () => {
    const names = group([field('fullName', '', { label: 'Имя' }), field('position', '', { label: 'Должность' })]);
    expect(controlsIn(await bodyOf(line([names])))).toMatchObject([
      { tag: 'fullName position', label: 'Имя, Должность' },
    ]);
    const person = group([field('head.fullName', ''), field('head.position', ''), field('phone', '')]);
    expect(controlsIn(await bodyOf(line([person])))).toMatchObject([{ tag: 'head.fullName .position phone' }]);
  });

  it('is not there for what the service computes, once it is computed', async () => {
    const total = (value: string) => line([field('total', value, { derived: true })]);
    expect(controlsIn(await bodyOf(total('125 000')))).toEqual([]);
    expect(controlsIn(await bodyOf(total('')))).toMatchObject([{ tag: 'total', empty: true }]);
  });

  it('has a long name and many paths cut to what Word takes', async () => {
    const path = (name: string) => `applicant.organisation.${name}`;
    const names = ['first', 'second', 'thirdOneThatIsMuchTooLongToFit', 'last'];
    const many = group(names.map((name) => field(path(name), '', { label: 'Очень длинное имя '.repeat(2) })));
    const [control] = controlsIn(await bodyOf(line([many])));
    expect(control?.tag).toBe('applicant.organisation.first .second .last');
    expect(control?.label).toHaveLength(64);
    expect(control?.label).toMatch(/…$/u);
  });
});
