import { createInstance, type i18n } from 'i18next';
import { projectPath } from '../project.ts';
import { readJson } from '../forms/catalogue.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { isJsonObject } from '../forms/json.ts';
import type { Language } from './document.ts';

/** Languages of the interface and of errors. */
export const interfaceLanguages = ['kk', 'ru', 'en'] as const;
export type InterfaceLanguage = (typeof interfaceLanguages)[number];

const sharedNamespaces = ['acts', 'batches', 'common', 'problems', 'signature', 'signing', 'verification'] as const;
/** Words of the clerk's pages, by part. */
export const clerkNamespaces = [
  'clerk-header',
  'clerk-people',
  'clerk-openid',
  'clerk-catalogue',
  'clerk-documents',
  'clerk-batches',
  'clerk-editor',
  'clerk-paper',
  'clerk-tables',
  'clerk-fields',
  'clerk-preview',
  'clerk-actions',
] as const;
/** Words that are printed on paper only: documents have no English. */
const printedNamespaces = ['signing-sheet'] as const;
export type SharedNamespace =
  (typeof sharedNamespaces)[number] | (typeof clerkNamespaces)[number] | (typeof printedNamespaces)[number];

/** Every word the service prints or says, looked up through i18next: shared namespaces and one for each form. */
export class Locales {
  readonly #i18n: i18n;

  constructor(forms: readonly FormDefinition[]) {
    this.#i18n = createInstance();
    const resources = Object.fromEntries(
      interfaceLanguages.map((language) => [
        language,
        Object.fromEntries([
          ...[...sharedNamespaces, ...clerkNamespaces, ...(language === 'en' ? [] : printedNamespaces)].map((name) => [
            name,
            flatten(readJson(projectPath('locales', language, `${name}.json`))),
          ]),
          ...(language === 'en' ? [] : forms.map((form) => [form.id, form.locales[language].text])),
        ]),
      ]),
    );
    void this.#i18n.init({
      resources,
      initAsync: false,
      fallbackLng: { kk: [], ru: [], en: ['ru'] },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false },
    });
  }

  /** A shared sentence with its values put in; values are printed as they are, never looked up again. */
  say(
    language: InterfaceLanguage,
    namespace: SharedNamespace,
    key: string,
    values: Readonly<Record<string, string | number>> = {},
  ): string {
    return this.#i18n.t(key, { lng: language, ns: namespace, ...values, skipOnVariables: true });
  }

  /** All sentences of a namespace, values not put in: for pages whose words are said in the browser. */
  words(language: InterfaceLanguage, namespace: SharedNamespace): Readonly<Record<string, string>> {
    const bundle: unknown = this.#i18n.getResourceBundle(language, namespace);
    return flatten(bundle);
  }

  has(language: InterfaceLanguage, namespace: SharedNamespace, key: string): boolean {
    return this.#i18n.exists(key, { lng: language, ns: namespace });
  }

  /** The statutory sentence of a form as it stands in the locale, fill-ins unresolved; undefined when there is none. */
  statutory(form: string, language: Language, key: string): string | undefined {
    const text: unknown = this.#i18n.getResource(language, form, key);
    return typeof text === 'string' ? text : undefined;
  }
}

/** `{"title": {"form-unknown": "…"}}` → `{"title.form-unknown": "…"}`, however deep. */
function flatten(value: unknown, prefix = ''): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, item]) =>
      typeof item === 'string' ? { [prefix + key]: item } : flatten(item, `${prefix}${key}.`),
    ),
  ) as Record<string, string>;
}
