import { useEffect, useReducer, useRef, useState } from 'preact/hooks';
import type { EditorServices } from '../services.ts';
import type { FormStore } from '../state/form-store.ts';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import { countsOf, findingItems, type FindingItem, type FindingKind } from './finding-items.ts';
import { goToFinding } from './finding-keys.ts';
import { FindingLink } from './finding-link.tsx';
import { ownLabel } from './sentence.ts';

/** The list follows the typing after this long, in milliseconds. */
const calm = 250;
/** A screen reader hears the counts only when they have not changed for so long. */
const settled = 1500;
/** So many are shown at first, and so many more each time. */
const shownAtOnce = 100;

const blocking: readonly FindingKind[] = ['error', 'missing', 'translation'];

/** What is missing or wrong, each a way to its place; says when the form is ready to be issued. */
export function FindingsList({ services }: { readonly services: EditorServices }) {
  const say = useWords();
  const { store } = services;
  const items = useFindings(store);
  const [isOpen, setOpen] = useState(true);
  const [limit, setLimit] = useState(shownAtOnce);
  const counts = countsOf(items);
  const isReady = blocking.every((kind) => counts[kind] === 0);
  const summary = isReady
    ? say('fields.ready')
    : blocking
        .filter((kind) => counts[kind] > 0)
        .map((kind) => say(`fields.count.${kind}`, { count: counts[kind] }))
        .join(', ');
  const shown = items.slice(0, limit);
  return (
    <section class="findings" aria-labelledby="findings-title">
      <header class="spread">
        <h2 id="findings-title">
          <button
            type="button"
            class="quiet small fold"
            aria-expanded={isOpen}
            aria-controls="findings-body"
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            <Icon name="chevron" />
            {say('fields.findings')}
          </button>
        </h2>
        {items.length === 0 ? null : (
          <span class="segmented">
            {([-1, 1] as const).map((step) => (
              <button
                key={step}
                type="button"
                class="small icon"
                aria-label={say(step < 0 ? 'fields.previousFinding' : 'fields.nextFinding')}
                title={say(step < 0 ? 'fields.previousFinding' : 'fields.nextFinding')}
                aria-keyshortcuts={step < 0 ? 'Shift+F8' : 'F8'}
                onClick={() => {
                  goToFinding(services, step);
                }}
              >
                <Icon name={step < 0 ? 'up' : 'down'} />
              </button>
            ))}
          </span>
        )}
      </header>
      {isReady ? (
        <p class="notice success ready">{summary}</p>
      ) : (
        <p class="row tight counts">
          {blocking.map((kind) =>
            counts[kind] === 0 ? null : (
              <span
                key={kind}
                class={`chip ${kind === 'error' ? 'danger' : kind === 'missing' ? 'accent' : 'warning'}`}
              >
                {say(`fields.count.${kind}`, { count: counts[kind] })}
              </span>
            ),
          )}
        </p>
      )}
      <SpokenCounts text={summary} />
      <div id="findings-body" hidden={!isOpen}>
        {isOpen ? <Parts services={services} items={shown} /> : null}
        {isOpen && items.length > limit ? (
          <button
            type="button"
            class="quiet small"
            onClick={() => {
              setLimit(limit + shownAtOnce);
            }}
          >
            {say('fields.moreFindings', { count: items.length - limit })}
          </button>
        ) : null}
      </div>
    </section>
  );
}

/** The findings, a moment after they have changed. */
function useFindings(store: FormStore): readonly FindingItem[] {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const found = useRef<readonly FindingItem[] | null>(null);
  found.current ??= findingItems(store);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(({ kind }) => {
      if (kind !== 'checked') return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        found.current = null;
        again(undefined);
      }, calm);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [store]);
  return found.current;
}

function SpokenCounts({ text }: { readonly text: string }) {
  const [spoken, speak] = useState('');
  const first = useRef(text);
  useEffect(() => {
    if (text === first.current) return;
    first.current = '';
    const timer = setTimeout(() => {
      speak(text);
    }, settled);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return (
    <p class="visually-hidden" role="status">
      {spoken}
    </p>
  );
}

function Parts({ services, items }: { readonly services: EditorServices; readonly items: readonly FindingItem[] }) {
  const say = useWords();
  const { form } = services.store;
  const groups = Map.groupBy(items, ({ kind, part }) => (kind === 'warning' ? 'warning' : `part ${part}`));
  return [...groups].map(([key, group]) => {
    const part = group[0]?.part ?? '';
    const title =
      key === 'warning' ? say('fields.warnings') : part === '' ? say('fields.generalPart') : ownLabel(form, part);
    return (
      <section key={key} class={`finding-part${key === 'warning' ? ' warnings' : ''}`}>
        <h3>{title}</h3>
        <ul role="list">
          {group.map((item) => (
            <FindingLink key={`${item.finding.path} ${item.finding.error.code}`} services={services} item={item} />
          ))}
        </ul>
      </section>
    );
  });
}
