import { Problem } from '../../problem.ts';
import { PdfObjects } from '../../seal/pdf/reading/pdf-objects.ts';
import { isKind, type PdfDictionary, type PdfValue } from '../../seal/pdf/reading/pdf-value.ts';
import { ReadingBudget } from '../../seal/pdf/reading/reading-budget.ts';
import { textValue } from '../../seal/pdf/reading/text-value.ts';
import { UnreadableFileError } from '../../seal/refusal.ts';

/** A field of a form with its fully qualified name. */
export interface FormField {
  readonly name: string;
  /** A box is ticked or not; what else there is, is read as the text in it. */
  readonly kind: 'box' | 'text';
  /** Empty where nothing was filled in, and for a box. */
  readonly text: string;
  readonly ticked: boolean;
}

/** What a PDF says of itself, and its form. */
export interface FilledForm {
  /** Keywords of the file; empty where it has none. */
  readonly keywords: string;
  /** BCP 47 tag of its text; empty where it has none. */
  readonly language: string;
  readonly fields: readonly FormField[];
}

/** A register of 500 empty rows has 13 500 fields, each read word by word. */
const syntaxLimit = 160 * 1024 * 1024;
/** Fields, their groups and their places on the pages. */
const nodeLimit = 100_000;
/** Segments of a name; ours have six at most. */
const depthLimit = 16;
const nameLimit = 500;
/** Of a text that is kept in a stream of its own. */
const streamLimit = 256 * 1024;

/** What a field has from those above it (ISO 32000-1, 12.7.3.1). */
interface Inherited {
  readonly name: string;
  readonly type: string;
  readonly value: PdfValue | undefined;
}

/**
 * The form fields of a PDF in its last revision, whatever program filled them in. The fields and what leads to them is
 * all that is read: pages, scripts and appearances are never touched.
 *
 * @throws UnreadableFileError; Problem `file-encrypted`
 */
export function readFormFields(bytes: Buffer): FilledForm {
  const objects = new PdfObjects(bytes, new ReadingBudget(syntaxLimit));
  if (objects.trailer.entries.has('Encrypt')) throw new Problem('file-encrypted');
  const catalog = objects.dictionary(objects.trailer.entries.get('Root'));
  if (catalog === null) throw new UnreadableFileError('damaged', 'the PDF has no catalog');
  const form = objects.dictionary(catalog.entries.get('AcroForm'));
  const information = objects.dictionary(objects.trailer.entries.get('Info'));
  return {
    keywords: textOf(objects, information?.entries.get('Keywords')),
    language: textOf(objects, catalog.entries.get('Lang')),
    fields: new FieldTree(objects).fields(form?.entries.get('Fields')),
  };
}

class FieldTree {
  readonly #objects: PdfObjects;
  readonly #seen = new Set<number>();
  readonly #fields: FormField[] = [];
  #met = 0;

  constructor(objects: PdfObjects) {
    this.#objects = objects;
  }

  fields(roots: PdfValue | undefined): readonly FormField[] {
    const above = { name: '', type: '', value: undefined };
    for (const root of this.#objects.list(roots)) {
      const field = this.#once(root) ? this.#objects.dictionary(root) : null;
      if (field !== null) this.#visit(field, above, 0);
    }
    return this.#fields;
  }

  #visit(field: PdfDictionary, above: Inherited, depth: number): void {
    if (depth > depthLimit) throw new UnreadableFileError('too-large', 'the fields of the form nest too deep');
    const { entries } = field;
    const own = textOf(this.#objects, entries.get('T'));
    const name = above.name === '' || own === '' ? above.name + own : `${above.name}.${own}`;
    if (name.length > nameLimit) throw new UnreadableFileError('too-large', 'a name in the form is too long');
    const here = { name, type: this.#nameAt(field, 'FT') ?? above.type, value: entries.get('V') ?? above.value };
    const kids = this.#objects.list(entries.get('Kids')).flatMap((kid) => {
      const dictionary = this.#once(kid) ? this.#objects.dictionary(kid) : null;
      return dictionary === null ? [] : [dictionary];
    });
    // Kids without a name of their own are places of the field on the pages.
    const [children, widgets] = [kids.filter(isNamedField), kids.filter((kid) => !isNamedField(kid))];
    for (const child of children) this.#visit(child, here, depth + 1);
    if (children.length === 0) this.#add(field, here, widgets);
  }

  /** Whether a node is met for the first time: a form that leads in a circle comes to an end. */
  #once(node: PdfValue): boolean {
    this.#met += 1;
    if (this.#met > nodeLimit) throw new UnreadableFileError('too-large', 'the form has too many fields');
    if (!isKind(node, 'reference')) return true;
    const isNew = !this.#seen.has(node.object);
    this.#seen.add(node.object);
    return isNew;
  }

  #add(field: PdfDictionary, { name, type, value }: Inherited, widgets: readonly PdfDictionary[]): void {
    // Some viewers write what was typed into the place where it was typed, and leave the field above as it was.
    const values = [
      ...widgets.flatMap(({ entries }) => entries.get('V') ?? []),
      ...(value === undefined ? [] : [value]),
    ];
    if (type === 'Btn') {
      const drawn = [field, ...widgets].flatMap(({ entries }) => entries.get('AS') ?? []);
      this.#fields.push({
        name,
        kind: 'box',
        text: '',
        ticked: [...values, ...drawn].some((state) => this.#isOn(state)),
      });
    } else if (type === 'Tx' || type === 'Ch') {
      const texts = values.map((written) => this.#written(written));
      this.#fields.push({ name, kind: 'text', text: texts.find((text) => text !== '') ?? '', ticked: false });
    }
  }

  #isOn(value: PdfValue): boolean {
    const state = this.#objects.resolve(value);
    return (isKind(state, 'name') && state.name !== 'Off') || (isKind(state, 'text') && state.text !== 'Off');
  }

  /** Several chosen items stand one a line; a long text may stand in a stream. */
  #written(value: PdfValue): string {
    const items = this.#objects.list(value);
    if (items.length > 0) return items.map((item) => textOf(this.#objects, item)).join('\n');
    if (isKind(value, 'reference') && this.#objects.dictionary(value) !== null) {
      return textValue(this.#objects.content(value, streamLimit).toString('latin1'));
    }
    return textOf(this.#objects, value);
  }

  #nameAt({ entries }: PdfDictionary, key: string): string | undefined {
    const value = this.#objects.resolve(entries.get(key));
    return isKind(value, 'name') ? value.name : undefined;
  }
}

function isNamedField({ entries }: PdfDictionary): boolean {
  return entries.has('T');
}

/** A text or name; empty for everything else. */
function textOf(objects: PdfObjects, value: PdfValue | undefined): string {
  const found = objects.resolve(value);
  if (isKind(found, 'text')) return textValue(found.text).replaceAll(/\r\n?/g, '\n');
  return isKind(found, 'name') ? found.name : '';
}
