import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { TimeStampReq } from 'pkijs';
import type { Identity } from '../../support/certificates/certificate-authority.ts';
import {
  element,
  identifier,
  integer,
  integerOfHex,
  nothing,
  octets,
  sequence,
} from '../../support/certificates/der.ts';
import { signCms } from '../../support/certificates/sign-cms.ts';
import { testCertificates } from '../../support/certificates/test-certificates.ts';

const timestampInfo = '1.2.840.113549.1.9.16.1.4';
const policy = '1.2.3.4.1';
const sha256 = '2.16.840.1.101.3.4.2.1';
const generalizedTime = 0x18;

/** How an authority answers; what is not told is right. */
export interface Behaviour {
  readonly httpStatus?: number;
  readonly body?: Uint8Array;
  /** PKIStatus: 2 is a rejection. */
  readonly status?: number;
  readonly signer?: Identity;
  /** DER. */
  readonly certificates?: readonly Uint8Array[];
  readonly genTime?: Date;
  readonly digest?: Uint8Array;
  /** Null leaves it out. */
  readonly nonce?: Uint8Array | null;
  /** Changes the token after it was signed. */
  readonly isTampered?: boolean;
  /** Never answers. */
  readonly isSilent?: boolean;
}

/** The moment that timestamps state unless told. */
export const stampedAt = new Date('2026-11-20T05:59:58Z');

/** A time stamping authority of the tests. */
export class TimestampServer {
  readonly #server: Server;
  behaviour: Behaviour = {};
  readonly requests: { readonly mediaType: string | undefined; readonly wantsCertificate: boolean }[] = [];

  private constructor() {
    this.#server = createServer((request, response) => {
      void buffer(request).then((body) => {
        const asked = TimeStampReq.fromBER(new Uint8Array(body));
        this.requests.push({ mediaType: request.headers['content-type'], wantsCertificate: asked.certReq ?? false });
        if (this.behaviour.isSilent === true) return;
        response.writeHead(this.behaviour.httpStatus ?? 200, { 'Content-Type': 'application/timestamp-reply' });
        response.end(this.behaviour.body ?? replyTo(asked, this.behaviour));
      });
    });
  }

  static async start(): Promise<TimestampServer> {
    const started = new TimestampServer();
    await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve));
    return started;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/tsa`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** TimeStampResp of RFC 3161 section 2.4.2. */
function replyTo(asked: TimeStampReq, behaviour: Behaviour): Uint8Array {
  const { status = 0 } = behaviour;
  return sequence(sequence(integer(status)), ...(status < 2 ? [tokenFor(asked, behaviour)] : []));
}

function tokenFor(asked: TimeStampReq, behaviour: Behaviour): Uint8Array {
  const { signer = testCertificates().timeStamping, genTime = stampedAt, certificates } = behaviour;
  const digest = behaviour.digest ?? asked.messageImprint.hashedMessage.valueBlock.valueHexView;
  const nonce = behaviour.nonce === undefined ? asked.nonce?.valueBlock.valueHexView : behaviour.nonce;
  const info = sequence(
    integer(1),
    identifier(policy),
    sequence(sequence(identifier(sha256), nothing()), octets(digest)),
    integer(7),
    element(generalizedTime, Buffer.from(`${genTime.toISOString().replace(/[-:T]|\.\d+Z$/g, '')}Z`)),
    ...(nonce === undefined || nonce === null ? [] : [integerOfHex(Buffer.from(nonce).toString('hex'))]),
  );
  const token = signCms(info, signer, {
    contentType: timestampInfo,
    attached: true,
    signedAt: genTime,
    ...(certificates === undefined ? {} : { certificates }),
  });
  return behaviour.isTampered === true ? withOtherSerial(token, info) : token;
}

function withOtherSerial(token: Uint8Array, info: Uint8Array): Uint8Array {
  const changed = Buffer.from(token);
  const serial = Buffer.from([0x02, 0x01, 0x07]);
  changed[changed.indexOf(info) + Buffer.from(info).indexOf(serial) + 2] = 8;
  return changed;
}
