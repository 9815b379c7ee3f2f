import { isJsonObject, type JsonObject } from '../../src/forms/json.ts';
import { projectPath } from '../../src/project.ts';
import { readJson } from '../../src/forms/catalogue.ts';
import { testKey } from '../support/service.ts';

const certificate = readJson(projectPath('test', 'examples', 'industrial-certificate.json'));

/** A request for a certificate as PDF. */
export function renderCertificate(url: string, payload: JsonObject = certificate): Promise<Response> {
  return fetch(`${url}/v1/forms/industrial-certificate/render?format=pdf&language=ru`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${testKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(payload),
  });
}

/** A certificate with so many goods that the browser is busy with it for a while. */
export function longCertificate(rows: number): JsonObject {
  const row = { nameKk: 'Тауар', nameRu: 'Товар', kpved: '25.11.23.500' };
  return { ...certificate, goods: Array.from({ length: rows }, () => row) };
}

/** The status of an answer that was read to its end; a document must be a whole PDF. */
export async function statusOf(answer: Response): Promise<number> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (answer.status !== 200) return answer.status;
  const whole = bytes.subarray(0, 5).toString() === '%PDF-' && bytes.subarray(-8).includes('%%EOF');
  if (!whole) throw new Error('the PDF broke off');
  return 200;
}

/** Values of the service's metrics, by name. */
export async function metricsOf(url: string): Promise<Record<string, number>> {
  const answer = await fetch(`${url}/metrics`, { headers: { Authorization: `Bearer ${testKey}` } });
  const lines = (await answer.text()).matchAll(/^(\w+) (\d+(?:\.\d+)?)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value]) => [name, Number(value)]));
}

/** Documents that the browser has, waits for or has printed. */
export async function documentsTaken(url: string): Promise<number> {
  const metrics = await metricsOf(url);
  const names = ['nysan_browser_pages_busy', 'nysan_browser_queue_length', 'nysan_browser_prints_total'];
  return names.reduce((sum, name) => sum + (metrics[name] ?? 0), 0);
}

/** The problem that an answer is. */
export async function problemIn(answer: Response): Promise<JsonObject> {
  const body: unknown = await answer.json();
  if (!isJsonObject(body)) throw new Error('no problem');
  return body;
}
