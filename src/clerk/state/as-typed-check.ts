import type { Language } from '../../compose/document.ts';
import { withoutFaultyValues } from '../../drafts/printable.ts';
import { isJsonObject, withoutIndexes, type JsonObject } from '../../forms/json.ts';
import { checkPayload, type SchemaCheck, type Validation } from '../../forms/payload-check.ts';
import type { PayloadError } from '../../problem.ts';
import type { ClientForm } from './client-form.ts';
import { finished, withChange } from './payload-change.ts';
import { withRequiredGroups } from './required-groups.ts';

/** An error or a warning at a field; its sentence is said in the language of the interface when it is shown. */
export interface Finding {
  readonly path: string;
  readonly error: PayloadError;
  readonly severity: 'error' | 'warning';
  /** The field is empty: told once the person has been there. */
  readonly missing: boolean;
}

/** What follows from a payload as it is typed. */
export interface Checked {
  /** With derived values in place. */
  readonly payload: JsonObject;
  /** Paths that the service computes. */
  readonly derivedPaths: ReadonlySet<string>;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

/** A finished form has few wrong values; more rounds than this are of no use to one that is not. */
const mostRounds = 4;

/**
 * Checks a payload while it is typed. Wrong single values must not keep the rest from being derived and held against
 * each other: the second look leaves them out.
 */
export function checkAsTyped(
  form: ClientForm,
  check: SchemaCheck,
  typed: JsonObject,
  language: Language,
  unreadable: ReadonlyMap<string, string> = new Map(),
): Checked {
  const payload = finished(typed);
  const languages = [language];
  const strict = checkPayload(form, check, withRequiredGroups(form, payload), { languages, incomplete: false });
  let usable = payload;
  // What is complete and right needs no second look.
  let lenient: Validation =
    strict.errors.length === 0 ? strict : checkPayload(form, check, usable, { languages, incomplete: true });
  for (let round = 0; round < mostRounds && lenient.errors.some(isOfShape); round += 1) {
    usable = withoutFaultyValues(form, usable, lenient.errors.filter(isOfShape));
    lenient = checkPayload(form, check, usable, { languages, incomplete: true });
  }
  const findings = new Map<string, Finding[]>();
  const note = (error: PayloadError, severity: Finding['severity']) => {
    const path = pathOf(error.pointer);
    const others = findings.get(path) ?? [];
    if (others.some((other) => other.error.code === error.code)) return;
    const missing = severity === 'error' && isOfIncompleteness(error) && !unreadable.has(path);
    findings.set(path, [...others, { path, error, severity, missing }]);
  };
  for (const path of unreadable.keys()) {
    const type = form.schema.nodeAt(withoutIndexes(path))?.valueType ?? 'text';
    note({ pointer: `/${path.replaceAll('.', '/')}`, code: 'unreadable', params: { type } }, 'error');
  }
  for (const error of strict.errors) {
    const path = pathOf(error.pointer);
    // A number that nobody typed is given by the service; an unreadable text is not missing.
    const isKnown = path === form.about.numberField || unreadable.has(path);
    if (error.code !== 'contradicts-derived' && !(error.code === 'required' && isKnown)) note(error, 'error');
  }
  for (const error of lenient.errors) if (error.code !== 'contradicts-derived') note(error, 'error');
  for (const warning of [...strict.warnings, ...lenient.warnings]) note(warning, 'warning');
  const editable = new Set(
    form.about.derived.filter(({ kind }) => kind === 'copy').map(({ field }) => field.replaceAll('[]', '')),
  );
  const derivedPaths = new Set(Object.keys(lenient.derived).filter((path) => !editable.has(withoutIndexes(path))));
  return { payload: withDerived(lenient, typed, derivedPaths), derivedPaths, findings: inOrder(findings, form) };
}

/** The payload as typed, wrong values too, with what follows from the right ones. */
function withDerived({ derived }: Validation, typed: JsonObject, paths: ReadonlySet<string>): JsonObject {
  let payload = typed;
  for (const [path, value] of Object.entries(derived)) {
    if (paths.has(path)) payload = withChange(payload, path, value);
  }
  return payload;
}

/** An error of one value, as the schema finds it; rules speak of several. */
function isOfShape({ code, pointer }: PayloadError): boolean {
  return pointer !== '' && !code.startsWith('rule-');
}

function isOfIncompleteness({ code }: PayloadError): boolean {
  return ['required', 'too-few', 'rule-requiredWhen', 'rule-complete', 'rule-least', 'rule-exactlyOne'].includes(code);
}

function pathOf(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

/** Findings in the order of the schema's fields, rows by their number. */
function inOrder(findings: ReadonlyMap<string, Finding[]>, form: ClientForm): ReadonlyMap<string, readonly Finding[]> {
  const order = (path: string) => {
    const parts = path.split('.');
    return parts.map((part, index) => placeOf(part, parts.slice(0, index).join('.'), form));
  };
  return new Map([...findings].sort(([one], [other]) => compared(order(one), order(other))));
}

/** Number of a row, or of a field among those of its group. */
function placeOf(part: string, parent: string, { schema }: ClientForm): number {
  if (/^\d+$/.test(part)) return Number(part);
  const node = schema.nodeAt(withoutIndexes(parent));
  const properties = node?.items?.['properties'] ?? node?.schema['properties'];
  return isJsonObject(properties) ? Object.keys(properties).indexOf(part) : 0;
}

function compared(one: readonly number[], other: readonly number[]): number {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}
