import type { InterfaceLanguage, Locales } from '../compose/locales.ts';
import type { Language } from '../compose/document.ts';
import type { PaperCondition } from '../compose/conditions.ts';
import type { FormDefinition } from '../forms/definition.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { Caller } from '../http/callers.ts';
import type { ClientFormData } from '../clerk/state/client-form.ts';
import type { EditorPageData } from '../clerk/editor-page-data.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import type { ServedPage } from './page.ts';
import { pageDataOf } from './page-data.ts';

export interface EditorPage {
  readonly form: FormDefinition;
  readonly language: InterfaceLanguage;
  /** Language of the paper. */
  readonly paperLanguage: Language;
  /** The empty form as it is filled in. */
  readonly paper: { readonly html: string; readonly conditions: readonly PaperCondition[] };
  readonly caller: Caller;
}

/** A paper has text and headings. */
const faces = ['Tinos-Regular.ttf', 'Tinos-Bold.ttf'];
const stylesheets = [
  'faces.css',
  'paper.css',
  'fields-on-paper.css',
  'tables.css',
  'fields.css',
  'actions.css',
  'preview.css',
  'editor.css',
];

/** The page on which a clerk fills a form in: the paper is there before any script has run. */
export function editorPage(
  { form, language, paperLanguage, paper, caller }: EditorPage,
  locales: Locales,
  assets: ClerkAssets,
): ServedPage {
  const data: EditorPageData = {
    form: formData(form),
    check: assets.checkAddress(form),
    paper: { language: paperLanguage, conditions: paper.conditions },
  };
  const title = form.locales[language === 'kk' ? 'kk' : 'ru'].title;
  return clerkPage(
    {
      language,
      title,
      caller,
      layout: 'page full editor',
      stylesheets,
      faces,
      entry: 'editor',
      preloads: [data.check],
      data: { 'page-data': pageDataOf(caller, language, locales, assets), 'editor-data': data },
      body: [
        `<h1 class="visually-hidden" id="form-title">${escapeHtml(title)}</h1>`,
        '<div id="editor-bar" class="editor-bar"></div>',
        '<div class="workspace" id="workspace">',
        `<div class="desk" id="desk"><div class="paper" id="paper">${paper.html}</div></div>`,
        '<div id="list" class="list-view" hidden></div>',
        '<div id="preview" class="preview-view" hidden></div>',
        '<aside id="panel" class="panel editor-panel"><div id="panel-findings"></div><div id="panel-fields"></div></aside>',
        '</div>',
      ].join(''),
    },
    locales,
    assets,
  );
}

/** What checking and labelling need of the form; its text is on the paper already. */
function formData({ id, about, schema, locales, lists }: FormDefinition): ClientFormData {
  const { text: wordsKk, ...kk } = locales.kk;
  const { text: wordsRu, ...ru } = locales.ru;
  const bundled = JSON.stringify(schema.bundled);
  return {
    id,
    about,
    schema: { ...schema.bundled, 'x-nysan': {} },
    ownDefinitions: schema.ownDefinitions,
    locales: { kk, ru },
    lists: [...lists.values()].filter((list) => bundled.includes(`"${list.id}"`)),
  };
}
