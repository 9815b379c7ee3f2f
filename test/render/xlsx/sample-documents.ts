import type {
  Block,
  Cell,
  Field,
  Inline,
  OfficialDocument,
  Orientation,
  Paragraph,
  Row,
  Table,
  Text,
  TypedValue,
} from '../../../src/compose/document.ts';

/** Printed words. */
export function text(words: string, bold = false): Text {
  return { kind: 'text', text: words, bold, italic: false };
}

/** A fill-in of a cell. */
export function field(words: string, value: TypedValue | null = null, more: Partial<Field> = {}): Field {
  return {
    kind: 'field',
    path: 'path',
    type: value?.type ?? 'text',
    text: words,
    value,
    label: '',
    caption: '',
    hint: '',
    size: 'cell',
    extraLines: 0,
    derived: false,
    options: [],
    ...more,
  };
}

/** A paragraph of the given words or inlines. */
export function paragraph(content: string | readonly Inline[], more: Partial<Paragraph> = {}): Paragraph {
  return {
    kind: 'paragraph',
    align: 'left',
    indent: false,
    style: 'body',
    keepWithNext: false,
    content: typeof content === 'string' ? [text(content)] : content,
    ...more,
  };
}

/** A table cell of words, one field, or blocks. */
export function cell(content: string | Field | readonly Block[], more: Partial<Cell> = {}): Cell {
  const blocks =
    typeof content === 'string' ? [paragraph(content)] : 'kind' in content ? [paragraph([content])] : content;
  return { header: false, colspan: 1, rowspan: 1, align: 'left', blocks, ...more };
}

/** A table row. */
export function row(cells: readonly Cell[], startsRecord = true): Row {
  return { cells, startsRecord, keepWithNext: false };
}

/** A ruled table with columns of the given shares. */
export function table(widths: readonly number[], body: readonly Row[], more: Partial<Table> = {}): Table {
  return {
    kind: 'table',
    style: 'grid',
    source: null,
    register: false,
    columns: widths.map((width) => ({ width })),
    head: [],
    body,
    bands: [],
    rowsPerBlock: 0,
    ...more,
  };
}

/** A document in Russian. */
export function document(
  blocks: readonly Block[],
  more: Partial<OfficialDocument> = {},
  orientation: Orientation = 'portrait',
): OfficialDocument {
  return {
    form: 'sample-form',
    edition: '2023-06-02',
    mode: 'print',
    watermark: null,
    versions: [{ language: 'ru', orientation, title: 'Образец', subject: 'Правила', author: 'Палата', blocks }],
    ...more,
  };
}

/** A certificate: stamp, letterhead, two ruled tables on sheets of their own, signatures, seal. */
export function certificate(): OfficialDocument {
  const goods = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      row([
        cell(field(String(index + 1), { type: 'integer', value: index + 1 }), { align: 'center' }),
        cell(field(`Кабель силовой бронированный с изоляцией из сшитого полиэтилена марки ${index + 1}`)),
        cell(field('8544609009')),
        cell(field('1 250 000,50', { type: 'money', tiyn: '125000050' }), { align: 'right' }),
        cell(field('54,25', { type: 'decimal', value: '54.25' }), { align: 'right' }),
      ]),
    );
  const head = row(
    ['№', 'Наименование товара', 'Код ТН ВЭД ЕАЭС', 'Стоимость, тенге', 'Доля, %'].map((words) =>
      cell(words, { header: true, align: 'center' }),
    ),
  );
  return document(
    [
      { kind: 'stamp', lines: [[text('Приложение № 16 к Правилам формирования и ведения реестра')], [text('Форма')]] },
      { kind: 'logo', placeholder: 'Логотип' },
      { kind: 'heading', level: 1, label: null, content: [text('ИНДУСТРИАЛЬНЫЙ СЕРТИФИКАТ')] },
      table(
        [0.48, 0.52],
        [
          row([
            cell([paragraph([text('№ '), field('KZ-123/2026')])]),
            cell('от 20 ноября 2026 года', { align: 'right' }),
          ]),
        ],
        { style: 'plain' },
      ),
      paragraph(
        'Настоящий сертификат выдан производителю товаров, осуществляющему деятельность на территории Республики Казахстан, и подтверждает включение в реестр отечественных производителей товаров, работ и услуг, что удостоверяется подписью уполномоченного лица. '.repeat(
          3,
        ),
        { align: 'justify' },
      ),
      {
        kind: 'clause',
        level: 1,
        label: '1.',
        align: 'left',
        keepWithNext: false,
        content: [
          text('Наименование: '),
          field('', null, { size: 'rest', caption: '(полное наименование, БИН)', extraLines: 1 }),
        ],
      },
      table(
        [0.3, 0.7],
        [
          row([cell('БИН'), cell(field('990140000385'))]),
          row([cell('Дата выдачи'), cell(field('20.11.2026', { type: 'date', iso: '2026-11-20' }))]),
        ],
      ),
      {
        kind: 'signature',
        signatory: 'director',
        direction: 'row',
        slots: [
          { kind: 'text', weight: 3, content: [text('Директор')], caption: '' },
          { kind: 'sign', weight: 2, content: [], caption: '(подпись)' },
          { kind: 'field', weight: 3, content: [field('Ахметов А.Қ.')], caption: '(фамилия, инициалы)' },
        ],
      },
      { kind: 'seal', content: [text('М.П.')] },
      {
        kind: 'section',
        page: 'new',
        sheet: 'Приложение: товары',
        blocks: [
          { kind: 'heading', level: 2, label: null, content: [text('Перечень товаров')] },
          table([0.06, 0.4, 0.18, 0.2, 0.16], goods(12), { head: [head] }),
          paragraph('Итого по перечню'),
          table(
            [0.46, 0.185, 0.355],
            [row([cell('Всего'), cell('12'), cell(field('15 000 006,00', { type: 'money', tiyn: '1500000600' }))])],
          ),
        ],
      },
    ],
    { watermark: 'ПРОЕКТ' },
  );
}

