import { render } from 'preact';
import type { PaperCondition } from '../../compose/conditions.ts';
import { withoutIndexes } from '../../forms/json.ts';
import { ActionBar } from '../actions/action-bar.tsx';
import type { DraftKeeper } from '../drafts/draft-keeper.ts';
import { FindingsList } from '../findings/findings-list.tsx';
import type { Paper } from '../paper/paper.ts';
import { papers } from '../../render/paper.ts';
import type { EditorServices } from '../services.ts';
import type { FormStore } from '../state/form-store.ts';
import { interfaceLanguage } from '../words.ts';
import { EditorBar } from './editor-bar.tsx';
import type { PaperView } from './paper-keeper.ts';
import { rememberedView, rememberView, type View } from './view.ts';

const pixelsPerMillimetre = 96 / 25.4;
/** Pixels of the desk that stay free at each side of the paper. */
const deskMargin = 24;
/** Smaller than this nobody can type. */
const leastScale = 0.5;

/** The parts of the page and which of them are shown: paper or list of fields, printed pages, panel. */
export class Workspace {
  readonly #store: FormStore;
  readonly #frame = part('workspace');
  readonly #desk = part('desk');
  readonly #list = part('list');
  readonly #panel = part('panel');
  readonly #preview = part('preview');
  #view = rememberedView();
  #scale = 1;
  #paper: Paper | null = null;
  #services: EditorServices | null = null;
  #keeper: DraftKeeper | null = null;
  /** Fields that stand on the paper: paths without indexes. */
  #printed: ReadonlySet<string> = new Set();

  constructor(store: FormStore) {
    this.#store = store;
    interfaceLanguage.subscribe(() => {
      this.#sayTitle();
    });
    new ResizeObserver(() => {
      this.#zoom();
    }).observe(this.#desk);
  }

  get paperElement(): HTMLElement {
    return part('paper');
  }

  /** The paper as its keeper sees it: whenever it is another, the panel shows what it lacks. */
  shows(paper: Paper): PaperView {
    this.#paper = paper;
    return {
      show: (html: string, conditions: readonly PaperCondition[]) => {
        paper.show(html, conditions);
        this.#readPaper();
      },
      get active() {
        return paper.active;
      },
    };
  }

  /** Everything is there: what may be done is shown. */
  open(services: EditorServices, keeper: DraftKeeper): void {
    this.#services = services;
    this.#keeper = keeper;
    this.#readPaper();
    this.#arrange();
  }

  /** Brings a field into view, wherever it is shown now, and puts the cursor there. */
  async focusField(path: string): Promise<void> {
    if (this.#view.fill === 'paper' && this.#paper?.focus(path) === true) return;
    const { revealField } = await this.#fields();
    if (this.#view.fill === 'list' && (await revealField(this.#list, path))) return;
    if (!this.#view.panel) this.#show({ ...this.#view, panel: true });
    if (await revealField(this.#panel, path)) return;
    // A field that neither paper nor panel has stands in the list of all of them.
    this.#show({ ...this.#view, fill: 'list' });
    await revealField(this.#list, path);
  }

  #show(view: View): void {
    this.#view = view;
    rememberView(view);
    this.#arrange();
  }

  #arrange(): void {
    const services = this.#services;
    if (services === null) return;
    const { fill, printed, panel } = this.#view;
    this.#desk.hidden = fill !== 'paper';
    this.#list.hidden = fill !== 'list';
    this.#preview.hidden = !printed;
    this.#panel.hidden = !panel;
    this.#frame.toggleAttribute('data-printed', printed);
    this.#zoom();
    this.#renderPanel(services);
    void this.#renderFields(services);
    void this.#renderPreview(services);
  }

  /** Inputs beside the paper, or in its place: their code comes after the paper can be typed on. */
  async #renderFields(services: EditorServices): Promise<void> {
    const { FieldList, SidePanel } = await this.#fields();
    const { fill, panel } = this.#view;
    render(fill === 'list' ? <FieldList services={services} /> : null, this.#list);
    const beside = panel && fill === 'paper';
    render(beside ? <SidePanel services={services} printed={this.#printed} /> : null, part('panel-fields'));
  }

  #fields() {
    return import('../fields/field-views.ts');
  }

  #renderBar(): void {
    const services = this.#services;
    const keeper = this.#keeper;
    if (services === null || keeper === null) return;
    const bar = (
      <EditorBar
        services={services}
        view={this.#view}
        zoom={Math.round(this.#scale * 100)}
        onView={(view) => {
          this.#show(view);
        }}
      >
        <ActionBar services={services} keeper={keeper} />
      </EditorBar>
    );
    render(bar, part('editor-bar'));
  }

  /** The paper as large as asked for, or as its desk lets it be. */
  #zoom(): void {
    const { zoom } = this.#view;
    const wanted = zoom === 'fit' ? this.#scaleThatFits() : zoom / 100;
    this.#desk.style.setProperty('--zoom', String(wanted));
    this.#scale = wanted;
    this.#renderBar();
  }

  #scaleThatFits(): number {
    const room = this.#desk.clientWidth - 2 * deskMargin;
    const width = papers[this.#store.form.about.orientation].width * pixelsPerMillimetre;
    return room <= 0 ? 1 : Math.min(1, Math.max(leastScale, room / width));
  }

  #renderPanel(services: EditorServices): void {
    render(this.#view.panel ? <FindingsList services={services} /> : null, part('panel-findings'));
  }

  /** Code and reader of PDF files come only when the printed pages are asked for. */
  async #renderPreview(services: EditorServices): Promise<void> {
    if (!this.#view.printed) {
      render(null, this.#preview);
      return;
    }
    const { PreviewPane } = await import('../preview/preview-pane.tsx');
    // Meanwhile the person may have put the pages away again.
    if (!this.#preview.hidden) render(<PreviewPane services={services} />, this.#preview);
  }

  #readPaper(): void {
    const paths = [...this.paperElement.querySelectorAll<HTMLElement>('[data-path],[data-check]')].map(({ dataset }) =>
      withoutIndexes(dataset['path'] ?? dataset['check'] ?? ''),
    );
    const printed = new Set(paths);
    if (printed.size === this.#printed.size && paths.every((path) => this.#printed.has(path))) return;
    this.#printed = printed;
    if (this.#services !== null) void this.#renderFields(this.#services);
  }

  #sayTitle(): void {
    const { title } = this.#store.form.locales[interfaceLanguage.current === 'kk' ? 'kk' : 'ru'];
    part('form-title').textContent = title;
    document.title = title;
  }
}

function part(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}
