import { openBrowserPerRequest, openPagePerRequest } from './browser.ts';
import { openCarbone } from './carbone.ts';
import { openDocxtemplater } from './docxtemplater.ts';
import { openJsreport } from './jsreport.ts';
import { findLibreOffice } from './libreoffice.ts';
import type { Make, MakerSetup } from './maker.ts';

/** Another way of making the same page. */
export interface Peer {
  readonly name: string;
  readonly medium: 'PDF' | 'DOCX' | 'XLSX';
  /** npm packages that are installed for it, with their versions. */
  readonly packages: Readonly<Record<string, string>>;
  /** What it makes documents of. */
  readonly from: 'html' | 'values';
  /** Why it cannot be measured on this machine; null when it can. */
  readonly missing: () => string | null;
  readonly open: (setup: MakerSetup) => Promise<Make>;
}

const nothing = () => null;
const carbone = { packages: { carbone: '3.8.2' }, from: 'values' } as const;
const docxtemplater = { packages: { docxtemplater: '3.71.0', pizzip: '3.3.0' }, from: 'values' } as const;

export const peers: readonly Peer[] = [
  {
    name: 'a browser per request',
    medium: 'PDF',
    packages: {},
    from: 'html',
    missing: nothing,
    open: openBrowserPerRequest,
  },
  {
    name: 'a new page per request',
    medium: 'PDF',
    packages: {},
    from: 'html',
    missing: nothing,
    open: openPagePerRequest,
  },
  {
    name: 'jsreport chrome-pool',
    medium: 'PDF',
    packages: {
      '@jsreport/jsreport-core': '4.11.2',
      '@jsreport/jsreport-chrome-pdf': '4.4.1',
      puppeteer: '25.16.0',
    },
    from: 'html',
    missing: nothing,
    open: openJsreport,
  },
  {
    ...carbone,
    name: 'Carbone + LibreOffice',
    medium: 'PDF',
    missing: () => {
      const found = findLibreOffice();
      return 'missing' in found ? found.missing : null;
    },
    open: openCarbone('pdf'),
  },
  { ...carbone, name: 'Carbone', medium: 'DOCX', missing: nothing, open: openCarbone('docx') },
  { ...docxtemplater, name: 'docxtemplater', medium: 'DOCX', missing: nothing, open: openDocxtemplater },
  { ...carbone, name: 'Carbone', medium: 'XLSX', missing: nothing, open: openCarbone('xlsx') },
  {
    ...docxtemplater,
    name: 'docxtemplater',
    medium: 'XLSX',
    missing: () => 'its module for XLSX is sold, not published',
    open: openDocxtemplater,
  },
];

export function peerNamed(name: string, medium: string): Peer {
  const peer = peers.find((one) => one.name === name && one.medium === medium);
  if (peer === undefined) throw new Error(`no peer ${name} for ${medium}`);
  return peer;
}
