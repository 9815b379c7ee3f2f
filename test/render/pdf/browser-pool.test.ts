import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PDF } from '@libpdf/core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BrowserPool } from '../../../src/render/pdf/browser-pool.ts';
import {
  PoolClosedError,
  QueueFullError,
  RenderAbandonedError,
  RenderTimeoutError,
} from '../../../src/render/pdf/errors.ts';
import { descendants, isAlive, job, longBody, startPool, textOf } from './support.ts';

const kazakh = 'Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі ₸ № «» ☐ ☒';

let pool: BrowserPool;

beforeAll(async () => {
  pool = await startPool({ pages: 4 });
});

afterAll(async () => {
  await pool.close();
});

/** A picture that no compression makes smaller. */
function noise(side: number): Buffer {
  const picture = new PNG({ width: side, height: side });
  picture.data.set(randomBytes(side * side * 4));
  return PNG.sync.write(picture);
}

/** Bytes that are still needed. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  return process.memoryUsage().heapUsed;
}

function browserProcess(of: BrowserPool): number {
  const { browserProcessId } = of.stats();
  if (browserProcessId === null) throw new Error('no browser is running');
  return browserProcessId;
}

describe('a printed document', () => {
  it('shows Kazakh letters in the embedded project fonts and no other', async () => {
    const pdf = await pool.print(job(`<p>${kazakh} <b>Қ</b> <i>Қ</i></p>`));
    expect(await textOf(pdf)).toContain(kazakh);
    const plain = Buffer.from(pdf).toString('latin1');
    const fonts = new Set([...plain.matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g)].map((match) => match[1]));
    expect(fonts).toEqual(new Set(['Tinos-Regular', 'Tinos-Bold', 'Tinos-Italic', 'DejaVuSans']));
    expect(plain.match(/\/FontFile2 /g)).toHaveLength(fonts.size);
  });

  it('carries its language, its tags and its headings as bookmarks', async () => {
    const catalog = (await PDF.load(await pool.print(job('<h1>Бірінші</h1>', { language: 'ru' })))).getCatalog();
    expect(catalog.getString('Lang')?.asString()).toBe('ru');
    expect(catalog.has('StructTreeRoot')).toBe(true);
    expect(catalog.has('Outlines')).toBe(true);
    const plain = await PDF.load(await pool.print(job('<h1>Бірінші</h1>', { outline: false })));
    expect(plain.getCatalog().has('Outlines')).toBe(false);
  });

  it('takes its page size from the named page of its class', async () => {
    const [upright] = (await PDF.load(await pool.print(job('<p>а</p>')))).getPages();
    const [wide] = (await PDF.load(await pool.print(job('<p>а</p>', { stylesheetClass: 'wide' })))).getPages();
    expect(upright?.width).toBeCloseTo(595, 0);
    expect(wide?.width).toBeCloseTo(842, 0);
  });

  it('shows its images and nothing of the document before it on the same page', async () => {
    const dot =
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const single = await startPool({ pages: 1 });
    try {
      const before = await single.print(job(`<p>бірінші</p><img alt="QR" src="${dot}">`, { stylesheetClass: 'wide' }));
      const after = await single.print(job('<p>екінші</p>'));
      expect(Buffer.from(before).includes('/Subtype /Image')).toBe(true);
      expect(Buffer.from(after).includes('/Subtype /Image')).toBe(false);
      expect((await textOf(after)).replaceAll(/\s/g, '')).toBe('екінші1');
      expect((await PDF.load(after)).getPages()[0]?.width).toBeCloseTo(595, 0);
    } finally {
      await single.close();
    }
  });
});

describe('a browser that dies', () => {
  it('loses none of the documents under way or waiting', async () => {
    const { browserRestarts, retried } = pool.stats();
    const printing = Promise.all(
      Array.from({ length: 8 }, (_, index) => pool.print(job(`<p>құжат ${index}</p>${longBody(400)}`))),
    );
    await vi.waitFor(() => {
      expect(pool.stats()).toMatchObject({ busy: 4, waiting: 4 });
    });
    process.kill(browserProcess(pool), 'SIGKILL');
    const texts = await Promise.all((await printing).map(textOf));
    for (const [index, text] of texts.entries()) expect(text).toContain(`құжат ${index}`);
    expect(pool.stats().browserRestarts).toBe(browserRestarts + 1);
    expect(pool.stats().retried).toBeGreaterThan(retried);
    expect(pool.ready()).toBe(true);
  });

  it('is no different when only the process of a page dies', async () => {
    const renderers = [...descendants(browserProcess(pool))].filter(([, command]) => command.includes('renderer'));
    expect(renderers).not.toHaveLength(0);
    for (const [renderer] of renderers) process.kill(renderer, 'SIGKILL');
    const pdfs = await Promise.all(Array.from({ length: 4 }, () => pool.print(job('<p>тірі</p>'))));
    for (const pdf of pdfs) expect(await textOf(pdf)).toContain('тірі');
  });
});

describe('a pool', () => {
  it('refuses what does not fit into its queue, and prints what does', async () => {
    const small = await startPool({ pages: 1, queueLimit: 1, retryAfterSeconds: 7 });
    try {
      const admitted = [small.print(job('<p>1</p>')), small.print(job('<p>2</p>'))];
      const refused = await small.print(job('<p>3</p>')).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(QueueFullError);
      expect(refused).toMatchObject({ retryAfterSeconds: 7 });
      expect(await Promise.all(admitted)).toHaveLength(2);
    } finally {
      await small.close();
    }
  });

  it('forgets a document that nobody waits for any more, and has room for the next', async () => {
    const small = await startPool({ pages: 1, queueLimit: 1 });
    try {
      const gone = new AbortController();
      const printing = small.print(job(longBody(400)));
      const waiting = small.print(job('<p>2</p>', { signal: gone.signal })).catch((error: unknown) => error);
      gone.abort();
      expect(await waiting).toBeInstanceOf(RenderAbandonedError);
      const next = small.print(job('<p>келесі</p>'));
      await expect(small.print(job('<p>4</p>', { signal: gone.signal }))).rejects.toThrow(RenderAbandonedError);
      await printing;
      expect(await textOf(await next)).toContain('келесі');
      expect(small.stats()).toMatchObject({ printed: 2, failed: 0 });
    } finally {
      await small.close();
    }
  });

  it('gives up a document at its time limit and prints the next', async () => {
    const late = pool.print(job(longBody(20_000), { timeoutMilliseconds: 50 }));
    await expect(late).rejects.toThrow(RenderTimeoutError);
    expect(pool.stats().timedOut).toBe(1);
    expect(await textOf(await pool.print(job('<p>келесі</p>')))).toContain('келесі');
  });

  it('replaces pages that have printed their share', async () => {
    const frugal = await startPool({ pages: 1, recyclePagesAfter: 2 });
    try {
      for (let printed = 0; printed < 5; printed += 1) await frugal.print(job('<p>а</p>'));
      expect(frugal.stats()).toMatchObject({ printed: 5, recycledPages: 2, retried: 0, failed: 0 });
    } finally {
      await frugal.close();
    }
  });

  it('keeps nothing of what it has printed', async () => {
    const single = await startPool({ pages: 1 });
    const picture = job(`<img src="data:image/png;base64,${noise(400).toString('base64')}">`);
    try {
      const { byteLength } = await single.print(picture);
      const before = heapInUse();
      for (let printed = 0; printed < 15; printed += 1) await single.print(picture);
      expect(heapInUse() - before).toBeLessThan(5 * byteLength);
    } finally {
      await single.close();
    }
  });

  it('leaves no process behind when it closes, finishes what it prints, and refuses the rest', async () => {
    const closing = await startPool({ pages: 1 });
    const browser = browserProcess(closing);
    const processes = [browser, ...descendants(browser).keys()];
    expect(processes.filter(isAlive)).toEqual(processes);
    const printing = closing.print(job('<p>соңғы</p>'));
    const waiting = closing.print(job('<p>кеш</p>')).catch((error: unknown) => error);
    await closing.close();
    expect(await textOf(await printing)).toContain('соңғы');
    expect(await waiting).toBeInstanceOf(PoolClosedError);
    await expect(closing.print(job('<p>кеш</p>'))).rejects.toThrow(PoolClosedError);
    expect(closing.ready()).toBe(false);
    await vi.waitFor(() => {
      expect(processes.filter(isAlive)).toEqual([]);
    });
  });
});