/** A form of numbered boxes with a table inside one of them. */
export function boxes(): OfficialDocument {
  const nested = table(
    [0.5, 0.5],
    [
      row([cell('Количество'), cell('Стоимость')]),
      row([cell(field('12', { type: 'integer', value: 12 })), cell(field('7,5', { type: 'decimal', value: '7.5' }))]),
    ],
  );
  return document([
    { kind: 'heading', level: 1, label: null, content: [text('СЕРТИФИКАТ КОНЕЧНОГО ПОЛЬЗОВАТЕЛЯ')] },
    table(
      [0.5, 0.25, 0.25],
      [
        row([
          cell(
            [
              paragraph('1. Заявитель'),
              paragraph([field('ТОО «Қазақ өнімі», город Усть-Каменогорск, улица Тәуелсіздік, дом 12')]),
            ],
            { rowspan: 2 },
          ),
          cell('2. Номер'),
          cell('3. Дата'),
        ]),
        row([cell(field('ЕUC-17')), cell(field('01.02.2026', { type: 'date', iso: '2026-02-01' }))]),
        row([
          cell('4. Описание товара, достаточно длинное, чтобы занять несколько строк в своей половине страницы бланка'),
          cell([paragraph('5. Сведения'), nested], { colspan: 2 }),
        ]),
        row([
          cell(
            [
              paragraph([
                { kind: 'check', path: 'a', option: null, label: '', checked: true },
                text(' ввоз '),
                { kind: 'check', path: 'b', option: null, label: '', checked: false },
                text(' вывоз'),
              ]),
            ],
            { colspan: 3 },
          ),
        ]),
        row([
          cell(
            [
              paragraph('6. Подпись'),
              {
                kind: 'signature',
                signatory: 's',
                direction: 'stack',
                slots: [{ kind: 'sign', weight: 1, content: [], caption: '(подпись, дата)' }],
              },
            ],
            { colspan: 3 },
          ),
        ]),
      ],
    ),
  ]);
}

const bandWidths = [
  [0.05, 0.1, 0.12, 0.15, 0.12, 0.1, 0.12, 0.12, 0.12],
  [0.12, 0.13, 0.1, 0.2, 0.12, 0.1, 0.1, 0.13],
  [0.2, 0.2, 0.2, 0.2, 0.2],
];

/** A register of 22 columns in three bands; its records come from `registerRecord`. */
export function register(body: readonly Row[] = []): OfficialDocument {
  const names = [
    '№ п/п',
    'Регистрационный номер',
    'БИН/ИИН',
    'Наименование производителей',
    'Вид деятельности',
    'Регион',
    'Юридический адрес',
    'Почтовый адрес',
    'Адрес базы',
    'Телефон',
    'Электронный адрес',
    'Web – сайт',
    'Наименование товаров',
    'Мощность',
    'ТН ВЭД',
    'КП ВЭД',
    'Документ',
    'Лицензия',
    'Сотрудников',
    'Дата включения',
    'Дата изменения',
    'Дата актуализации',
  ];
  const head = [
    row(names.map((name) => cell(name, { header: true, align: 'center' }))),
    row(names.map((_, index) => cell(`${index + 1}.`, { header: true, align: 'center' }))),
  ];
  return document(
    [
      { kind: 'stamp', lines: [[text('Приложение №15 к Правилам формирования и ведения реестра')]] },
      {
        kind: 'heading',
        level: 1,
        label: null,
        content: [text('Реестр отечественных производителей товаров, работ, услуг')],
      },
      table(bandWidths.flat(), body, {
        register: true,
        source: 'producers',
        head,
        bands: [
          { label: 'начало таблицы', from: 0, to: 9 },
          { label: 'продолжение', from: 9, to: 17 },
          { label: 'окончание', from: 17, to: 22 },
        ],
        rowsPerBlock: 4,
      }),
      paragraph('Реестр ведется в электронной форме.'),
    ],
    {},
    'landscape',
  );
}

/** The rows of one record; a record of several rows has its own goods in each, the rest spans them. */
export function registerRecord(number: number, goods = 1): Row[] {
  const spanning = (content: string | Field) => cell(content, { rowspan: goods });
  const before = [
    spanning(field(String(number), { type: 'integer', value: number })),
    spanning(`KZ-${number}/2026`),
    spanning(field('990140000385')),
    spanning(`ТОО «Производитель ${number}»`),
    spanning('27320'),
    spanning('Алматы'),
    spanning('улица Абая, 1'),
    spanning('улица Абая, 2'),
    spanning('улица Абая, 3'),
    spanning('+77010000000'),
    spanning('info@example.kz'),
    spanning('example.kz'),
  ];
  const after = [
    spanning('серт'),
    spanning('лиц'),
    spanning(field('1 204', { type: 'integer', value: 1204 })),
    spanning(field('20.11.2026', { type: 'date', iso: '2026-11-20' })),
    spanning(''),
    spanning(''),
  ];
  return Array.from({ length: goods }, (_, index) => {
    const own = [
      cell(`Кабель ${number}.${index + 1}`),
      cell(field('12,5', { type: 'decimal', value: '12.5' })),
      cell('8544609009'),
      cell('27.32.13'),
    ];
    return row(index === 0 ? [...before, ...own, ...after] : own, index === 0);
  });
}
