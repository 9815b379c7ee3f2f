import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Registry } from '../../../src/registry/registry.ts';
import { openRegistry } from '../../../src/registry/open-registry.ts';
import { Desk } from '../../issuing/desk.ts';
import { type CmsOptions, signCms } from '../../support/certificates/sign-cms.ts';
import type { Identity } from '../../support/certificates/certificate-authority.ts';
import { people, testCertificates, writeTrustAnchors } from '../../support/certificates/test-certificates.ts';
import { type ChildService, startChildService } from '../../support/child-service.ts';
import { newDataFolder } from '../../support/data-folder.ts';
import { testKey } from '../../support/service.ts';

export const certificates = testCertificates();

/** What the preparation of a signature answers; the contract has checked its shape. */
export interface SignatureToMake {
  readonly id: string;
  readonly signatory: string;
  readonly place: string;
  readonly file: string;
  readonly bytes: string;
  readonly sha256: string;
  readonly expiresAt: string;
}

export interface SignatureAnswer {
  readonly id: string;
  readonly status: string;
  readonly place: string;
  readonly revision: number | null;
  readonly announced: { readonly name: string; readonly iin: string | null; readonly bin: string | null } | null;
  readonly signer: { readonly name: string; readonly iin: string | null; readonly bin: string | null } | null;
  readonly algorithm: string | null;
  readonly signedAt: string;
  readonly sha256: string;
  readonly cms: string;
}

export interface SignaturesAnswer {
  readonly signatures: readonly SignatureAnswer[];
  readonly places: readonly {
    readonly place: string;
    readonly signatory: string;
    readonly page: number;
    readonly signed: boolean;
  }[];
  readonly open: { readonly id: string; readonly place: string; readonly expiresAt: string } | null;
}

export interface ProblemAnswer {
  readonly code: string;
  readonly detail: string;
}

/** A signer of the test certificates, as a caller announces him. */
export function announcing(signatory: string, person: keyof typeof people = 'person', position?: string) {
  const { name, ...others } = people[person];
  return {
    signatory,
    name,
    ...('iin' in others ? { iin: others.iin } : {}),
    ...('bin' in others ? { bin: others.bin } : {}),
    ...(position === undefined ? {} : { position }),
  };
}

/** A service that trusts the test certificates, and what a signer's program asks of it. */
export class SigningService {
  readonly dataFolder: string;
  readonly desk: Desk;
  readonly #child: ChildService;

  private constructor(dataFolder: string, child: ChildService) {
    this.dataFolder = dataFolder;
    this.#child = child;
    this.desk = new Desk(child.url, testKey);
  }

  /** @param dataFolder of a service that ran before */
  static async start(environment: NodeJS.ProcessEnv = {}, dataFolder = newDataFolder()): Promise<SigningService> {
    const anchors = join(dataFolder, 'anchors');
    mkdirSync(anchors, { recursive: true });
    writeTrustAnchors(anchors, { withRevocationList: true });
    const settings = {
      NYSAN_DATA_DIR: dataFolder,
      NYSAN_TRUST_ANCHORS: anchors,
      NYSAN_ISSUER_CODE: '110',
      NYSAN_PUBLIC_URL: 'https://nysan.example.kz',
    };
    return new SigningService(dataFolder, await startChildService({ ...settings, ...environment }));
  }

  prepare(document: string, order: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.desk.send(`/v1/documents/${document}/signatures`, order, headers);
  }

  /** A preparation that must open. */
  prepared(document: string, order: object, headers: Readonly<Record<string, string>> = {}): Promise<SignatureToMake> {
    return this.desk.json<SignatureToMake>(this.prepare(document, order, headers), 201);
  }

  complete(document: string, id: string, cms: Uint8Array): Promise<Response> {
    return this.desk.ask(`/v1/documents/${document}/signatures/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/pkcs7-signature' },
      body: Uint8Array.from(cms),
    });
  }

  giveBack(document: string, id: string): Promise<Response> {
    return this.desk.ask(`/v1/documents/${document}/signatures/${id}`, { method: 'DELETE' });
  }

  /** Signs in both steps; must succeed. */
  async signed(document: string, order: object, identity: Identity, options?: CmsOptions): Promise<SignatureAnswer> {
    const { id, bytes } = await this.prepared(document, order);
    return this.desk.json<SignatureAnswer>(this.complete(document, id, cmsOf(bytes, identity, options)));
  }

  signatures(document: string): Promise<SignaturesAnswer> {
    return this.desk.json<SignaturesAnswer>(this.desk.ask(`/v1/documents/${document}/signatures`));
  }

  /** A revision of a file, the last one unless told. */
  async file(document: string, name: string, revision?: number): Promise<Buffer> {
    const query = revision === undefined ? '' : `?revision=${revision}`;
    return Buffer.from(await this.desk.file(document, name + query));
  }

  /** Uses the registry beside the service, as a command of the operator does. */
  async withRegistry<Result>(use: (registry: Registry) => Promise<Result>): Promise<Result> {
    const registry = await openRegistry({ dataFolder: this.dataFolder });
    try {
      return await use(registry);
    } finally {
      await registry.close();
    }
  }

  setClock(instant: Date): Promise<void> {
    return this.#child.setClock(instant);
  }

  /** Ends it as a power cut does. */
  kill(): Promise<void> {
    return this.#child.kill();
  }

  /** Ends it, and removes all that it kept. */
  async remove(): Promise<void> {
    await this.#child.stop();
    rmSync(this.dataFolder, { recursive: true });
  }
}

/** The detached CMS of the bytes that were handed out. */
export function cmsOf(bytes: string, identity: Identity, options?: CmsOptions): Uint8Array {
  return signCms(Buffer.from(bytes, 'base64'), identity, options);
}

/** Code of a refusal, and its sentence. */
export async function refusalOf(answer: Promise<Response>): Promise<ProblemAnswer & { readonly status: number }> {
  const { status, ...given } = await answer.then(async (one) => ({
    status: one.status,
    body: (await one.json()) as ProblemAnswer,
  }));
  return { status, code: given.body.code, detail: given.body.detail };
}
