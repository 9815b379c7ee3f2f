/** Menus that a browser opens by itself (`details.menu`): one at a time, closed by Escape and by a click elsewhere. */
export function keepMenus(): void {
  document.addEventListener('click', ({ target }) => {
    closeMenus((menu) => target instanceof Node && menu.contains(target) && !isChoice(target, menu));
  });
  document.addEventListener('focusin', ({ target }) => {
    // A press on words in the menu gives the focus to what stands around it: that is not elsewhere.
    closeMenus((menu) => target instanceof Node && (menu.contains(target) || target.contains(menu)));
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    const [open] = closeMenus(() => false);
    open?.querySelector('summary')?.focus();
  });
}

/** Whether a click chose something from the menu: it is done with then. */
function isChoice(target: Node, menu: Element): boolean {
  const element = target instanceof Element ? target : target.parentElement;
  return element?.closest('.menu-list a, .menu-list button') != null && menu.contains(element);
}

function closeMenus(except: (menu: HTMLDetailsElement) => boolean): HTMLDetailsElement[] {
  const open = [...document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')];
  const closed = open.filter((menu) => !except(menu));
  for (const menu of closed) menu.open = false;
  return closed;
}
