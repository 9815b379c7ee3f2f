import type { SchemaCheck } from '../forms/payload-check.ts';
import { beginDraft } from './drafts/begin-draft.ts';
import { DraftKeeper } from './drafts/draft-keeper.ts';
import type { EditorPageData } from './editor-page-data.ts';
import { listenForFindingKeys } from './findings/finding-keys.ts';
import { enliveHeader } from './header.ts';
import { dataUnder, pageData } from './page-data.ts';
import { Paper } from './paper/paper.ts';
import { noteForm } from './recent-forms.ts';
import type { EditorServices } from './services.ts';
import { openDialog } from './shell/dialogs.ts';
import { PaperKeeper } from './shell/paper-keeper.ts';
import { announce } from './shell/toasts.ts';
import { Workspace } from './shell/workspace.tsx';
import { openClientForm } from './state/client-form.ts';
import { FormStore } from './state/form-store.ts';
import { say } from './words.ts';

const data = dataUnder('editor-data') as EditorPageData;
const form = openClientForm(data.form);
enliveHeader();
noteForm(form.id);

const [{ validate }, { draft, note }] = await Promise.all([
  import(data.check) as Promise<{ readonly validate: SchemaCheck }>,
  beginDraft(form, pageData.person.id, data.paper.language),
]);

const store = new FormStore(form, validate, draft);
const workspace = new Workspace(store);
const services: EditorServices = { store, openDialog, announce, focusField: (path) => void workspace.focusField(path) };

const paper = new Paper(workspace.paperElement, services);
paper.begin(data.paper.conditions);
performance.mark('editor-ready');
const shape = new PaperKeeper(store, workspace.shows(paper), data.paper, () => {
  announce(say('editor.paper.failed'), 'problem');
});
// One can type before the tables can grow.
const tables = import('./tables/attach.ts');
listenForFindingKeys(services);
shape.keep();

const keeper = new DraftKeeper(store, draft);
workspace.open(services, keeper);
(await tables).attachTables(paper, services, shape);
if (note !== null) announce(say(`actions.begin.${note}`), note === 'document' ? 'done' : 'problem');
