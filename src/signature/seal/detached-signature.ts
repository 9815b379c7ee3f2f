import { createHash, type KeyObject, sign, type X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { Null, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { identifiers } from './object-identifiers.ts';
import { signedAttributes } from './signed-attributes.ts';

const signInBackground = promisify(sign);

/** What of the tag of attributes says that they are the unsigned ones. */
const unsignedKind = 1;

/** Who signs. */
export interface SigningIdentity {
  readonly privateKey: KeyObject;
  /** The certificate of the key first, then those above it. */
  readonly path: readonly [X509Certificate, ...X509Certificate[]];
}

/** A signature in CMS without the content that it signs. */
export class DetachedSignature {
  readonly #signedData: SignedData;
  readonly #signer: SignerInfo;

  private constructor(signedData: SignedData, signer: SignerInfo) {
    this.#signedData = signedData;
    this.#signer = signer;
  }

  /** Signs content with RSA and SHA-256. */
  static async of(content: Uint8Array, { privateKey, path }: SigningIdentity): Promise<DetachedSignature> {
    const [certificate] = path;
    const certificates = path.map(({ raw }) => Certificate.fromBER(raw));
    const { issuer, serialNumber } = Certificate.fromBER(certificate.raw);
    const digest = createHash('sha256').update(content).digest();
    const { attributes, signedBytes } = signedAttributes(digest, certificate.raw);
    const signer = new SignerInfo({
      version: 1,
      sid: new IssuerAndSerialNumber({ issuer, serialNumber }),
      digestAlgorithm: sha256(),
      signedAttrs: attributes,
      signatureAlgorithm: new AlgorithmIdentifier({
        algorithmId: identifiers.sha256WithRsa,
        algorithmParams: new Null(),
      }),
      signature: new OctetString({ valueHex: await signInBackground('sha256', signedBytes, privateKey) }),
    });
    const signedData = new SignedData({
      version: 1,
      digestAlgorithms: [sha256()],
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: ContentInfo.DATA }),
      certificates,
      signerInfos: [signer],
    });
    return new DetachedSignature(signedData, signer);
  }

  /** The signature proper: what a timestamp is made of. */
  get value(): Uint8Array {
    return this.#signer.signature.valueBlock.valueHexView;
  }

  /** Adds a timestamp of `value` (RFC 3161 appendix A). */
  addTimestamp(token: ContentInfo): void {
    const attribute = new Attribute({ type: identifiers.signatureTimestamp, values: [token.toSchema()] });
    this.#signer.unsignedAttrs = new SignedAndUnsignedAttributes({ type: unsignedKind, attributes: [attribute] });
  }

  /** DER of the ContentInfo. */
  bytes(): Uint8Array {
    const content: unknown = this.#signedData.toSchema(true);
    const contentInfo = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content });
    return new Uint8Array(contentInfo.toSchema().toBER());
  }
}

/** Its parameters are left out (RFC 5754 section 2). */
function sha256(): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithmId: identifiers.sha256 });
}
