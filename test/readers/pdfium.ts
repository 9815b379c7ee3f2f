import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { PDFiumModule } from '@hyzyla/pdfium';

/** PDFium's C functions by name; pointers and lengths are plain numbers. */
export interface Pdfium {
  call(name: string, ...parameters: readonly number[]): number;
  /** Reserves memory for the time of `use`: its address is given to it. */
  withMemory<Result>(bytes: number, use: (address: number) => Result): Result;
  /** Writes bytes to memory that stays reserved, and returns its address. */
  keep(bytes: Uint8Array): number;
  release(address: number): void;
  /** A copy of what stands at an address. */
  bytesAt(address: number, length: number): Uint8Array;
  /**
   * Text that a function writes into a buffer.
   * @param write is given the address and size of a buffer and tells how many bytes the text has, terminator included
   */
  textFrom(encoding: 'utf-16le' | 'utf-8', write: (address: number, size: number) => number): string;
}

const textBuffer = 4096;

/**
 * The package's own classes know text as one string only; place, font and marks of every character come from the
 * functions beneath them, which PDFium documents in fpdf_text.h and fpdf_edit.h.
 */
async function loadPdfium(): Promise<Pdfium> {
  const file = await readFile(fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm')));
  const wasmBinary = new ArrayBuffer(file.byteLength);
  new Uint8Array(wasmBinary).set(file);
  const module = await PDFiumModule({ wasmBinary });
  const functions: object = module.wasmExports;
  const call = (name: string, ...parameters: readonly number[]): number => {
    const found: unknown = Reflect.get(functions, name);
    if (typeof found !== 'function') throw new TypeError(`PDFium has no function ${name}`);
    return Number(Reflect.apply(found, undefined, parameters));
  };
  const bytesAt = (address: number, length: number) => module.HEAPU8.slice(address, address + length);
  const withMemory = <Result>(bytes: number, use: (address: number) => Result): Result => {
    const address = call('malloc', bytes);
    try {
      return use(address);
    } finally {
      call('free', address);
    }
  };
  call('FPDF_InitLibrary');
  return {
    call,
    bytesAt,
    withMemory,
    keep(bytes) {
      const address = call('malloc', bytes.byteLength);
      module.HEAPU8.set(bytes, address);
      return address;
    },
    release: (address) => void call('free', address),
    textFrom: (encoding, write) =>
      withMemory(textBuffer, (address) => {
        const length = Math.min(write(address, textBuffer), textBuffer);
        return new TextDecoder(encoding).decode(bytesAt(address, length)).replace(/\0+$/u, '');
      }),
  };
}

let loading: Promise<Pdfium> | undefined;

/** The one PDFium of this process. */
export function pdfium(): Promise<Pdfium> {
  return (loading ??= loadPdfium());
}
