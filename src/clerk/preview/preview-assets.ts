/** Files of the PDF reader that the browser loads; of the two builds the one that older browsers read. */
export const previewAssets = ['pdf.min.mjs', 'pdf.worker.min.mjs'] as const;

/** Where the service has them: the version is in the address, so that they may be kept for ever. */
export function previewAssetAddress(version: string, name: (typeof previewAssets)[number]): string {
  return `/clerk/pdf/${version}/${name}`;
}
