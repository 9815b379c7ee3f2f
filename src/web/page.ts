import { createHash } from 'node:crypto';
import type { InterfaceLanguage } from '../compose/locales.ts';
import { escapeHtml } from '../render/html/escape.ts';

export interface WebPage {
  readonly language: InterfaceLanguage;
  readonly title: string;
  readonly style: string;
  /** Markup made by our own functions; every word in it is escaped. */
  readonly body: string;
  /** Addresses of our own scripts; most pages have none. */
  readonly scripts?: readonly string[];
  /** Addresses of our own scripts that are modules: they import others. */
  readonly modules?: readonly string[];
  /** Sources that its scripts may ask, as the policy writes them; none may ask any unless told. */
  readonly connections?: readonly string[];
}

/** A page and what a browser must know before it reads it. */
export interface ServedPage {
  readonly html: string;
  readonly language: InterfaceLanguage;
  /** Content-Security-Policy: only its own style, only our own scripts, nothing from elsewhere. */
  readonly policy: string;
}

/** A page with its policy. */
export function webPage(page: WebPage): ServedPage {
  const { language, title, style, body, scripts = [], modules = [], connections = [] } = page;
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    language,
    policy: [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      ...(scripts.length + modules.length === 0 ? [] : ["script-src 'self'"]),
      ...(connections.length === 0 ? [] : [`connect-src ${connections.join(' ')}`]),
      // No picture belongs to any page; browsers ask for one in the tab all the same.
      'img-src data:',
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    html: [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
      `<link rel="icon" href="data:,"><title>${escapeHtml(title)}</title><style>${style}</style>`,
      ...scripts.map((address) => `<script src="${escapeHtml(address)}" defer></script>`),
      ...modules.map((address) => `<script src="${escapeHtml(address)}" type="module"></script>`),
      `</head><body><main>${body}</main></body></html>`,
    ].join(''),
  };
}
