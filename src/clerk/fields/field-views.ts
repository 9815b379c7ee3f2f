export { FieldList } from './field-list.tsx';
export { revealField } from './reveal.ts';
export { SidePanel } from './side-panel.tsx';
