import Handlebars from 'handlebars';
import type { Catalogue } from '../forms/catalogue.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { Json, JsonObject } from '../forms/json.ts';
import { Composition } from './composition.ts';
import type { PaperCondition } from './conditions.ts';
import type { Block, Language, LanguageVersion, OfficialDocument, Row } from './document.ts';
import { EditedComposition, PaperConditions } from './editing.ts';
import { FormWords } from './form-words.ts';
import { type Frame, helperNames, registerHelpers, type RowBlock } from './helpers.ts';
import { Locales } from './locales.ts';
import { Phrases } from './phrases.ts';
import { MarkupReader } from './reader.ts';
import { PrintedRecords } from './printed-records.ts';
import { RecordShapes } from './record-shapes.ts';
import { withRowsOf } from './register-rows.ts';
import { payloadScope, recordsIn } from './scope.ts';

export interface ComposeRequest {
  /** Languages in the order they are printed. */
  readonly languages: readonly Language[];
  /** The derived payload; undefined composes the empty form. */
  readonly payload?: Json;
  /** Rows of every table of the empty form; undefined leaves it to the template. */
  readonly blankRows?: number;
  /** An issued document is no draft: it prints clean, whoever fills it in. */
  readonly issued?: boolean;
}

export interface Composed {
  readonly document: OfficialDocument;
}

/** A register whose records are composed one by one, so that thousands of them never stand in memory together. */
export interface ComposedRegister extends Composed {
  /** Rows of one record; `index` counts from 0. */
  readonly rowsOf: (record: Json, index: number) => readonly Row[];
}

/** A paper to fill in: no value of the payload is in it, only the shape that the payload gives it. */
export interface ComposedPaper {
  readonly document: OfficialDocument;
  /** Decisions that were taken by the data. */
  readonly conditions: readonly PaperCondition[];
}

/** Turns a form and a payload into a document. Templates and sentences are compiled once. */
export class Composer {
  readonly locales: Locales;
  readonly #phrases: Phrases;
  readonly #formWords = new Map<string, FormWords>();
  readonly #reader = new MarkupReader();
  readonly #templates: ReadonlyMap<string, Handlebars.TemplateDelegate>;

  constructor(catalogue: Catalogue) {
    this.locales = new Locales(catalogue.all());
    const handlebars = Handlebars.create();
    this.#phrases = new Phrases(handlebars, this.locales, compileOptions);
    registerHelpers(handlebars, this.#phrases);
    this.#templates = new Map(
      catalogue.all().map((form) => [form.id, handlebars.compile(form.template, compileOptions)]),
    );
  }

  /** @throws VocabularyError or Error when template, schema and locale do not fit together */
  compose(form: FormDefinition, request: ComposeRequest): Composed {
    const versions = request.languages.map((language) => {
      const words = this.words(form, language);
      const composition = new Composition(words, {
        blank: request.payload === undefined,
        blankRows: request.blankRows,
      });
      const scope = payloadScope(request.payload);
      const records = new PrintedRecords(words, scope, this.#reader);
      const frame: Frame = { composition, scope, onRows: (source, block) => records.take(source, block) };
      const markup = this.#template(form)({}, { data: frame });
      const blocks = records.within(this.#reader.blocks(markup, composition.insets));
      return this.#version(form, language, blocks);
    });
    return { document: this.#document(form, request, versions) };
  }

  /** A register in one language with its records left out, and the function that composes them. */
  composeRegister(form: FormDefinition, language: Language): ComposedRegister {
    const source = form.about.rows?.field;
    if (source === undefined) throw new Error(`${form.id} is not a register`);
    const words = this.words(form, language);
    const blocks = new Map<string, RowBlock>();
    const composition = new Composition(words, { blank: false });
    const frame: Frame = {
      composition,
      scope: payloadScope({}),
      onRows: (name, block) => {
        blocks.set(name, block);
        return '';
      },
    };
    const markup = this.#template(form)({}, { data: frame });
    const block = blocks.get(source);
    if (block === undefined) throw new Error(`${form.id}: the template has no rows of ${source}`);
    const document = this.#document(form, { languages: [language], payload: {} }, [
      this.#version(form, language, this.#reader.blocks(markup, composition.insets)),
    ]);
    const rows = new RecordShapes(words, source, block, this.#reader.ofRows);
    return { document, rowsOf: (record, index) => rows.of(record, index) };
  }

  /**
   * The form in one language as it is filled in. Any JSON object will do as payload.
   * @throws VocabularyError or Error when template, schema and locale do not fit together
   */
  composePaper(form: FormDefinition, language: Language, payload: JsonObject): ComposedPaper {
    const words = this.words(form, language);
    const conditions = new PaperConditions();
    const composition = new EditedComposition(words, conditions);
    const scope = payloadScope(payload);
    const registers = new Map<string, RowBlock>();
    const frame: Frame = {
      composition,
      scope,
      // Records of one shape are read once, however many a register has.
      onRows: (source, block) => {
        if (source !== form.about.rows?.field) return null;
        registers.set(source, block);
        return '';
      },
    };
    const markup = this.#template(form)({}, { data: frame });
    let blocks: readonly Block[] = this.#reader.blocks(markup, composition.insets);
    for (const [source, block] of registers) {
      const records = recordsIn(scope, source);
      const rows = Array.from({ length: composition.recordCount(source, records) }, (_, index) => {
        const own = new EditedComposition(words, conditions);
        return this.#reader.rows(block(own, records[index], index), own.insets);
      });
      blocks = withRowsOf(blocks, source, rows.flat());
    }
    const document = this.#document(form, { languages: [language] }, [this.#version(form, language, blocks)]);
    return { document, conditions: conditions.all() };
  }

  /** The form in one language: labels, options and words of its fields. */
  words(form: FormDefinition, language: Language): FormWords {
    const key = `${form.id} ${language}`;
    const known = this.#formWords.get(key);
    if (known !== undefined) return known;
    const words = new FormWords(form, language, this.locales);
    this.#formWords.set(key, words);
    return words;
  }

  #template(form: FormDefinition): Handlebars.TemplateDelegate {
    const template = this.#templates.get(form.id);
    if (template === undefined) throw new Error(`${form.id} has no template`);
    return template;
  }

  #version(form: FormDefinition, language: Language, blocks: readonly Block[]): LanguageVersion {
    const locale = form.locales[language];
    return {
      language,
      orientation: form.about.orientation,
      title: locale.title,
      subject: locale.legalBasis,
      author: this.locales.say(language, 'acts', `${form.about.act}.issuer`),
      blocks,
    };
  }

  #document(form: FormDefinition, request: ComposeRequest, versions: readonly LanguageVersion[]): OfficialDocument {
    const blank = request.payload === undefined;
    const draft = !blank && request.issued !== true && form.about.filledBy === 'authority';
    const words = request.languages.map((language) => this.locales.say(language, 'common', 'draft'));
    return {
      form: form.id,
      edition: form.about.edition,
      mode: blank ? 'blank' : 'print',
      watermark: draft ? words.join(' / ') : null,
      versions,
    };
  }
}

/** Templates see helpers only: no property of any object is ever looked up. */
const compileOptions: CompileOptions = {
  strict: true,
  knownHelpers: Object.fromEntries(helperNames.map((name) => [name, true])),
  knownHelpersOnly: true,
};
