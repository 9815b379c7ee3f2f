import type { Language } from './compose/document.ts';
import type { InterfaceLanguage } from './compose/locales.ts';
import type { FormDefinition } from './forms/definition.ts';
import type { PayloadError, Problem } from './problem.ts';

/** Says the sentences of problems: the service's locales, or the words that a page carries. */
export interface ProblemVoice {
  say(
    language: InterfaceLanguage,
    namespace: 'problems',
    key: string,
    values?: Readonly<Record<string, string | number>>,
  ): string;
}

/** The body of an error answer (RFC 9457). */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly instance?: string;
  readonly errors?: readonly ErrorDocument[];
}

export interface ErrorDocument {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A problem in the reader's language. */
export function describeProblem(
  problem: Problem,
  locales: ProblemVoice,
  language: InterfaceLanguage,
  context: { readonly form?: FormDefinition; readonly instance?: string } = {},
): ProblemDocument {
  return {
    type: `urn:nysan:problem:${problem.code}`,
    title: locales.say(language, 'problems', `title.${problem.code}`),
    status: problem.status,
    detail: locales.say(language, 'problems', `detail.${problem.code}`, wordsOf(problem, locales, language)),
    code: problem.code,
    ...(context.instance === undefined ? {} : { instance: context.instance }),
    ...(problem.errors.length === 0
      ? {}
      : { errors: problem.errors.map((error) => describeError(error, locales, language, context.form)) }),
  };
}

/** The values of a problem's sentence; conflicts and refusals are told in words. */
function wordsOf({ params }: Problem, locales: ProblemVoice, language: InterfaceLanguage): Problem['params'] {
  const told = (['conflict', 'refusal'] as const).flatMap((name) => {
    const code = params[name];
    return code === undefined ? [] : [[name, locales.say(language, 'problems', `${name}.${code}`)] as const];
  });
  return { ...params, ...Object.fromEntries(told) };
}

/** One error or warning of a payload as a sentence; fields it speaks of are named by their labels. */
export function describeError(
  error: PayloadError,
  locales: ProblemVoice,
  language: InterfaceLanguage,
  form?: FormDefinition,
): ErrorDocument {
  const say = (key: string, values?: Readonly<Record<string, string | number>>) =>
    locales.say(language, 'problems', key, values);
  const params: Record<string, string | number> = { ...error.params };
  if (typeof params['paragraph'] === 'string') {
    params['paragraph'] = params['paragraph']
      .split(/[,;] /)
      .map((part) => say(...citationOf(part)).trim())
      .join(', ');
  }
  if (typeof params['other'] === 'string') {
    params['other'] = params['other']
      .split(' | ')
      .map((one) =>
        one
          .split(' + ')
          .map((path) => labelOf(path, language, form))
          .join(' + '),
      )
      .join(say('words.or'));
  }
  if (error.code === 'type' && typeof params['expected'] === 'string') {
    params['expected'] = params['expected']
      .split(',')
      .map((type) => say(`type.${type}`))
      .join(say('words.or'));
  }
  if (typeof params['list'] === 'string' && typeof params['item'] === 'string') {
    const words = form?.lists.get(params['list'])?.words[documentLanguageOf(language)];
    params['item'] = words?.[params['item']] ?? params['item'];
  }
  const sentence = say(`error.${error.code}`, params);
  const detail =
    params['paragraph'] === undefined || error.code.startsWith('rule-')
      ? sentence
      : say('words.cited', { sentence: sentence.replace(/\.$/, ''), paragraph: params['paragraph'] });
  return { pointer: error.pointer, code: error.code, detail };
}

/** Places of an act that rules cite, as they stand in `paragraph` of a rule: «appendix 1, item 6», «11, subpar. 3)». */
const citation =
  /^(?:(paragraphs?|appendix|section|item|subparagraphs?|subpar\.|clause|annex|note|column|box|row|line|part|form|explanation|footnote|signature line)(?: |$))?(.*)$/;

/** The sentence and the number of one part of a citation; a bare number is that of a paragraph. */
function citationOf(part: string): [string, { readonly number: string }] {
  const [, place = 'paragraph', number = ''] = citation.exec(part) ?? [];
  const singular = place.replace(/s$|\.$/, '').replace('subparagraph', 'subpar');
  return [`citation.${singular}`, { number }];
}

function labelOf(path: string, language: InterfaceLanguage, form: FormDefinition | undefined): string {
  const locale = form?.locales[documentLanguageOf(language)];
  return locale?.fields[path.replaceAll('[]', '')] ?? path;
}

/** Labels and lists exist in the languages of documents; English readers see the Russian ones. */
function documentLanguageOf(language: InterfaceLanguage): Language {
  return language === 'kk' ? 'kk' : 'ru';
}
