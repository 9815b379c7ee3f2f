import type { Block, Cell, Section, Signature, Stamp, Table } from '../../compose/document.ts';
import { placeCells } from './placement.ts';

/** Columns `from` to `to` of a sheet (zero-based, `to` exclusive). */
export interface Area {
  readonly from: number;
  readonly to: number;
}

/** A block whose parts stand side by side and so needs column boundaries. */
type Divided = Table | Signature | Stamp;

/** A column boundary; `at` is its place in page widths: 0 to 1, or to n where a register has n bands. */
interface Boundary {
  readonly at: number;
}

/** Boundaries of ruled tables closer than this share of the page are one. */
const ruledTolerance = 0.015;
/** What has no rules may move further to stand on a boundary that is already there. */
const plainTolerance = 0.06;
const stampTolerance = 0.15;

/**
 * The one set of columns that all blocks of a sheet stand on. Ruled tables decide where the boundaries are; plain
 * tables, signatures and stamps use these and add their own only where none is near.
 */
export class ColumnGrid {
  readonly #boundaries: Boundary[];
  readonly #divisions = new Map<Divided, readonly Boundary[]>();
  readonly #edges = new Map<Divided, readonly number[]>();
  readonly #end: Boundary;
  readonly #indices: ReadonlyMap<Boundary, number>;
  readonly #pageWidth: number;

  /** @param pageWidth printable width of a page in points */
  constructor(blocks: readonly Block[], pageWidth: number) {
    const start = { at: 0 };
    this.#end = { at: 1 };
    this.#boundaries = [start, this.#end];
    this.#pageWidth = pageWidth;
    const top = flatten(blocks).filter(isDivided);
    const ruled = top.filter((block) => block.kind === 'table' && block.style === 'grid');
    for (const block of [...ruled, ...top.filter((other) => !ruled.includes(other))]) {
      this.#divide(block, start, this.#end);
    }
    this.#boundaries.sort((one, other) => one.at - other.at);
    this.#indices = new Map(this.#boundaries.map((boundary, index) => [boundary, index]));
  }

  /** The columns of the first page: where text and ordinary tables stand. */
  get page(): Area {
    return { from: 0, to: this.#index(this.#end) };
  }

  /** Widths of all columns in points. */
  get widths(): number[] {
    return this.#boundaries
      .slice(1)
      .map(({ at }, index) => (at - (this.#boundaries[index]?.at ?? 0)) * this.#pageWidth);
  }

  /** First columns of the second and later pages of a sheet that is several pages wide. */
  get pageStarts(): number[] {
    return this.#boundaries.flatMap(({ at }, index) =>
      at >= 1 && Number.isInteger(at) && index < this.#boundaries.length - 1 ? [index] : [],
    );
  }

  /** Width of an area in points. */
  widthOf({ from, to }: Area): number {
    return ((this.#boundaries[to]?.at ?? 0) - (this.#boundaries[from]?.at ?? 0)) * this.#pageWidth;
  }

  /** Columns of the sheet at which the parts of a block begin, and the one after its last part. */
  edgesOf(block: Divided): readonly number[] {
    const known = this.#edges.get(block);
    if (known !== undefined) return known;
    const edges = (this.#divisions.get(block) ?? []).map((boundary) => this.#index(boundary));
    this.#edges.set(block, edges);
    return edges;
  }

  #index(boundary: Boundary): number {
    return this.#indices.get(boundary) ?? 0;
  }

  #divide(block: Divided, from: Boundary, to: Boundary): void {
    switch (block.kind) {
      case 'stamp':
        this.#divisions.set(block, this.#snap([0.5, 0.5], from, to, stampTolerance));
        break;
      case 'signature':
        if (block.direction === 'stack') this.#divisions.set(block, [from, to]);
        else
          this.#divisions.set(
            block,
            this.#snap(
              block.slots.map(({ weight }) => weight),
              from,
              to,
              plainTolerance,
            ),
          );
        break;
      case 'table':
        this.#divideTable(block, from, to);
    }
  }

  #divideTable(table: Table, from: Boundary, to: Boundary): void {
    const widths = table.columns.map(({ width }) => width);
    const tolerance = table.style === 'grid' ? ruledTolerance : plainTolerance;
    const edges =
      table.bands.length === 0
        ? this.#snap(widths, from, to, tolerance)
        : table.bands.flatMap((band, page) => {
            const start = page === 0 ? from : this.#existingOrNew(page);
            const inner = this.#snap(widths.slice(band.from, band.to), start, this.#existingOrNew(page + 1), tolerance);
            return page === 0 ? inner : inner.slice(1);
          });
    this.#divisions.set(table, edges);
    for (const { cell, column, columns } of placeCells([...table.head, ...table.body], table.columns.length)) {
      const [left, right] = [edges[column], edges[column + columns]];
      if (cell !== null && left !== undefined && right !== undefined) this.#divideCell(cell, left, right);
    }
  }

  #divideCell(cell: Cell, from: Boundary, to: Boundary): void {
    // A stamp inside a cell takes the whole cell, as any text there.
    for (const block of flatten(cell.blocks)) {
      if (isDivided(block) && block.kind !== 'stamp') this.#divide(block, from, to);
    }
  }

  /** Boundaries of parts with the given relative widths between two boundaries, always in rising order. */
  #snap(weights: readonly number[], from: Boundary, to: Boundary, tolerance: number): Boundary[] {
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    const edges = [from];
    let passed = 0;
    for (const weight of weights.slice(0, -1)) {
      passed += weight;
      const previous = edges.at(-1) ?? from;
      edges.push(this.#nearest(from.at + (passed / whole) * (to.at - from.at), previous, to, tolerance));
    }
    return [...edges, to];
  }

  #nearest(target: number, after: Boundary, before: Boundary, tolerance: number): Boundary {
    const candidates = this.#boundaries
      .filter(({ at }) => at > after.at && at < before.at && Math.abs(at - target) <= tolerance)
      .sort((one, other) => Math.abs(one.at - target) - Math.abs(other.at - target));
    return candidates[0] ?? this.#added(target > after.at ? target : (after.at + before.at) / 2);
  }

  #existingOrNew(at: number): Boundary {
    return this.#boundaries.find((boundary) => boundary.at === at) ?? this.#added(at);
  }

  #added(at: number): Boundary {
    const boundary = { at };
    this.#boundaries.push(boundary);
    return boundary;
  }
}

type FlatBlock = Exclude<Block, Section>;

/** Blocks with those of sections in place of the sections. */
export function flatten(blocks: readonly Block[]): readonly FlatBlock[] {
  if (blocks.every(isFlat)) return blocks;
  return blocks.flatMap((block) => (block.kind === 'section' ? flatten(block.blocks) : [block]));
}

function isFlat(block: Block): block is FlatBlock {
  return block.kind !== 'section';
}

function isDivided(block: Block): block is Divided {
  return block.kind === 'table' || block.kind === 'signature' || block.kind === 'stamp';
}
