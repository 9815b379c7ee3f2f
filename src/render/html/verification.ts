import { readFileSync } from 'node:fs';
import { projectPath } from '../../project.ts';
import { qrPng } from '../qr/png.ts';
import type { VerificationMark } from '../verification/mark.ts';
import { cssString } from './css-string.ts';
import { escapeHtml } from './escape.ts';

/** Kept apart from the print stylesheet: only issued documents carry it. */
const stylesheet = readFileSync(projectPath('templates', 'verification.css'), 'utf8');

/** Enlarged without smoothing; the browser takes twice as long to print a picture with four times the pixels. */
const pixelsPerModule = 2;

/** The rules of one document: how its code looks, and the words at the foot of its pages. */
export function verificationStyle({ foot }: VerificationMark): string {
  return `<style>${stylesheet}@page { @bottom-left { content: ${cssString(foot)} } }</style>`;
}

/** The code with number and short code beneath. */
export function verificationHtml({ matrix, side, lines, alternative }: VerificationMark): string {
  const png = Buffer.from(qrPng(matrix, pixelsPerModule));
  const source = `data:image/png;base64,${png.toString('base64')}`;
  const length = `${side.toFixed(2)}mm`;
  const picture = `<img alt="${escapeHtml(alternative)}" src="${source}" style="width:${length};height:${length}">`;
  const words = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  return `<div class="code">${picture}${words}</div>`;
}
