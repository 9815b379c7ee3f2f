import { createHash } from 'node:crypto';
import type { Composer } from '../compose/composer.ts';
import type { Language } from '../compose/document.ts';
import { refuseErrors, refuseTooManyRows } from '../drafts/drafts.ts';
import { Stopwatch } from '../drafts/stopwatch.ts';
import type { Catalogue } from '../forms/catalogue.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { pointerOf, valueAt, withValueAt, isJsonObject, type JsonObject } from '../forms/json.ts';
import type { Validator } from '../forms/validation.ts';
import { type PayloadError, Problem } from '../problem.ts';
import type { Actor, Issuer } from '../registry/issuer.ts';
import { freshRecord } from '../registry/record.ts';
import type { Registry } from '../registry/registry.ts';
import type { IdempotencyClaim, IssueRequest, Reservation, StoredResponse } from '../registry/reservation.ts';
import type { Seals } from '../signature/seal/seals.ts';
import { almatyDay } from '../trust/almaty.ts';
import { verificationUrl } from '../trust/code/verification-url.ts';
import { instantText } from '../trust/instant.ts';
import type { KeyStore } from '../trust/keys/key-store.ts';
import { documentView } from './document-view.ts';
import { numberErrors } from './document-number.ts';
import type { IssuedFiles } from './issued-files.ts';
import { IssuerCodeMissingError, numberSeries } from './number-series.ts';
import { printedPayload, wholePayload } from './content.ts';
import { type CheckedPart, newDocument } from './new-document.ts';

/** One form of an order; `pointer` is where its data stands in the request. */
export interface OrderedPart {
  readonly form: string;
  readonly data: JsonObject;
  readonly pointer: string;
}

/** What a caller asks to be issued. */
export interface IssueOrder {
  /** Forms that belong together, as one record with one code; the first one gives form, number and term. */
  readonly parts: readonly [OrderedPart, ...OrderedPart[]];
  /** Languages of issue in their order; the first one alone, or all together, make the master file. */
  readonly languages: readonly Language[];
  readonly number: string | null;
  /** The document of the same issuer that this one replaces. */
  readonly replaces: { readonly document: string; readonly reason: string } | null;
}

export interface IssueContext {
  readonly issuer: Issuer;
  readonly actor: Actor;
  readonly idempotency: IdempotencyClaim | null;
  /** Of a batch: its file is printed when nobody waits at a screen. */
  readonly background?: boolean;
  /** Times the steps of making the document. */
  readonly stopwatch?: Stopwatch;
}

const bothLanguages = ['kk', 'ru'] as const;
const created = 201;

/** Issues documents: validate → number → compose → sign the code → render → seal → store, or nothing of it. */
export class Issuing {
  readonly #parts: IssuingParts;

  constructor(parts: IssuingParts) {
    this.#parts = parts;
  }

  /**
   * The answer to an order, durable before it is given; the same Idempotency-Key gives the same answer.
   * @throws Problem for what the caller can mend; every other error leaves nothing behind but a number that comes first
   */
  async issue(order: IssueOrder, context: IssueContext): Promise<StoredResponse> {
    const { registry, catalogue, now } = this.#parts;
    const { stopwatch = new Stopwatch() } = context;
    const form = catalogue.get(order.parts[0].form);
    // One instant for all of it: the year of the number is the year of issue.
    const instant = now();
    const given = this.#givenNumber(form, order);
    // What is wrong is told before a number is held.
    stopwatch.measure('validate', () => this.#check(order, given));
    const request = this.#request(form, given, order.parts[0].data, context, instant);
    const outcome = await stopwatch.measure('store', () => registry.begin(request));
    if (outcome.kind === 'replay') return outcome.response;
    if (outcome.kind === 'conflict') throw new Problem('idempotency-conflict');
    if (outcome.kind === 'inFlight') throw new Problem('idempotency-in-flight');
    const { reservation } = outcome;
    try {
      return await this.#make(form, order, { ...context, stopwatch }, reservation, instant);
    } catch (error) {
      await registry.release(reservation);
      throw error;
    }
  }

  /**
   * What is known to be wrong with an order before it is issued. Whether its number is free is known only then.
   * @throws Problem
   */
  check(order: IssueOrder, context: IssueContext): void {
    const form = this.#parts.catalogue.get(order.parts[0].form);
    const given = this.#givenNumber(form, order);
    this.#check(order, given);
    this.#request(form, given, order.parts[0].data, context, this.#parts.now());
  }

  /** The number in the request and the one in the data are one value. */
  #givenNumber(form: FormDefinition, { number, parts: [{ data, pointer }] }: IssueOrder): string | null {
    const field = form.about.numberField;
    const typed = field === undefined ? undefined : valueAt(data, field);
    const place = typed === undefined || field === undefined ? '/number' : pointer + pointerOf(field);
    if (typed !== undefined && number !== null && number !== typed) {
      refuseErrors([{ pointer: place, code: 'contradicts-number', params: { expected: number } }]);
    }
    const given = typeof typed === 'string' ? typed : number;
    if (given !== null) refuseErrors(numberErrors(given, place));
    return given;
  }

