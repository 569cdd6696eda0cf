import { CONTRIBUTIONS, sumsLength } from '../streams/task.ts';
import { requestedChannels } from '../estimators/measured/channels.ts';
import type { Batch } from '../plan/batch.ts';
import { askedOf } from '../plan/asked.ts';
import { batcher } from '../plan/batches.ts';
import { cellsOfPoint } from '../plan/cells.ts';
import type { Cell } from '../plan/cell.ts';
import { guideOf } from '../plan/guide.ts';
import { blockPiece, pointPieces, type Piece } from '../plan/pieces.ts';
import type { Plan } from '../plan/plan.ts';
import { sharesOf, type Shard } from '../plan/shard.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { DoneBatch } from './pool/batch-runner.ts';
import type { Courses } from './cell-course.ts';
import { openCell, type OpenCell, type OpenPoint } from './open-cell.ts';

/**
 * The cells of a plan that are under way: a stretch of the plan that moves on as its first cells end. What is
 * done first depends on time; what a cell needs, and where it ends, never does.
 */
export interface CellWindow<End> {
  /** What the cells need next; undefined while nothing can be started. */
  readonly nextBatch: () => Batch | undefined;
  readonly take: (done: DoneBatch) => void;
  /** The ends of the cells that come next in plan order, each once. */
  readonly ended: () => Generator<End, void, void>;
}

export interface WindowOptions {
  readonly shard: Shard;
  readonly targetNanoseconds: number;
  /** Cells that may be open, from the first that has not ended. */
  readonly mostCells: number;
  /** Sums of blocks in memory from which on only the first cell goes on. */
  readonly mostBytes: number;
}

/** @throws GradvarError JOURNAL_DAMAGED (50), from every function */
export function cellWindow<End>(
  plan: Plan,
  ledger: Ledger,
  courseOf: Courses<End>,
  options: WindowOptions,
): CellWindow<End> {
  const { shard, targetNanoseconds, mostCells, mostBytes } = options;
  const channels = CONTRIBUTIONS + requestedChannels(askedOf(plan)).length;
  const blockBytes = 8 * sumsLength(channels);
  const sources = { plan, ledger, courseOf };
  const newcomers = cellsOfShard<End>(plan, shard, ledger);
  const points = new Map<number, OpenPoint<End>>();
  /** In plan order. */
  const open = new Map<number, OpenCell<End>>();
  const ready = new Set<OpenCell<End>>();
  let bytes = 0;

  const isFirst = ({ index }: OpenCell<End>): boolean => open.keys().next().value === index;
  const isRoom = (): boolean => open.size < mostCells && bytes < mostBytes;

  function goOn(cell: OpenCell<End>): void {
    const held = cell.blocksHeld();
    cell.goOn();
    bytes += blockBytes * (cell.blocksHeld() - held);
    if (cell.wants()) ready.add(cell);
  }

  /** The first cell that waits for work, before new ones: it is nearer to its end. */
  function nextReady(): OpenCell<End> | undefined {
    let first: OpenCell<End> | undefined;
    for (const cell of ready) if (first === undefined || cell.index < first.index) first = cell;
    if (first === undefined || (bytes >= mostBytes && !isFirst(first))) return undefined;
    ready.delete(first);
    return first;
  }

  /** Opens cells until one needs work. */
  function begin(): OpenCell<End> | undefined {
    while (open.size === 0 || isRoom()) {
      const next = newcomers.next();
      if (next.done === true) return undefined;
      const { cell, point } = next.value;
      const opened = openCell(sources, cell, point);
      open.set(opened.index, opened);
      goOn(opened);
      ready.delete(opened);
      if (opened.ended() === undefined) point.waiting.push(opened);
      if (opened.wants() || isUnasked(point)) return opened;
    }
    return undefined;
  }

  function* work(): Generator<Piece | undefined, never, void> {
    for (;;) {
      const cell = nextReady() ?? begin();
      if (cell === undefined) {
        yield undefined;
        continue;
      }
      const { index, point } = cell;
      const { piece } = point;
      if (isUnasked(point)) {
        point.isAsked = true;
        points.set(piece.point, point);
        yield piece;
      }
      for (const block of cell.takeWanted()) yield blockPiece(plan, piece.at, index, block);
    }
  }

  const pieces = work();
  const nextBatch = batcher(plan, targetNanoseconds);
  return {
    nextBatch: () => nextBatch(() => pieces.next().value),
    take({ batch, result }) {
      const touched = new Set<OpenCell<End>>();
      for (const found of result.points) {
        const point = points.get(found.point)!;
        point.result = found;
        points.delete(found.point);
        for (const cell of point.waiting) touched.add(cell);
      }
      for (const [i, run] of batch.runs.entries()) {
        const cell = open.get(run.cell)!;
        const held = cell.blocksHeld();
        cell.take(run, result.runs[i]!);
        bytes += blockBytes * (cell.blocksHeld() - held);
        touched.add(cell);
      }
      for (const cell of touched) goOn(cell);
    },
    *ended() {
      for (const [index, cell] of open) {
        const found = cell.ended();
        if (found === undefined) return;
        open.delete(index);
        yield found.end;
      }
    },
  };
}

const isUnasked = <End>({ share, result, isAsked }: OpenPoint<End>): boolean =>
  share.hasPoint && result === undefined && !isAsked;

/** The cells of a shard, lazily and in plan order. */
function* cellsOfShard<End>(
  plan: Plan,
  shard: Shard,
  ledger: Ledger,
): Generator<{ readonly cell: Cell; readonly point: OpenPoint<End> }, void, void> {
  const shareOf = sharesOf(plan, shard);
  const guide = guideOf(plan);
  for (const piece of pointPieces(plan)) {
    const share = shareOf(piece);
    if (share === null) continue;
    const result = ledger.hasPoint(piece.point) ? ledger.point(piece.point) : undefined;
    const point: OpenPoint<End> = { piece, share, waiting: [], isAsked: false, result };
    for (const cell of cellsOfPoint(plan, guide, piece.at.integrand, piece.point)) yield { cell, point };
  }
}
