import type { InterfaceLanguage } from '../compose/locales.ts';
import { keepMenus } from './menus.ts';
import { pageData } from './page-data.ts';
import { interfaceLanguage, say } from './words.ts';

/**
 * Brings the header to life: a choice of language changes the words of the page where it stands. Other parts of the page
 * hear of it through `interfaceLanguage.subscribe`.
 */
export function enliveHeader(): void {
  keepMenus();
  for (const link of languageLinks()) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      // Without the words of the language there is the page of the service in it.
      interfaceLanguage.set(languageOf(link)).catch(() => {
        location.assign(link.href);
      });
    });
  }
  interfaceLanguage.subscribe(sayAgain);
  const signOut = document.querySelector<HTMLFormElement>('form[action="/sign-out"]');
  signOut?.addEventListener('submit', (event) => {
    event.preventDefault();
    void takeDraftsAlong().finally(() => {
      signOut.submit();
    });
  });
}

/** Who signs out may leave the computer to others: drafts that the service has go from this browser. */
async function takeDraftsAlong(): Promise<void> {
  const { forgetDrafts } = await import('./drafts/draft-store.ts');
  await forgetDrafts(pageData.person.id);
}

function sayAgain(): void {
  const language = interfaceLanguage.current;
  for (const element of document.querySelectorAll<HTMLElement>('[data-say]')) {
    element.textContent = say(`header.${element.dataset['say'] ?? ''}`);
  }
  for (const element of document.querySelectorAll<HTMLElement>('[data-say-label]')) {
    element.ariaLabel = say(`header.${element.dataset['sayLabel'] ?? ''}`);
  }
  const own = language === 'kk' ? 'kk' : 'ru';
  for (const element of document.querySelectorAll<HTMLElement>('[data-kk][data-ru]')) {
    element.textContent = element.dataset[own] ?? '';
    element.lang = own;
  }
  for (const link of languageLinks()) {
    if (languageOf(link) === language) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function languageLinks(): NodeListOf<HTMLAnchorElement> {
  return document.querySelectorAll<HTMLAnchorElement>('a[data-language]');
}

function languageOf({ dataset: { language } }: HTMLAnchorElement): InterfaceLanguage {
  return language === 'kk' || language === 'en' ? language : 'ru';
}
