import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/compose/document.ts';
import type { Run } from '../../../src/compose/printed.ts';
import { drawnRuns, type TextLine } from '../../../src/render/docx/blanks.ts';

/** A line of 80 underscores, or of 86 letters. */
const line: TextLine = { width: 9600, fontSize: 12, begun: 0, ruled: false };

function words(text: string): Run {
  return { kind: 'text', text, bold: false, italic: false };
}

function blank(size: Field['size'], extraLines = 0): Run {
  return { kind: 'blank', size, extraLines };
}

/** Leaders as `…`, breaks as `/`, captions in braces. */
function drawn(runs: readonly Run[], look: Partial<TextLine> = {}): string {
  return drawnRuns(runs, { ...line, ...look })
    .map((run) => {
      if (run.kind === 'caption') return `{${run.text}}`;
      if (run.kind === 'text') return run.text;
      return run.kind === 'leader' ? '…' : run.kind === 'break' ? '/' : '☐';
    })
    .join('');
}

describe('drawnRuns', () => {
  it('draws short blanks as underscores of their length', () => {
    const lengths = (['tiny', 'short', 'medium', 'long'] as const).map((size) => drawn([blank(size)]).length);
    expect(lengths).toEqual([4, 10, 24, 40]);
  });

  it('draws a blank that is longer than its line as a leader', () => {
    expect(drawn([blank('long')], { width: 2400 })).toBe('…');
  });

  it('leaves the blank of a ruled cell empty and draws it elsewhere', () => {
    expect(drawn([blank('cell')], { ruled: true })).toBe('');
    expect(drawn([blank('cell')])).toBe('…');
  });

  it('adds full lines below the first', () => {
    expect(drawn([words('Адрес '), blank('rest', 2)])).toBe('Адрес …/…/…');
    expect(drawn([blank('short', 1), words(' до 2026 года')])).toBe('__________/… до 2026 года');
  });

  it('keeps a few words beside a leader', () => {
    expect(drawn([words('БИН '), blank('rest'), words(', тел.')])).toBe('БИН …, тел.');
  });

  it('puts words that do not fit beside a leader on the next line and leaves their comma', () => {
    const tail = 'действующего на основании устава, который утверждён общим собранием';
    expect(drawn([words('в лице '), blank('rest'), words(`, ${tail}`)])).toBe(`в лице …,/${tail}`);
    expect(drawn([words('в лице '), blank('rest'), words(` ${tail}`)])).toBe(`в лице …/${tail}`);
  });

  it('loses nothing of the text behind a caption', () => {
    const caption: Run = { kind: 'caption', text: '(полное наименование организации, которая выдаёт сертификат)' };
    expect(drawn([blank('rest'), caption, words(', именуемое')])).toBe(`…/{${caption.text}}, именуемое`);
  });

  it('gives a second leader a line of its own', () => {
    expect(drawn([words('с '), blank('rest'), words(' по '), blank('rest')])).toBe('с …/по …');
  });

  it('begins a leader on the next line where this one is nearly full', () => {
    const full = 'Дата регистрации в реестре отечественных производителей товаров, услуг: ';
    expect(drawn([words(full), blank('rest')], { begun: 6 })).toBe(`${full}/…`);
    expect(drawn([words('Дата: '), blank('rest')], { begun: 70 })).toBe('Дата: /…');
  });

  it('sets a caption off from its blank', () => {
    expect(drawn([blank('short'), { kind: 'caption', text: '(дата)' }])).toBe('__________{ (дата)}');
  });
});
