import { checkLink, fieldKey, fieldLink } from '../../../src/render/pdf/field-link.ts';
import type { FillableField } from '../../../src/render/pdf/fillable.ts';

const blank = (address: string, style = 'blank') => `<a class="${style}" href="${address}">&nbsp;</a>`;

export const body = `
  <p>БСН ${blank(fieldLink('applicant.bin'))} күні ${blank(fieldLink('date'))}</p>
  <p>Атауы <span style="white-space: nowrap">${blank(fieldLink('applicant.nameKk'), 'overflowing')}</span></p>
  <p>Түсіндірме ${blank(fieldLink('comment'))}${blank(fieldLink('comment'), 'line')}${blank(fieldLink('comment'), 'line')}</p>
  <p><a href="${checkLink('agree', null)}">☐</a> келісемін</p>
  <p><a href="${checkLink('costTypes', 'сынақ:1')}">☐</a> сынақ</p>
  <table><tr><td>${blank(fieldLink('goods.0.nameKk'))}</td><td>${blank(fieldLink('goods.0.kind'))}</td></tr></table>
  <p><a href="https://example.org/">сілтеме</a></p>
  <p style="break-before: page">БСН ${blank(fieldLink('applicant.bin'))}</p>`;

export const fields = new Map<string, FillableField>([
  ['applicant.bin', { name: 'applicant.bin', label: 'БСН', type: 'text', maxLength: 12, required: true }],
  ['applicant.nameKk', { name: 'applicant.nameKk', label: 'Атауы', type: 'text' }],
  ['date', { name: 'date', label: 'Күні', type: 'date' }],
  ['comment', { name: 'comment', label: 'Түсіндірме', type: 'multiline' }],
  ['agree', { name: 'agree', label: 'Келісемін', type: 'boolean' }],
  [fieldKey('costTypes', 'сынақ:1'), { name: 'costTypes.test', label: 'Сынақ', type: 'boolean' }],
  ['goods.0.nameKk', { name: 'goods.0.nameKk', label: 'Тауар', type: 'text' }],
  [
    'goods.0.kind',
    {
      name: 'goods.0.kind',
      label: 'Түрі',
      type: 'choice',
      options: [
        { value: 'a', text: 'Әділ' },
        { value: 'b', text: 'Ғажап' },
      ],
    },
  ],
]);
