import { drawChart } from './draw.ts';

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** How it is drawn; a line unless said otherwise. */
  readonly look?: 'line' | 'dashed' | 'dots';
}

export interface Axis {
  readonly name: string;
  readonly isLogarithmic?: boolean;
}

/** One panel of lines over a common axis. */
export interface Panel {
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

const width = 1000;
const panelHeight = 340;

/** Panels of lines below one another; points are marked where there are few. */
export function linesChart(title: string, panels: readonly Panel[]): string {
  const axisOf = ({ name, isLogarithmic = false }: Axis, index: number) => ({
    type: isLogarithmic ? 'log' : 'value',
    name,
    nameLocation: 'middle',
    gridIndex: index,
    minorSplitLine: { show: isLogarithmic },
  });
  return drawChart(
    {
      title: { text: title, left: 'center', top: 8, textStyle: { fontSize: 16 } },
      legend: { top: 34 },
      grid: panels.map((_, index) => ({
        left: 90,
        right: 40,
        top: 80 + index * panelHeight,
        height: panelHeight - 90,
      })),
      xAxis: panels.map(({ x }, index) => ({ ...axisOf(x, index), nameGap: 30 })),
      yAxis: panels.map(({ y }, index) => ({ ...axisOf(y, index), nameGap: 60 })),
      series: panels.flatMap(({ lines }, index) =>
        lines.map(({ name, points, look = 'line' }) => ({
          type: look === 'dots' ? 'scatter' : 'line',
          name,
          data: points,
          xAxisIndex: index,
          yAxisIndex: index,
          ...(look === 'dots' ? { symbolSize: 4 } : { showSymbol: look === 'line' && points.length < 40 }),
          lineStyle: { type: look === 'dashed' ? 'dashed' : 'solid' },
        })),
      ),
    },
    { width, height: 80 + panels.length * panelHeight },
  );
}
