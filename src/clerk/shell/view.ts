/** How the form is filled in, and whether its printed pages stand beside. */
export interface View {
  readonly fill: 'paper' | 'list';
  readonly printed: boolean;
  readonly panel: boolean;
  /** Of the paper, in per cent; `fit`: as wide as its desk, but no wider than it is. */
  readonly zoom: number | 'fit';
}

const key = 'nysan-view';
export const zooms = [50, 67, 80, 100, 125, 150, 200] as const;
const narrow = '(max-width: 760px)';

/** The view of last time on this screen; a phone begins with the list of fields. */
export function rememberedView(): View {
  const isPhone = matchMedia(narrow).matches;
  const usual: View = { fill: isPhone ? 'list' : 'paper', printed: false, panel: true, zoom: 'fit' };
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey(isPhone)) ?? '{}') as Partial<View>;
    return { ...usual, ...kept };
  } catch {
    // A storage that is switched off or holds nonsense remembers nothing.
    return usual;
  }
}

export function rememberView(view: View): void {
  try {
    localStorage.setItem(storageKey(matchMedia(narrow).matches), JSON.stringify(view));
  } catch {
    // Remembering is a comfort; without storage every visit begins alike.
  }
}

function storageKey(isPhone: boolean): string {
  return isPhone ? `${key}-phone` : key;
}
