import { listDrafts } from '../drafts/draft-store.ts';
import { element } from '../elements.ts';
import { momentWords } from '../moments.ts';
import { pageData } from '../page-data.ts';
import { recentForms } from '../recent-forms.ts';
import { say } from '../words.ts';
import type { FormList } from './form-list.ts';

/** Drafts that are listed; the others are found in their forms. */
const draftLimit = 5;

/** Puts on top what this person began and used last; the place stays empty for who is here for the first time. */
export function showMine(place: HTMLElement, list: FormList): void {
  const show = (drafts: Node | null) => {
    const cards = [drafts, recentCard(list)].filter((card) => card !== null);
    place.replaceChildren(...cards);
    place.hidden = cards.length === 0;
  };
  show(null);
  void draftsCard(list).then((drafts) => {
    if (drafts !== null) show(drafts);
  });
}

function recentCard(list: FormList): Node | null {
  const links = recentForms().flatMap((id) => {
    const title = list.titleOf(id);
    return title === undefined ? [] : [linkItem(`/forms/${id}`, title)];
  });
  return links.length === 0 ? null : card('recent', links);
}

async function draftsCard(list: FormList): Promise<Node | null> {
  const drafts = (await listDrafts(pageData.person.id)).filter(({ form }) => list.titleOf(form) !== undefined);
  if (drafts.length === 0) return null;
  const links = drafts.slice(0, draftLimit).map(({ id, form, title, savedAt, place }) => {
    const formTitle = list.titleOf(form) ?? '';
    const saved = say('catalogue.drafts.saved', { time: momentWords(savedAt) });
    const facts = [...(title === '' ? [] : [formTitle]), saved, say(`catalogue.drafts.${place}`)];
    const address = `/forms/${form}?draft=${encodeURIComponent(id)}`;
    return linkItem(address, title === '' ? formTitle : title, facts.join(' · '));
  });
  return card('drafts', links);
}

function card(name: 'recent' | 'drafts', items: readonly Node[]): Node {
  const heading = element('h2', { id: `${name}-title` }, say(`catalogue.${name}`));
  const list = element('ul', { className: 'card', role: 'list' }, ...items);
  const section = element('section', { id: name }, heading, list);
  section.setAttribute('aria-labelledby', heading.id);
  return section;
}

function linkItem(href: string, title: string, facts?: string): Node {
  const words = element('span', { className: 'title' }, title);
  const rest = facts === undefined ? [] : [element('span', { className: 'soft small' }, facts)];
  return element('li', {}, element('a', { href }, words, ...rest));
}
