import type { ComponentChildren } from 'preact';
import { languages } from '../../compose/document.ts';
import { languagesOf } from '../../forms/definition.ts';
import type { EditorServices } from '../services.ts';
import { interfaceLanguage, useWords } from '../words.ts';
import { Icon } from './icon.tsx';
import { useStore } from './use-store.ts';
import { type View, zooms } from './view.ts';

export interface EditorBarProps {
  readonly services: EditorServices;
  readonly view: View;
  readonly onView: (view: View) => void;
  /** The paper as it is shown, in per cent. */
  readonly zoom: number;
  /** State of the draft, menus and the button that issues. */
  readonly children: ComponentChildren;
}

/** What stands above the paper: the form, the language of the document, the view, and what can be done. */
export function EditorBar({ services, view, onView, zoom, children }: EditorBarProps) {
  const say = useWords();
  const { store } = services;
  useStore(store, ({ kind }) => kind === 'language' || kind === 'checked');
  const { form } = store;
  const title = form.locales[interfaceLanguage.current === 'kk' ? 'kk' : 'ru'].title;
  const offered = languages.filter((language) => languagesOf(form).includes(language));
  return (
    <div class="editor-tools" data-ready>
      <p class="form-name" title={title}>
        {title}
      </p>
      <div class="group segmented" role="group" aria-label={say('editor.paper')}>
        {offered.map((language) => (
          <button
            key={language}
            type="button"
            class="small"
            lang={language}
            aria-pressed={store.language === language}
            onClick={() => {
              store.language = language;
            }}
          >
            {say(`editor.paper.${language}`)}
          </button>
        ))}
      </div>
      <div class="group segmented" role="group" aria-label={say('editor.views')}>
        {(['paper', 'list'] as const).map((fill) => (
          <button
            key={fill}
            type="button"
            class="small"
            data-view={fill}
            title={say(`editor.view.${fill}.title`)}
            aria-pressed={view.fill === fill}
            onClick={() => {
              onView({ ...view, fill });
            }}
          >
            {say(`editor.view.${fill}`)}
          </button>
        ))}
        <button
          type="button"
          class="small"
          data-view="printed"
          title={say('editor.view.printed.title')}
          aria-pressed={view.printed}
          onClick={() => {
            onView({ ...view, printed: !view.printed });
          }}
        >
          {say('editor.view.printed')}
        </button>
      </div>
      <div class="group">
        <button
          type="button"
          class="icon quiet small"
          aria-label={say('editor.undo')}
          title={say('editor.undo')}
          disabled={!store.canUndo}
          onClick={() => {
            store.undo();
          }}
        >
          <Icon name="undo" />
        </button>
        <button
          type="button"
          class="icon quiet small"
          aria-label={say('editor.redo')}
          title={say('editor.redo')}
          disabled={!store.canRedo}
          onClick={() => {
            store.redo();
          }}
        >
          <Icon name="redo" />
        </button>
      </div>
      {view.fill === 'paper' && <Zoom view={view} onView={onView} zoom={zoom} />}
      <div class="group actions">{children}</div>
      <button
        type="button"
        class="icon quiet small panel-button"
        aria-label={say(view.panel ? 'editor.panel.hide' : 'editor.panel.show')}
        title={say(view.panel ? 'editor.panel.hide' : 'editor.panel.show')}
        aria-expanded={view.panel}
        aria-controls="panel"
        onClick={() => {
          onView({ ...view, panel: !view.panel });
        }}
      >
        <Icon name="panel" />
      </button>
    </div>
  );
}

function Zoom({ view, onView, zoom: shown }: Pick<EditorBarProps, 'view' | 'onView' | 'zoom'>) {
  const say = useWords();
  const to = (zoom: View['zoom'] | undefined) => {
    if (zoom !== undefined) onView({ ...view, zoom });
  };
  const [smaller, larger] = [zooms.findLast((zoom) => zoom < shown), zooms.find((zoom) => zoom > shown)];
  return (
    <div class="group zoom" role="group" aria-label={say('editor.zoom')}>
      <button
        type="button"
        class="icon quiet small"
        aria-label={say('editor.zoom.out')}
        title={say('editor.zoom.out')}
        disabled={smaller === undefined}
        onClick={() => {
          to(smaller);
        }}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        class="quiet small number"
        aria-pressed={view.zoom === 'fit'}
        title={say('editor.zoom.fit')}
        aria-label={say('editor.zoom.now', { zoom: shown })}
        onClick={() => {
          to(view.zoom === 'fit' ? 100 : 'fit');
        }}
      >
        {shown}%
      </button>
      <button
        type="button"
        class="icon quiet small"
        aria-label={say('editor.zoom.in')}
        title={say('editor.zoom.in')}
        disabled={larger === undefined}
        onClick={() => {
          to(larger);
        }}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
