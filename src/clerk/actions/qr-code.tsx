import { qrMatrix } from '../../render/qr/matrix.ts';
import { quietZone } from '../../render/qr/size.ts';

/** The code of an address, module by module as on the paper. */
export function QrCode({ address, title }: { readonly address: string; readonly title: string }) {
  const { size, modules } = qrMatrix(address);
  const side = size + 2 * quietZone;
  const dark = [...modules.entries()].filter(([, module]) => module === 1);
  const path = dark.map(([at]) => `M${(at % size) + quietZone} ${Math.floor(at / size) + quietZone}h1v1h-1z`).join('');
  return (
    <svg class="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={title} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
