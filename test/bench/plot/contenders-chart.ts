import type { Figure } from '../measuring/rounds.ts';
import { readable } from '../report/table.ts';
import { drawChart } from './draw.ts';

const lineHeight = 17;
const panels = [
  { title: 'Documents a second (more is better)', value: ({ rate }: Figure) => rate },
  { title: 'p95 latency, ms (less is better)', value: ({ p95 }: Figure) => p95 },
];

/** Throughput and latency of all contenders side by side; both axes are logarithmic. */
export function contendersChart(title: string, figures: readonly Figure[]): string {
  const nameOf = ({ medium, name }: Figure) => `${medium}  ${name}`;
  const names = [...new Set(figures.toSorted((a, b) => a.medium.localeCompare(b.medium) * -1).map(nameOf))];
  const byMedium = ['PDF', 'DOCX', 'XLSX'].flatMap((medium) => names.filter((name) => name.startsWith(`${medium} `)));
  const concurrencies = [...new Set(figures.map(({ concurrency }) => concurrency))];
  const height = 130 + byMedium.length * (concurrencies.length * lineHeight + 14);
  return drawChart(
    {
      title: [
        { text: title, left: 'center', top: 8, textStyle: { fontSize: 16 } },
        ...panels.map((panel, index) => ({
          text: panel.title,
          left: index === 0 ? 250 : 770,
          top: 56,
          textStyle: { fontSize: 13, fontWeight: 'normal' },
        })),
      ],
      legend: { top: 32, data: concurrencies.map(legendOf) },
      grid: panels.map((_, index) => ({ left: index === 0 ? 250 : 770, width: 450, top: 84, bottom: 40 })),
      xAxis: panels.map((panel, index) => ({
        type: 'log',
        gridIndex: index,
        min: floorOf(figures.map(panel.value)),
        minorSplitLine: { show: true },
      })),
      yAxis: panels.map((_, index) => ({
        type: 'category',
        gridIndex: index,
        inverse: true,
        data: byMedium,
        axisLabel: { show: index === 0, fontSize: 12 },
        axisTick: { show: false },
      })),
      series: panels.flatMap((panel, index) =>
        concurrencies.map((concurrency, at) => ({
          type: 'bar',
          name: legendOf(concurrency),
          xAxisIndex: index,
          yAxisIndex: index,
          itemStyle: { color: shades[at % shades.length] },
          barGap: '10%',
          label: { show: true, position: 'right', fontSize: 11, formatter: labelOf },
          data: byMedium.map((name) => {
            const figure = figures.find((one) => nameOf(one) === name && one.concurrency === concurrency);
            return figure === undefined ? null : panel.value(figure);
          }),
        })),
      ),
    },
    { width: 1300, height },
  );
}

/** Paler with fewer documents at once. */
const shades = ['#9ecae1', '#4292c6', '#08519c'];

const legendOf = (concurrency: number) => `${concurrency} at once`;

const labelOf = ({ value }: { readonly value: unknown }) => (typeof value === 'number' ? readable(value) : '');

/** The power of ten below the smallest value: a bar on a logarithmic axis begins somewhere. */
function floorOf(values: readonly number[]): number {
  return 10 ** Math.floor(Math.log10(Math.min(...values) * 0.999));
}