  /** Every part, checked with the number in the first; without one yet, its place may be empty. */
  #check(order: IssueOrder, number: string | null): CheckedPart[] {
    const { catalogue, validator } = this.#parts;
    const errors: PayloadError[] = [];
    const checked = order.parts.map((part, index): CheckedPart => {
      const form = catalogue.get(part.form);
      // Nobody signs the text of an act, and nothing is certified by it.
      if (form.about.filledBy === 'act') throw new Problem('form-not-issued');
      const data = index === 0 && number !== null ? withNumber(form, part.data, number) : part.data;
      const validation = validator.validate(form, data, { languages: bothLanguages, incomplete: false });
      const pending = index === 0 && number === null ? pointerOf(form.about.numberField ?? '') : undefined;
      const isPending = (error: PayloadError) => error.code === 'required' && error.pointer === pending;
      const missing = validation.warnings.filter((warning) => warning.code === 'language-missing');
      const found = [...validation.errors.filter((error) => !isPending(error)), ...missing];
      errors.push(...found.map((error) => ({ ...error, pointer: part.pointer + error.pointer })));
      // The master is a file of pages.
      if (found.length === 0) refuseTooManyRows(form, validation.payload, 'pdf');
      return { form, payload: validation.payload, derived: validation.derived };
    });
    refuseErrors(errors);
    return checked;
  }

  #request(
    form: FormDefinition,
    given: string | null,
    data: JsonObject,
    { issuer, idempotency }: IssueContext,
    instant: Date,
  ): IssueRequest {
    const base = { issuer: issuer.id, form: form.id, idempotency };
    if (given !== null) return { ...base, number: { given } };
    const year = almatyDay(instant).slice(0, 4);
    try {
      return {
        ...base,
        number: { series: numberSeries(form.id, form.about.series, { year, issuerCode: issuer.code ?? null, data }) },
      };
    } catch (cause) {
      if (cause instanceof IssuerCodeMissingError) throw new Problem('number-needed', { cause });
      throw cause;
    }
  }

  async #make(
    form: FormDefinition,
    order: IssueOrder,
    { issuer, actor, background = false, stopwatch }: IssueContext & { readonly stopwatch: Stopwatch },
    reservation: Reservation,
    instant: Date,
  ): Promise<StoredResponse> {
    const { registry, composer, keys, seals, publicUrl, files } = this.#parts;
    const checked = stopwatch.measure('validate', () => this.#check(order, reservation.number));
    const parts = checked.map((part) => ({ ...part, form: part.form.id }));
    const [principal, ...annexes] = checked;
    if (principal === undefined) throw new Error('an order without a form');
    const treesOf = (language: Language) =>
      checked.map(
        (part) => composer.compose(part.form, { languages: [language], payload: part.payload, issued: true }).document,
      );
    const trees = stopwatch.measure('compose', () => ({ kk: treesOf('kk'), ru: treesOf('ru') }));
    const payload = wholePayload(parts);
    const printed = printedPayload(payload, trees);
    const issuedAt = instantText(instant);
    const content = {
      form: form.id,
      edition: form.about.edition,
      issuer: issuer.bin,
      number: reservation.number,
      issuedAt,
      languages: order.languages,
      ...printed,
    };
    const { document, code } = newDocument({
      parts: [principal, ...annexes],
      content,
      key: keys.current(issuer.id),
      instant,
      wordsOf: (one) => ({ kk: composer.words(one, 'kk'), ru: composer.words(one, 'ru') }),
      addressIsLocal: this.#parts.addressIsLocal,
    });
    const record = freshRecord(document, issuer.id, form.id, reservation.number);
    const url = verificationUrl(publicUrl, code);
    const master = `${order.languages.join('-')}.pdf`;
    const made = await files.make(master, { record, payload: printed, trees, issuer, background, stopwatch });
    // Only the master: a file made later would carry a seal of a time that is past.
    const bytes = await stopwatch.measure('seal', () => seals.seal(made, issuer, instant));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const body = documentView(record, url, [{ name: master, sha256 }], instant);
    const response = { status: created, body };
    const { replaces } = order;
    const completion = { document, payload, trees, files: [{ name: master, bytes }], actor, response, replaces };
    await stopwatch.measure('store', () => registry.complete(reservation, completion));
    return response;
  }
}

export interface IssuingParts {
  readonly catalogue: Catalogue;
  readonly validator: Validator;
  readonly composer: Composer;
  readonly registry: Registry;
  readonly keys: KeyStore;
  readonly seals: Seals;
  readonly files: IssuedFiles;
  /** Where printed codes lead to. */
  readonly publicUrl: string;
  /** True while that is only this machine: every issued document warns of it. */
  readonly addressIsLocal: boolean;
  readonly now: () => Date;
}

function withNumber(form: FormDefinition, data: JsonObject, number: string): JsonObject {
  const field = form.about.numberField;
  const numbered = field === undefined ? data : withValueAt(data, field, number);
  return isJsonObject(numbered) ? numbered : data;
}
