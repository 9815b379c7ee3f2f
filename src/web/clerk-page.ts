import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { Entry } from './bundles.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkHeader, type PersonOfPage, type Section } from './clerk-header.ts';
import type { ServedPage } from './page.ts';

export interface ClerkPage {
  readonly language: InterfaceLanguage;
  readonly title: string;
  /** Markup within `main`, made by our own functions; every word in it is escaped. */
  readonly body: string;
  /** Classes of `main`: `page` unless told. */
  readonly layout?: string;
  /** The section that the page is the beginning of. */
  readonly section?: Section;
  /** Null for a page before signing in. */
  readonly caller: PersonOfPage | null;
  /** What its address says beside the language. */
  readonly query?: Readonly<Record<string, string>>;
  /** Names of stylesheets beside `base.css`. */
  readonly stylesheets?: readonly string[];
  /** Files of faces that it shows at once. */
  readonly faces?: readonly string[];
  /** Name of the script that brings the page to life. */
  readonly entry?: Entry;
  /** Addresses of further modules that it will ask for. */
  readonly preloads?: readonly string[];
  /** What the script reads, by the id of the element that holds it. */
  readonly data?: Readonly<Record<string, object>>;
}

/**
 * What pages of the clerk may load: our own scripts, sheets, fonts and answers, pictures and files that the page made
 * itself, and nothing from elsewhere. Files are shown and printed from blobs.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  'frame-src blob:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The shell of every page of the clerk: header, `main`, data and script, under the strict policy. */
export function clerkPage(page: ClerkPage, locales: Locales, assets: ClerkAssets): ServedPage {
  const {
    language,
    title,
    body,
    layout = 'page',
    stylesheets = [],
    faces = [],
    entry,
    preloads = [],
    data = {},
  } = page;
  const sheet = `<link rel="stylesheet" href="${escapeHtml(assets.stylesheetAddress(['base.css', ...stylesheets]))}">`;
  const letters = faces.map(
    (file) => `<link rel="preload" as="font" crossorigin href="${escapeHtml(assets.assetAddress(file))}">`,
  );
  const script = entry === undefined ? '' : scriptElements(entry, preloads, assets);
  return {
    language,
    policy,
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
      '<meta name="color-scheme" content="light dark">',
      `<link rel="icon" href="data:,"><title>${escapeHtml(title)}</title>${sheet}${letters.join('')}${script}</head><body>`,
      clerkHeader(page, locales),
      `<main id="main" class="${layout}" tabindex="-1">${body}</main>`,
      ...Object.entries(data).map(([id, value]) => dataElement(id, value)),
      '</body></html>',
    ].join(''),
  };
}

/** The script with what it needs at once: the browser asks for all of it together. */
function scriptElements(entry: Entry, preloads: readonly string[], assets: ClerkAssets): string {
  const needed = [...assets.importAddresses(entry), ...preloads].map(
    (address) => `<link rel="modulepreload" href="${escapeHtml(address)}">`,
  );
  return `<script type="module" src="${escapeHtml(assets.bundleAddress(entry))}"></script>${needed.join('')}`;
}

/** Data as a browser keeps it without running it: no value can end the element. */
function dataElement(id: string, value: object): string {
  const json = JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
  return `<script type="application/json" id="${escapeHtml(id)}">${json}</script>`;
}
