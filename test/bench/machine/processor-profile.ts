import { projectPath } from '../../../src/project.ts';
import type { Frame } from '../plot/flame-graph.ts';

/** What `node --cpu-prof` writes, as far as it is read here. */
export interface ProcessorProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  /** Microseconds of the system's monotonic clock. */
  readonly startTime: number;
  readonly samples: readonly number[];
  /** Microseconds from each sample to the one before. */
  readonly timeDeltas: readonly number[];
}

/** Microseconds, by the clock that profiles are taken with. */
export const monotonicMicroseconds = (): number => Number(process.hrtime.bigint() / 1000n);

/** Calls in a window of time, the same calls of the same callers put together; idle time is left out. */
export function framesOf(profile: ProcessorProfile, from: number, until: number): Frame {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(
    profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)),
  );
  const root: Frame = { name: 'all', place: '', kind: 'engine', total: 0, calls: new Map() };
  let now = profile.startTime;
  for (const [index, sample] of profile.samples.entries()) {
    const delta = profile.timeDeltas[index] ?? 0;
    now += delta;
    if (now < from || now > until) continue;
    const stack: number[] = [];
    for (let id: number | undefined = sample; id !== undefined; id = parents.get(id)) stack.unshift(id);
    const name = nodes.get(sample)?.callFrame.functionName;
    if (name === '(idle)') continue;
    let frame = root;
    frame.total += delta / 1000;
    for (const id of stack.slice(1)) {
      const called = nodes.get(id)?.callFrame;
      if (called === undefined) break;
      frame = callIn(frame, called);
      frame.total += delta / 1000;
    }
  }
  return root;
}

function callIn(
  caller: Frame,
  { functionName, url, lineNumber }: ProcessorProfile['nodes'][number]['callFrame'],
): Frame {
  const name = functionName === '' ? '(anonymous)' : functionName;
  const place = url === '' ? '' : `${url.replace(`file://${projectPath()}`, '').replace(/^\//, '')}:${lineNumber + 1}`;
  const key = `${name} ${place}`;
  const known = caller.calls.get(key);
  if (known !== undefined) return known;
  const frame: Frame = { name, place, kind: kindOf(url), total: 0, calls: new Map() };
  caller.calls.set(key, frame);
  return frame;
}

function kindOf(url: string): Frame['kind'] {
  if (url === '') return 'engine';
  if (url.startsWith('node:')) return 'node';
  return url.includes('/node_modules/') ? 'package' : 'own';
}
