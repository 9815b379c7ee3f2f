import { expect, test } from 'vitest';
import {
  IssuerUnknownError,
  NumberTakenError,
  ReservationLostError,
  SeriesFullError,
} from '../../src/registry/errors.ts';
import { onEveryEngine } from './engines.ts';
import { contentsOf, newRegistry } from './folders.ts';
import { almaty, begun, completion, issued, newDocument, series } from './samples.ts';

const numbers = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => series.format(first + at));

onEveryEngine(() => {
  test('fifty concurrent requests get fifty consecutive numbers', async () => {
    const { registry } = await newRegistry();
    const records = await Promise.all(Array.from({ length: 50 }, () => issued(registry)));
    expect(records.map(({ number }) => number).sort()).toEqual(numbers(1, 50));
  });

  test('numbers of requests that fail among others are used first: no gap is left', async () => {
    const { registry } = await newRegistry();
    const all = await Promise.all(Array.from({ length: 50 }, () => begun(registry)));
    const failed = all.filter((_, at) => at % 7 === 3);
    await Promise.all(
      all.map((one) => (failed.includes(one) ? registry.release(one) : registry.complete(one, completion()))),
    );
    const again = await Promise.all(failed.map(() => issued(registry)));
    // Requests that come at once are served in any order.
    expect(again.map(({ number }) => number).sort()).toEqual(failed.map(({ number }) => number).sort());
    expect((await issued(registry)).number).toBe(series.format(51));
  });

  test('a document that cannot be recorded leaves nothing, and its number is used first', async () => {
    const { registry, dataFolder } = await newRegistry();
    const taken = await issued(registry);
    const reservation = await begun(registry);
    const sameId = completion({ document: newDocument({ id: taken.id }) });
    await expect(registry.complete(reservation, sameId)).rejects.toThrow(/unique/i);
    await registry.release(reservation);
    expect(await contentsOf(dataFolder)).toEqual((await registry.files(taken.id)).map(({ sha256 }) => sha256));
    expect((await issued(registry)).number).toBe(reservation.number);
  });

  test('two issuers count apart, and so do the series of one', async () => {
    const { registry } = await newRegistry();
    await issued(registry);
    expect((await issued(registry, { request: { issuer: almaty.id } })).number).toBe(series.format(1));
    const nextYear = { ...series, key: 'industrial-certificate 2027', format: (numeral: number) => `123 7 ${numeral}` };
    expect((await begun(registry, { number: { series: nextYear } })).number).toBe('123 7 1');
    expect((await begun(registry)).number).toBe(series.format(2));
  });

  test('a given number is unique within issuer and form, also while its document is being made', async () => {
    const { registry } = await newRegistry();
    const given = { number: { given: 'ИС-1/2026' } };
    const reservation = await begun(registry, given);
    await expect(begun(registry, given)).rejects.toThrow(NumberTakenError);
    await registry.complete(reservation, completion());
    await expect(begun(registry, given)).rejects.toThrow(NumberTakenError);
    expect((await begun(registry, { ...given, issuer: almaty.id })).number).toBe('ИС-1/2026');
    expect((await begun(registry, { ...given, form: 'expert-conclusion' })).number).toBe('ИС-1/2026');
  });

  test('a given number that was released can be given again', async () => {
    const { registry } = await newRegistry();
    const given = { number: { given: 'ИС-1/2026' } };
    await registry.release(await begun(registry, given));
    expect((await begun(registry, given)).number).toBe('ИС-1/2026');
  });

  test('the series passes over a number that a caller gave to a document', async () => {
    const { registry } = await newRegistry();
    await issued(registry, { request: { number: { given: series.format(2) } } });
    expect([await begun(registry), await begun(registry)].map(({ number }) => number)).toEqual([
      series.format(1),
      series.format(3),
    ]);
  });

  test('a given number of the series whose document failed is no gap', async () => {
    const { registry } = await newRegistry();
    const given = await begun(registry, { number: { given: series.format(1) } });
    expect((await begun(registry)).number).toBe(series.format(2));
    expect((await begun(registry)).number).toBe(series.format(3));
    await registry.release(given);
    expect((await begun(registry)).number).toBe(series.format(1));
    expect((await begun(registry)).number).toBe(series.format(4));
  });

  test('a released number that a caller takes is not given out twice', async () => {
    const { registry } = await newRegistry();
    await registry.release(await begun(registry));
    await issued(registry, { request: { number: { given: series.format(1) } } });
    expect((await issued(registry)).number).toBe(series.format(2));
  });

  test('a series ends with its last number, and a released one can still be had', async () => {
    const { registry } = await newRegistry();
    const short = { number: { series: { ...series, first: 7, last: 8 } } };
    const first = await begun(registry, short);
    expect((await begun(registry, short)).number).toBe(series.format(8));
    await expect(begun(registry, short)).rejects.toThrow(SeriesFullError);
    await registry.release(first);
    expect((await begun(registry, short)).number).toBe(series.format(7));
    await expect(begun(registry, short)).rejects.toThrow(SeriesFullError);
  });

  test('a reservation is used once', async () => {
    const { registry } = await newRegistry();
    const reservation = await begun(registry);
    const record = await registry.complete(reservation, completion());
    await expect(registry.complete(reservation, completion())).rejects.toThrow(ReservationLostError);
    await registry.release(reservation);
    expect(await registry.document(record.id, record.issuer)).toEqual(record);
    expect((await begun(registry)).number).toBe(series.format(2));
  });

  test('an issuer that is not in the registry gets no number', async () => {
    const { registry } = await newRegistry();
    await expect(begun(registry, { issuer: 'nobody' })).rejects.toThrow(IssuerUnknownError);
  });
});
