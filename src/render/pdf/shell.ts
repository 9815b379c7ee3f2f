/**
 * The document that every warm page holds. Only its body is ever replaced: navigating, or writing the document anew,
 * would parse the stylesheet and load the fonts for each print.
 *
 * Hidden on screen: the browser then lays the body out for paper only and never rasterises it.
 */
export function shellHtml(stylesheet: string): string {
  return [
    '<!doctype html><html><head>',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    '<title></title>',
    `<style>@media screen { html { display: none } }</style><style>${withoutEndTag(stylesheet)}</style>`,
    '</head><body></body></html>',
  ].join('');
}

/** In CSS an escaped solidus is a solidus, in HTML it no longer ends the style element. */
function withoutEndTag(stylesheet: string): string {
  return stylesheet.replaceAll('</', '<\\/');
}

export interface ShellContent {
  readonly bodyHtml: string;
  readonly title: string;
  readonly language: string;
  readonly bodyClass: string;
}

/**
 * Runs in the page, in a world of its own, where the document's scripts are off. Elements that could load, navigate or
 * change the head's rules are taken out before they are part of the document: a refresh, for one, would strike the
 * next document printed on the same page. An image that cannot be decoded prints its alternative text.
 */
export async function showContent(content: ShellContent): Promise<void> {
  const template = document.createElement('template');
  template.innerHTML = content.bodyHtml;
  const active = 'script, meta, base, link, title, iframe, frame, object, embed, audio, video';
  for (const element of template.content.querySelectorAll(active)) element.remove();
  document.documentElement.lang = content.language;
  document.title = content.title;
  document.body.className = content.bodyClass;
  document.body.replaceChildren(template.content);
  await Promise.allSettled(Array.from(document.images, (image) => image.decode()));
}
