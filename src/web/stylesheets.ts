import { readdirSync, readFileSync } from 'node:fs';
import { projectPath } from '../project.ts';
import { editorPaperStylesheet } from '../render/html/editor-paper.ts';

/** Faces that documents are printed in: on the screen too, so that lines break where they will on paper. */
const faces = [
  { family: 'Tinos', file: 'Tinos-Regular.ttf', weight: 'normal', style: 'normal' },
  { family: 'Tinos', file: 'Tinos-Bold.ttf', weight: 'bold', style: 'normal' },
  { family: 'Tinos', file: 'Tinos-Italic.ttf', weight: 'normal', style: 'italic' },
  { family: 'Tinos', file: 'Tinos-BoldItalic.ttf', weight: 'bold', style: 'italic' },
  { family: 'DejaVu Sans', file: 'DejaVuSans.ttf', weight: 'normal', style: 'normal' },
] as const;

export const faceFiles: readonly string[] = faces.map(({ file }) => file);

/** The stylesheets of the clerk's pages by name: those of `src/clerk/styles`, and the one that loads the faces. */
export function clerkStylesheets(addressOfFace: (file: string) => string): ReadonlyMap<string, string> {
  const folder = projectPath('src', 'clerk', 'styles');
  const rules = faces.map(
    ({ family, file, weight, style }) =>
      `@font-face { font-family: '${family}'; src: url('${addressOfFace(file)}') format('truetype'); ` +
      `font-weight: ${weight}; font-style: ${style}; font-display: block; }`,
  );
  return new Map([
    ['faces.css', rules.join('\n')],
    ...readdirSync(folder).map(
      (file) => [file, readFileSync(projectPath('src', 'clerk', 'styles', file), 'utf8')] as const,
    ),
    ['paper.css', editorPaperStylesheet()],
  ]);
}
