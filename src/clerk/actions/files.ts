import { ask } from '../server.ts';

/** A file that the service made, under the name that it gave. */
export interface ServedFile {
  readonly blob: Blob;
  readonly name: string;
}

/** @throws ServerProblem, OfflineError */
export async function fetchFile(address: string, init?: RequestInit): Promise<ServedFile> {
  const response = await ask(address, init);
  return { blob: await response.blob(), name: nameIn(response.headers.get('Content-Disposition') ?? '') };
}

/** Puts a file where the browser puts downloads. */
export function saveFile({ blob, name }: ServedFile): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser reads the file after the click.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, readWithin);
}

const readWithin = 60_000;

/** The name in Cyrillic (RFC 5987), else the plain one. */
function nameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'document';
}
