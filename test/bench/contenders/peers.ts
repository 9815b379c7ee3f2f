import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath } from '../../../src/project.ts';
import { installChromium } from '../../../src/render/pdf/chromium.ts';
import { keptDataFolder } from '../../support/data-folder.ts';
import type { Contender } from '../measuring/rounds.ts';
import { type Peer, peers } from '../peers/catalogue.ts';
import { type HostedPeer, hostPeer } from '../peers/hosted.ts';
import { installPeer, NotInstalledError } from '../peers/installation.ts';
import type { MakerSetup } from '../peers/maker.ts';
import { tagDocuments } from '../peers/tagged-template.ts';
import { documentIn, exampleOf, type Page, render } from './nysan.ts';

export interface ReadyPeer {
  readonly peer: Peer;
  readonly setup: MakerSetup;
  /** What is posted to it for one document. */
  readonly order: string;
}

export interface SkippedPeer {
  readonly name: string;
  readonly medium: string;
  readonly reason: string;
}

export interface PeersOfPage {
  readonly ready: readonly ReadyPeer[];
  readonly skipped: readonly SkippedPeer[];
  /** Removes the templates. */
  close(): void;
}

/** Installs the peers that can be had and gives them what they make the page of: Nysan's own HTML, DOCX and XLSX. */
export async function preparePeers(url: string, page: Page, isWanted: (peer: Peer) => boolean): Promise<PeersOfPage> {
  const example = exampleOf(page);
  const [html, docx, xlsx] = await Promise.all([
    render(url, page, 'html', example),
    render(url, page, 'docx', example),
    render(url, page, 'xlsx', example),
  ]);
  const tagged = tagDocuments(docx, xlsx);
  const folder = mkdtempSync(join(tmpdir(), 'nysan-bench-'));
  const template = { docx: join(folder, 'template.docx'), xlsx: join(folder, 'template.xlsx') };
  writeFileSync(template.docx, tagged.docx);
  writeFileSync(template.xlsx, tagged.xlsx);
  const orders = { html: new TextDecoder().decode(html), values: JSON.stringify(tagged.values) };
  const chromium = await installChromium({
    cacheDir: join(keptDataFolder, 'browser'),
    fontsDir: projectPath('fonts'),
  });
  const ready: ReadyPeer[] = [];
  const skipped: SkippedPeer[] = [];
  for (const peer of peers.filter(isWanted)) {
    const reason = peer.missing();
    try {
      if (reason !== null) throw new NotInstalledError(reason);
      const packages = await installPeer(peer);
      ready.push({ peer, setup: { chromium, packages, template }, order: orders[peer.from] });
    } catch (error) {
      if (!(error instanceof NotInstalledError)) throw error;
      skipped.push({ name: peer.name, medium: peer.medium, reason: error.message });
    }
  }
  return {
    ready,
    skipped,
    close: () => {
      // What a peer that was just ended still had open there goes with it.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** Has a peer that runs make its document, and gives the size of it in bytes. */
export async function makeAt(hosted: HostedPeer, order: string): Promise<number> {
  const document = await documentIn(await fetch(hosted.url, { method: 'POST', body: order }));
  if (document.byteLength === 0) throw new Error('a peer made an empty document');
  return document.byteLength;
}

export async function hostReady({
  peer,
  setup,
  order,
}: ReadyPeer): Promise<{ contender: Contender; hosted: HostedPeer }> {
  const hosted = await hostPeer(peer, setup);
  const { name, medium } = peer;
  return { hosted, contender: { name, medium, isReference: false, make: () => makeAt(hosted, order) } };
}
