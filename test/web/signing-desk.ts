import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import type { IssuedDocument } from '../issuing/answers.ts';
import { orderOf } from '../issuing/orders.ts';
import { people, testCertificates, writeTrustAnchors } from '../support/certificates/test-certificates.ts';
import { type ChildService, startChildService } from '../support/child-service.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { NcaLayerEmulator } from '../support/ncalayer/emulator.ts';
import { testKey } from '../support/service.ts';
import { Reader, sizes } from './browser.ts';
import { agreement, fill, opened, type TypedSigner } from './signing.ts';

export interface Signatures {
  readonly signatures: readonly { readonly status: string; readonly signatory: string; readonly revision: number }[];
  readonly open: unknown;
}

/** A desk with a browser and NCALayer, at a service that trusts the certificates of the tests. */
export class SigningDesk {
  readonly service: ChildService;
  readonly ncaLayer: NcaLayerEmulator;
  readonly #reader: Reader;
  readonly #folders: readonly string[];

  private constructor(service: ChildService, ncaLayer: NcaLayerEmulator, reader: Reader, folders: readonly string[]) {
    this.service = service;
    this.ncaLayer = ncaLayer;
    this.#reader = reader;
    this.#folders = folders;
  }

  static async open(): Promise<SigningDesk> {
    const [dataFolder, anchors] = [newDataFolder(), mkdtempSync(join(tmpdir(), 'nysan-anchors-'))];
    writeTrustAnchors(anchors);
    const ncaLayer = new NcaLayerEmulator({ signer: testCertificates().person });
    const [service, reader] = await Promise.all([
      startChildService({ NYSAN_DATA_DIR: dataFolder, NYSAN_TRUST_ANCHORS: anchors }),
      Reader.open(['--ignore-certificate-errors']),
      ncaLayer.start(),
    ]);
    return new SigningDesk(service, ncaLayer, reader, [dataFolder, anchors]);
  }

  async close(): Promise<void> {
    await Promise.all([this.#reader.close(), this.service.stop(), this.ncaLayer.stop()]);
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
  }

  async post<Body>(path: string, body: unknown): Promise<Body> {
    return this.#ask<Body>(path, { method: 'POST', body: JSON.stringify(body) });
  }

  issued(): Promise<IssuedDocument> {
    return this.post<IssuedDocument>('/v1/documents', orderOf(agreement));
  }

  signaturesOf({ id }: IssuedDocument): Promise<Signatures> {
    return this.#ask<Signatures>(`/v1/documents/${id}/signatures`);
  }

  /** Opens the page of a document with a key, in Russian. */
  visit({ id }: IssuedDocument, use: (page: Page) => Promise<void>): Promise<void> {
    const opening = async ({ page }: { readonly page: Page }) => {
      await opened(page, testKey);
      await use(page);
    };
    return this.#reader.visit(`${this.service.url}/sign/${id}`, opening, { size: sizes.desktop });
  }

  async #ask<Body>(path: string, request: RequestInit = {}): Promise<Body> {
    const headers = { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${this.service.url}${path}`, { ...request, headers });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Body;
  }
}

/** Asks for a signature by the person of the tests, unless told by whom. */
export async function ordered(page: Page, signer: TypedSigner = people.person): Promise<void> {
  await fill(page, signer);
  await page.click('#submit');
}
