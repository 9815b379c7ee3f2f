import { useEffect, useRef, useState } from 'preact/hooks';
import { type Language, languages as bothLanguages } from '../../compose/document.ts';
import { languagesOf } from '../../forms/definition.ts';
import { troubleWords } from '../actions/trouble-words.ts';
import type { EditorServices } from '../services.ts';
import { Icon } from '../shell/icon.tsx';
import { useWords } from '../words.ts';
import { PageSheets } from './page-sheets.ts';
import { openPdf, prepareReader } from './pdf-library.ts';
import { type PreviewLanguages, PreviewSource } from './preview-source.ts';
import { rememberedZoom, rememberZoom, stepFrom, withinLimits, type Zoom } from './zoom.ts';

/** Room around a page in the pane, in CSS pixels; the sheet of styles has the same. */
const margin = 16;

/** The pages as they will be printed, kept in step with what is typed. */
export function PreviewPane({ services: { store } }: { readonly services: EditorServices }) {
  const say = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const source = useRef<PreviewSource>(null);
  const sheets = useRef<PageSheets>(null);
  const [zoom, setZoom] = useState<Zoom>(rememberedZoom);
  const [factor, setFactor] = useState(1);
  const [pages, setPages] = useState(0);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [isWaiting, setWaiting] = useState(true);
  const [paper, setPaper] = useState<Language>(store.language);
  const [isBoth, setBoth] = useState(false);
  const [shown, setShown] = useState<Language>(store.language);
  const languages: PreviewLanguages = isBoth ? (paper === 'kk' ? 'kk,ru' : 'ru,kk') : shown;

  useEffect(
    () =>
      store.subscribe(({ kind }) => {
        if (kind !== 'language') return;
        setPaper(store.language);
        setShown(store.language);
      }),
    [store],
  );

  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return;
    const drawn = new PageSheets(pane, (page, count) => say('preview.page', { page, pages: count }), fail);
    const printed = new PreviewSource(store, languages, {
      asked: () => {
        setWaiting(true);
        performance.mark('preview-asked');
      },
      printed: (pdf) => void show(pdf).catch(fail),
      failed: fail,
    });
    sheets.current = drawn;
    source.current = printed;
    void prepareReader().catch(fail);
    return () => {
      printed.close();
      drawn.close();
    };

    async function show(bytes: ArrayBuffer): Promise<void> {
      const pdf = await openPdf(bytes);
      await drawn.show(pdf);
      performance.measure('preview-drawn', 'preview-asked');
      setPages(pdf.numPages);
      setTrouble(null);
      setWaiting(false);
    }

    function fail(cause: unknown): void {
      setTrouble(cause);
      setWaiting(false);
    }
  }, [store]);

  useEffect(() => {
    if (source.current !== null) source.current.languages = languages;
  }, [languages]);

  useEffect(() => {
    sheets.current?.nameAgain();
  }, [say('preview.page')]);

  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return;
    const fit = () => {
      const width = sheets.current?.width ?? 0;
      const next = zoom === 'fit' ? Math.max(0.2, (pane.clientWidth - 2 * margin) / width) : zoom;
      sheets.current?.zoom(next);
      setFactor(next);
    };
    fit();
    rememberZoom(zoom);
    const observer = new ResizeObserver(fit);
    observer.observe(pane);
    return () => {
      observer.disconnect();
    };
  }, [zoom, pages]);

  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return;
    const turn = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const box = pane.getBoundingClientRect();
      const next = withinLimits(factor * Math.exp(-event.deltaY / 500));
      sheets.current?.zoom(next, { x: event.clientX - box.left, y: event.clientY - box.top });
      setFactor(next);
      setZoom(next);
    };
    // A listener that may keep the page from being zoomed must say so.
    pane.addEventListener('wheel', turn, { passive: false });
    return () => {
      pane.removeEventListener('wheel', turn);
    };
  }, [factor]);

  const step = (direction: 1 | -1) => {
    setZoom(stepFrom(factor, direction));
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') step(1);
    else if (event.key === '-') step(-1);
    else if (event.key === '0') setZoom('fit');
    else return;
    event.preventDefault();
  };

  return (
    <section class="preview" aria-label={say('preview.title')}>
      <div class="preview-bar" role="toolbar" aria-label={say('preview.tools')}>
        {languagesOf(store.form).length > 1 && (
          <div class="segmented" role="group" aria-label={say('preview.languages')}>
            {bothLanguages.map((language) => (
              <button
                key={language}
                type="button"
                class="small"
                lang={language}
                aria-pressed={!isBoth && shown === language}
                onClick={() => {
                  setBoth(false);
                  setShown(language);
                }}
              >
                {say(`preview.${language}`)}
              </button>
            ))}
            <button
              type="button"
              class="small"
              aria-pressed={isBoth}
              onClick={() => {
                setBoth(true);
              }}
            >
              {say('preview.both')}
            </button>
          </div>
        )}
        <span class="soft small number preview-count">
          {pages > 0 && <span>{say('preview.pages', { count: pages })}</span>}
          <span class="preview-waiting" hidden={!isWaiting || pages === 0} aria-hidden="true" />
        </span>
        <div class="row tight" role="group" aria-label={say('preview.zoom')}>
          <button
            type="button"
            class="quiet icon small"
            aria-label={say('preview.zoom.out')}
            onClick={() => {
              step(-1);
            }}
          >
            <Icon name="minus" />
          </button>
          <button
            type="button"
            class="quiet small number zoom-now"
            aria-pressed={zoom === 'fit'}
            title={say('preview.zoom.fit')}
            aria-label={say('preview.zoom.now', { percent: Math.round(factor * 100) })}
            onClick={() => {
              setZoom(zoom === 'fit' ? 1 : 'fit');
            }}
          >
            {Math.round(factor * 100)} %
          </button>
          <button
            type="button"
            class="quiet icon small"
            aria-label={say('preview.zoom.in')}
            onClick={() => {
              step(1);
            }}
          >
            <Icon name="plus" />
          </button>
        </div>
      </div>
      {trouble !== null && (
        <div class="notice warning preview-trouble" role="status">
          {troubleWords(trouble).map((words) => (
            <p key={words}>{words}</p>
          ))}
          {pages > 0 && <p class="small">{say('preview.stale')}</p>}
          <button type="button" class="small" onClick={() => void source.current?.ask()}>
            {say('preview.again')}
          </button>
        </div>
      )}
      <div
        ref={scroller}
        class={`preview-pages${trouble === null ? '' : ' stale'}`}
        role="region"
        aria-label={say('preview.region')}
        aria-busy={isWaiting}
        tabIndex={0}
        onKeyDown={press}
      >
        {/* The sheets are put in here one by one (page-sheets.ts). */}
      </div>
      {pages === 0 && trouble === null && <p class="loading preview-first">{say('preview.first')}</p>}
    </section>
  );
}
