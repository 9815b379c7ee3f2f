import { type InterfaceLanguage, interfaceLanguages } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';

const ownNames: Readonly<Record<InterfaceLanguage, string>> = { kk: 'Қазақша', ru: 'Русский', en: 'English' };

/** Leads to the same page in the other languages, each called as its readers do. */
export function languageLinks(path: string, language: InterfaceLanguage): string {
  const links = interfaceLanguages.map((one) =>
    one === language
      ? `<b>${ownNames[one]}</b>`
      : `<a href="${escapeHtml(path)}?language=${one}" lang="${one}" hreflang="${one}">${ownNames[one]}</a>`,
  );
  return `<nav>${links.join(' ')}</nav>`;
}
