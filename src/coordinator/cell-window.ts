import { CONTRIBUTIONS, sumsLength } from '../../workers/kernel/task.ts';
import { requestedChannels } from '../estimators/channels.ts';
import type { Batch } from '../grid/batch.ts';
import { batcher } from '../grid/batches.ts';
import type { Cell } from '../grid/cell.ts';
import { cellsOfPoint } from '../grid/cells.ts';
import { blockPiece, pointPieces, type Piece } from '../grid/pieces.ts';
import type { Plan } from '../grid/plan.ts';
import { shardDealer, type Shard } from '../grid/shard.ts';
import type { Ledger } from '../journal/ledger.ts';
import type { FinishedCell } from '../results/measured-cell.ts';
import type { DoneBatch } from './batch-runner.ts';
import { cellCourses } from './cell-course.ts';
import { openCell, type OpenCell, type OpenPoint } from './open-cell.ts';

/**
 * The cells of a plan with a precision that are under way: a stretch of the plan that moves on as its first cells end. What
 * is done first depends on time; what a cell needs, and where it ends, never does.
 */
export interface CellWindow {
  /** What the cells need next; undefined while nothing can be started. */
  readonly nextBatch: () => Batch | undefined;
  readonly take: (done: DoneBatch) => void;
  /** The finished cells that come next in plan order, each once. */
  readonly finished: () => Generator<FinishedCell, void, void>;
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
export function cellWindow(plan: Plan, ledger: Ledger, options: WindowOptions): CellWindow {
  const { shard, targetNanoseconds, mostCells, mostBytes } = options;
  const channels = CONTRIBUTIONS + requestedChannels(plan.estimators, plan.components).length;
  const blockBytes = 8 * sumsLength(channels);
  const courseOf = cellCourses(plan);
  const newcomers = cellsOfShard(plan, shard, ledger);
  const points = new Map<number, OpenPoint>();
  /** In plan order. */
  const open = new Map<number, OpenCell>();
  const ready = new Set<OpenCell>();
  let bytes = 0;

  const isFirst = ({ index }: OpenCell): boolean => open.keys().next().value === index;
  const isRoom = (): boolean => open.size < mostCells && bytes < mostBytes;

  function goOn(cell: OpenCell): void {
    const held = cell.blocksHeld();
    cell.goOn();
    const isFinished = cell.finished() !== undefined;
    bytes += blockBytes * (isFinished ? -held : cell.blocksHeld() - held);
    if (cell.wants()) ready.add(cell);
  }

  /** The first cell that waits for work, before new ones: it is nearer to its end. */
  function nextReady(): OpenCell | undefined {
    let first: OpenCell | undefined;
    for (const cell of ready) if (first === undefined || cell.index < first.index) first = cell;
    if (first === undefined || (bytes >= mostBytes && !isFirst(first))) return undefined;
    ready.delete(first);
    return first;
  }

  /** Opens cells until one needs work. */
  function begin(): OpenCell | undefined {
    while (open.size === 0 || isRoom()) {
      const next = newcomers.next();
      if (next.done === true) return undefined;
      const { cell, point } = next.value;
      const opened = openCell(cell, point, ledger, courseOf);
      open.set(opened.index, opened);
      goOn(opened);
      ready.delete(opened);
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
  const batchOf = batcher(plan, targetNanoseconds);
  return {
    nextBatch: () => batchOf(() => pieces.next().value),
    take({ batch, result }) {
      const touched = new Set<OpenCell>();
      for (const found of result.points) {
        points.get(found.point)!.result = found;
        points.delete(found.point);
        for (const cell of open.values()) if (cell.point.piece.point === found.point) touched.add(cell);
      }
      for (const [i, run] of batch.runs.entries()) {
        const cell = open.get(run.cell)!;
        cell.take(run, result.runs[i]!);
        touched.add(cell);
      }
      for (const cell of touched) goOn(cell);
    },
    *finished() {
      for (const [index, cell] of open) {
        const found = cell.finished();
        if (found === undefined) return;
        open.delete(index);
        yield found;
      }
    },
  };
}

const isUnasked = ({ result, isAsked }: OpenPoint): boolean => result === undefined && !isAsked;

/** The cells of a shard, which has whole points, lazily and in plan order. */
function* cellsOfShard(
  plan: Plan,
  shard: Shard,
  ledger: Ledger,
): Generator<{ readonly cell: Cell; readonly point: OpenPoint }, void, void> {
  const owner = shardDealer(plan, shard.count);
  for (const piece of pointPieces(plan)) {
    if (owner(piece) !== shard.index) continue;
    const result = ledger.hasPoint(piece.point) ? ledger.point(piece.point) : undefined;
    const point: OpenPoint = { piece, isAsked: false, result };
    for (const cell of cellsOfPoint(plan, piece.at.integrand, piece.point)) yield { cell, point };
  }
}
