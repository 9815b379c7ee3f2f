import type { PayloadError } from '../../problem.ts';
import type { CodeLists } from '../code-lists.ts';
import type { Rule } from '../declarations.ts';
import type { FormDefinition } from '../definition.ts';
import { pointerOf, type JsonObject } from '../json.ts';
import type { FormSchema } from '../schema.ts';
import { checkAmounts } from './amounts.ts';
import { checkCodes } from './codes.ts';
import { checkDates } from './dates.ts';
import { checkPresence } from './presence.ts';

export interface RuleFindings {
  readonly errors: readonly PayloadError[];
  readonly warnings: readonly PayloadError[];
}

/** What a rule is checked against. */
export interface Checked {
  readonly schema: FormSchema;
  readonly payload: JsonObject;
  readonly lists: CodeLists;
  /** A payload that is not finished: what is missing is not yet wrong. */
  readonly incomplete: boolean;
}

/** A place where a rule is broken; `advice` is a warning whatever the rule's own severity. */
export interface Breach {
  readonly path: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Code of the sentence; the rule's own when missing. */
  readonly code?: string;
  readonly advice?: boolean;
}

/**
 * Checks the rules across fields that a form declares.
 * @param incomplete a payload that is not finished: what is missing is not yet wrong
 */
export function checkRules(form: FormDefinition, payload: JsonObject, incomplete: boolean): RuleFindings {
  const errors: PayloadError[] = [];
  const warnings: PayloadError[] = [];
  const checked = { schema: form.schema, payload, lists: form.lists, incomplete };
  for (const rule of form.about.rules) {
    for (const { path, params, code = `rule-${rule.kind}`, advice = false } of breachesOf(rule, checked)) {
      const finding = { pointer: pointerOf(path), code, params: { paragraph: rule.paragraph, ...params } };
      (advice || rule.severity === 'warning' ? warnings : errors).push(finding);
    }
  }
  return { errors, warnings };
}

function breachesOf(rule: Rule, checked: Checked): readonly Breach[] {
  switch (rule.kind) {
    case 'order':
    case 'within':
      return checkDates(rule, checked);
    case 'notMore':
    case 'shareOf':
    case 'cap':
    case 'total':
    case 'growing':
      return checkAmounts(rule, checked);
    case 'least':
    case 'exactlyOne':
    case 'requiredWhen':
    case 'absentWhen':
      return checkPresence(rule, checked);
    case 'startsWith':
    case 'equal':
    case 'yearDigit':
    case 'changed':
    case 'listed':
    case 'complete':
      return checkCodes(rule, checked);
  }
}
