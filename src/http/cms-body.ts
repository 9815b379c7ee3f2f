import type { Request } from 'express';
import { Problem } from '../problem.ts';
import { refusedSignature } from '../signature/accepted-findings.ts';
import { jsonType, mediaTypeOf, readBytes } from './body.ts';
import { readRequest } from './request-bodies.ts';

export const cmsType = 'application/pkcs7-signature';

/** Bytes; many times what a document can hold, so that a larger one is told why. */
const cmsBytes = 256 * 1024;

/** RFC 7468 section 9; older programs call it PKCS7. */
const armour = /^\s*-----BEGIN (CMS|PKCS7|PKCS #7 SIGNED DATA)-----([\s\S]*)-----END \1-----\s*$/;

/**
 * The detached CMS of a request: DER as it is, or in JSON as base64 or PEM.
 * @throws Problem `media-type-unsupported`, `signature-refused` and those of reading a body
 */
export async function readCms(request: Request): Promise<Uint8Array> {
  const type = mediaTypeOf(request);
  if (type === cmsType) return readBytes(request, cmsBytes);
  if (type !== jsonType) {
    throw new Problem('media-type-unsupported', { params: { accepted: `${cmsType}, ${jsonType}` } });
  }
  const { value } = await readRequest(request, 'cms');
  const digits = (armour.exec(value.cms)?.[2] ?? value.cms).replaceAll(/\s/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(digits))
    throw refusedSignature('malformed');
  return Buffer.from(digits, 'base64');
}
