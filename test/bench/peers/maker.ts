import type { InstalledChromium } from '../../../src/render/pdf/chromium.ts';

/**
 * A peer, ready to make documents; it ends with its process.
 * @param order what the document is made of: HTML, or the values for the peer's template as JSON
 */
export type Make = (order: string) => Promise<Uint8Array>;

/** What every peer is given. */
export interface MakerSetup {
  readonly chromium: InstalledChromium;
  /** Where the peer's packages are installed. */
  readonly packages: string;
  /** Files of the template with tags, for the peers that fill one. */
  readonly template: { readonly docx: string; readonly xlsx: string };
}

/** Documents that a peer with a pool makes at once: as many as the machine has cores, as their authors advise. */
export { availableParallelism as poolSize } from 'node:os';

/** Flags without which the pages would not look the same. */
export const browserFlags = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'];

/** Modules of peers are installed only when they are measured: their types are told by whoever uses them. */
export { createRequire as requireFrom } from 'node:module';
