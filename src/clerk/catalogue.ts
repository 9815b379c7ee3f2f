import { FormList } from './catalogue/form-list.ts';
import { showMine } from './catalogue/mine.ts';
import { enliveHeader } from './header.ts';
import { noteForm } from './recent-forms.ts';
import { interfaceLanguage, say } from './words.ts';

/** Brings the catalogue to life: search as you type, the keyboard, what was used last, another language in place. */
function enliveCatalogue(): void {
  const input = elementById('find', HTMLInputElement);
  const list = new FormList(elementById('acts', HTMLElement));

  input.addEventListener('input', search);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') move(event, list.links()[0]);
    else if (event.key === 'Enter') list.links()[0]?.click();
    else if (event.key === 'Escape' && input.value !== '') clear(event);
  });
  elementById('clear', HTMLButtonElement).addEventListener('click', clear);
  elementById('acts', HTMLElement).addEventListener('keydown', (event) => {
    const links = list.links();
    const at = links.findIndex((link) => link === event.target);
    if (at < 0) return;
    if (event.key === 'ArrowDown') move(event, links[at + 1]);
    else if (event.key === 'ArrowUp') move(event, links[at - 1] ?? input);
    else if (event.key === 'Home') move(event, links[0]);
    else if (event.key === 'End') move(event, links.at(-1));
    else if (event.key === 'Escape') move(event, input);
  });
  elementById('acts', HTMLElement).addEventListener('click', ({ target }) => {
    const form = target instanceof Element ? target.closest('a[href^="/forms/"]')?.closest('li') : null;
    const id = form?.dataset['form'];
    if (id !== undefined) noteForm(id);
  });
  // What was typed before the script came, or before going back to this page.
  search();
  showMine(elementById('mine', HTMLElement), list);

  function search(): void {
    const found = list.find(input.value);
    const isSearch = input.value.trim() !== '';
    elementById('found', HTMLElement).textContent = isSearch ? say('catalogue.found', { count: found }) : '';
    elementById('none', HTMLElement).hidden = found > 0;
    elementById('mine', HTMLElement).classList.toggle('searching', isSearch);
  }

  function clear(event: Event): void {
    event.preventDefault();
    input.value = '';
    search();
    input.focus();
  }
}

function move(event: Event, to: HTMLElement | undefined): void {
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  if (to instanceof HTMLInputElement) to.select();
}

/** «/» leads to the search from everywhere but from where it is a letter. */
function leadToSearch(event: KeyboardEvent): void {
  const isTyping = event.target instanceof HTMLInputElement;
  if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) {
    move(event, elementById('find', HTMLInputElement));
  }
}

/** The list comes from the service in the new language; what was being searched for stays. */
async function sayAgain(): Promise<void> {
  const language = interfaceLanguage.current;
  const answer = await fetch('/', { headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) {
    location.reload();
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [main, before] = [page.querySelector('main'), document.querySelector('main')];
  // Two choices in a row: the later one has its own answer.
  if (main === null || before === null || language !== interfaceLanguage.current) return;
  const typed = elementById('find', HTMLInputElement).value;
  before.replaceWith(document.adoptNode(main));
  document.title = page.title;
  elementById('find', HTMLInputElement).value = typed;
  enliveCatalogue();
}

function elementById<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page has no ${kind.name} #${id}`);
  return element;
}

enliveHeader();
enliveCatalogue();
document.addEventListener('keydown', leadToSearch);
interfaceLanguage.subscribe(() => {
  void sayAgain();
});
