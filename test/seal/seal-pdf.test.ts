import { createHash } from 'node:crypto';
import { type PDF as PdfFile, PDF, PdfDict, type PdfRef, PdfStream } from '@libpdf/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { AlreadySealedError } from '../../src/seal/already-sealed.ts';
import { recordBytes } from '../../src/seal/embedded-record.ts';
import { InvalidRecordError } from '../../src/seal/invalid-record.ts';
import { sealPdf } from '../../src/seal/pdf/seal-pdf.ts';
import { srgbProfile } from '../../src/seal/pdf/srgb-profile.ts';
import { readPdf } from '../readers/pdf.ts';
import { elements, readXml, textOf } from '../readers/xml.ts';
import { textOf as pdfText } from '../render/pdf/support.ts';
import { createdAt, type Rendered, renderDocuments } from './documents.ts';
import { attachmentsOf } from './pdf-attachments.ts';

let certificate: Rendered;
let conclusion: Rendered;
let sealed: Uint8Array;
let file: PdfFile;
