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
}

/** A page with its policy: only its own style, only our own scripts, nothing from elsewhere. */
export function webPage(page: WebPage): { readonly html: string; readonly policy: string } {
  const hash = createHash('sha256').update(page.style).digest('base64');
  const scripts = page.scripts ?? [];
  return {
    policy: [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      ...(scripts.length === 0 ? [] : ["script-src 'self'", "connect-src 'self'"]),
      "img-src 'self' data: blob:",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    html: [
      `<!doctype html><html lang="${page.language}"><head><meta charset="utf-8">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
      `<title>${escapeHtml(page.title)}</title><style>${page.style}</style>`,
      ...scripts.map((address) => `<script src="${escapeHtml(address)}" defer></script>`),
      `</head><body>${page.body}</body></html>`,
    ].join(''),
  };
}
