import type { Language } from '../compose/document.ts';
import { type InterfaceLanguage, interfaceLanguages, type Locales } from '../compose/locales.ts';
import { type FormDefinition, languagesOf } from '../forms/definition.ts';
import type { Caller } from '../http/callers.ts';
import { escapeHtml } from '../render/html/escape.ts';
import type { ClerkAssets } from './clerk-assets.ts';
import { clerkPage } from './clerk-page.ts';
import { formPlace } from './form-place.ts';
import { icon } from './icons.ts';
import { pageDataOf } from './page-data.ts';
import type { ServedPage } from './page.ts';
import { titleInList } from './title-in-list.ts';
import { Voice } from './voice.ts';

export interface CataloguePage {
  readonly forms: readonly FormDefinition[];
  readonly language: InterfaceLanguage;
  readonly caller: Caller;
}

/** The page that a clerk begins with. */
export function cataloguePage(page: CataloguePage, locales: Locales, assets: ClerkAssets): ServedPage {
  const { language, caller } = page;
  return clerkPage(
    {
      language,
      caller,
      title: new Voice(locales, language, 'clerk-catalogue').text('title'),
      section: 'catalogue',
      stylesheets: ['catalogue.css'],
      entry: 'catalogue',
      data: { 'page-data': pageDataOf(caller, language, locales, assets) },
      body: catalogueBody(page, locales),
    },
    locales,
    assets,
  );
}

/**
 * The forms by act, all of them in the page: it is complete without its script, which searches in it and puts what was
 * used last on top (src/clerk/catalogue.ts).
 */
function catalogueBody({ forms, language, caller }: CataloguePage, locales: Locales): string {
  const voice = new Voice(locales, language, 'clerk-catalogue');
  const [own, other] = voice.documentLanguages;
  const acts = Map.groupBy(forms, ({ about }) => about.act);
  return [
    `<h1>${voice.say('title')}</h1>`,
    `<search class="finder"><label class="visually-hidden" for="find">${voice.say('find')}</label>`,
    `<span class="search">${icon('search')}<input id="find" type="search" autocomplete="off" spellcheck="false" `,
    `enterkeyhint="go" aria-describedby="find-hint" placeholder="${voice.say('find.example')}"><kbd aria-hidden="true">/</kbd></span>`,
    `<p class="help" id="find-hint">${voice.say('find.hint')} <span class="keys">${voice.say('find.keys')}</span></p>`,
    '<p class="found" id="found" role="status"></p></search>',
    '<div id="mine" class="mine" hidden></div>',
    `<div id="acts">${[...acts].map(([act, ofAct]) => actSection(act, ofAct)).join('')}</div>`,
    `<div class="empty" id="none" hidden><h2>${voice.say('none')}</h2><p>${voice.say('none.hint')}</p>`,
    `<button type="button" id="clear">${voice.say('clear')}</button></div>`,
  ].join('');

  function actSection(act: string, ofAct: readonly FormDefinition[]): string {
    const name = voice.in(own, locales.say(own, 'acts', `${act}.name`));
    return (
      `<section class="act" aria-labelledby="act-${act}"><header><h2 id="act-${act}">${name}</h2>` +
      `</header><ul role="list" class="card">${ofAct.map(formItem).join('')}</ul></section>`
    );
  }

  function formItem(form: FormDefinition): string {
    const { about } = form;
    const note = about.filledBy === 'act' ? 'reference' : about.statutory === false ? 'letter' : undefined;
    return [
      `<li class="form" data-form="${form.id}" data-also="${escapeHtml(alsoFoundBy(form))}">`,
      `<a href="/forms/${form.id}"><span class="place">${escapeHtml(formPlace(about, voice))}</span>`,
      `<span class="names"><span class="title" lang="${own}">${titleIn(own, form)}</span>`,
      `<span class="other soft small" lang="${other}" hidden>${titleIn(other, form)}</span>`,
      `${note === undefined ? '' : `<span class="chip outlined">${voice.say(note)}</span>`}</span></a>`,
      caller.scopes.includes('render') ? blankMenu(form) : '',
      '</li>',
    ].join('');
  }

  /** What a form is found by beside its titles: its id, and its place in all languages. */
  function alsoFoundBy({ id, about }: FormDefinition): string {
    const { appendix, paragraph = '' } = about;
    const key = `place.search.${appendix === undefined ? 'paragraph' : 'appendix'}`;
    const words = interfaceLanguages.map((one) => locales.say(one, 'clerk-catalogue', key));
    return [id, appendix ?? paragraph, ...words].join(' ');
  }

  function blankMenu(form: FormDefinition): string {
    const title = titleInList(form.locales[own].title);
    const languages = [own, other].filter((language) => languagesOf(form).includes(language));
    const links = languages.map((language) => {
      const link = (key: string, query: string) =>
        `<a href="/v1/forms/${form.id}/blank?language=${language}&amp;${query}" download>${voice.say(key)}</a>`;
      return (
        `<p class="menu-title">${voice.say(`blank.${language}`)}</p>${link('blank.pdf', 'format=pdf')}` +
        (isFilledIn(form) ? link('blank.fillable', 'format=pdf&amp;fillable=true') : '') +
        link('blank.docx', 'format=docx')
      );
    });
    const many = isFilledIn(form) ? `<hr><a href="/batches/new?form=${form.id}">${voice.say('many')}</a>` : '';
    return (
      `<details class="menu"><summary class="quiet icon" aria-label="${voice.say('blank.of', { title })}" ` +
      `title="${voice.say('blank')}">${icon('download')}</summary><div class="menu-list">${links.join('')}${many}</div></details>`
    );
  }
}

/** Whether there is something to fill in. */
function isFilledIn({ about: { filledBy } }: FormDefinition): boolean {
  return filledBy !== 'act';
}

function titleIn(language: Language, form: FormDefinition): string {
  return escapeHtml(titleInList(form.locales[language].title));
}
