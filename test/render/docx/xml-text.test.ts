import { describe, expect, it } from 'vitest';
import { xmlText } from '../../../src/render/docx/xml-text.ts';

describe('xmlText', () => {
  it.each([
    ['an empty element', { 'w:b': {} }, '<w:b/>'],
    ['attributes alone', { 'w:b': { _attr: { 'w:val': false, 'w:space': 1 } } }, '<w:b w:val="false" w:space="1"/>'],
    ['text alone', { 'dc:title': 'Ә № 5' }, '<dc:title>Ә № 5</dc:title>'],
    ['a number alone', { 'wp:posOffset': 5 }, '<wp:posOffset>5</wp:posOffset>'],
    ['an empty list', { 'w:p': [] }, '<w:p></w:p>'],
    [
      'attributes, text and elements in their order',
      {
        'w:r': [
          { _attr: { 'w:id': '7' } },
          { 'w:tab': {} },
          { 'w:t': [{ _attr: { 'xml:space': 'preserve' } }, ' а '] },
        ],
      },
      '<w:r w:id="7"><w:tab/><w:t xml:space="preserve"> а </w:t></w:r>',
    ],
  ])('writes %s', (_, element, xml) => {
    expect(xmlText(element)).toBe(xml);
  });

  it('never takes text for markup', () => {
    const hostile = `</w:t>&<"'>`;
    expect(xmlText({ 'w:t': [{ _attr: { 'w:val': hostile } }, hostile] })).toBe(
      `<w:t w:val="&lt;/w:t&gt;&amp;&lt;&quot;'&gt;">&lt;/w:t&gt;&amp;&lt;&quot;'&gt;</w:t>`,
    );
  });

  it('leaves out what XML cannot hold, and keeps tabs and line feeds', () => {
    expect(xmlText({ 'w:t': ['а\u0000б\u0008\u000b\u001fв\t\n'] })).toBe('<w:t>абв\t\n</w:t>');
  });
});
