import { blockCount } from '../plan/blocks.ts';
import { cellsOfPoint } from '../plan/cells.ts';
import type { FinishedCells } from '../plan/finished-cells.ts';
import { guideOf } from '../plan/guide.ts';
import type { WholePiece } from '../plan/pieces.ts';
import type { Ledger } from '../folder/journal/ledger.ts';
import type { Plan } from '../plan/plan.ts';
import { openCell, type CellSources, type OpenCell, type OpenPoint } from './open-cell.ts';

/** A point whose cells a worker does whole; in pieces, as other cells, only if that worker was lost. */
export interface OpenWhole<End> {
  readonly kind: 'whole';
  /** Index of its first cell. */
  readonly index: number;
  readonly piece: WholePiece;
  /** Its cells, with those of the points that end with it. */
  readonly cells: () => number;
  /** Ends it, and the points that are finished together with it. */
  readonly end: (finished: FinishedCells) => void;
  /** Opens its cells, all of whose blocks have been asked for; the point is theirs. */
  readonly split: () => OpenPoint<End>;
  /** One of these. */
  readonly cell: (index: number) => OpenCell<End>;
  readonly ended: () => readonly End[] | undefined;
}

export function openWhole<End>(sources: CellSources<End>, piece: WholePiece): OpenWhole<End> {
  const { plan, courses } = sources;
  const index = piece.point * plan.m.length;
  let size = plan.m.length;
  let end: End | undefined;
  let parts: readonly OpenCell<End>[] = [];
  return {
    kind: 'whole',
    index,
    piece,
    cells: () => size,
    end(finished) {
      size = finished.count;
      end = courses.finished!(finished);
    },
    split() {
      const share = { hasPoint: true, hasBlock: () => true };
      const point: OpenPoint<End> = {
        piece: { ...piece, kind: 'point' },
        share,
        waiting: [],
        isAsked: true,
        result: undefined,
      };
      const cells = [...cellsOfPoint(plan, guideOf(plan), piece.at.integrand, piece.point)];
      parts = cells.map((cell) => openCell(sources, cell, point));
      for (const part of parts) {
        part.goOn();
        part.takeWanted();
      }
      point.waiting.push(...parts);
      return point;
    },
    cell: (of) => parts[of - index]!,
    ended() {
      if (end !== undefined) return [end];
      const ends = parts.flatMap((part) => part.ended() ?? []);
      return parts.length > 0 && ends.length === parts.length ? ends : undefined;
    },
  };
}

/** Whether nothing of a point and its cells is in a ledger. */
export function isUntouched({ trials, m }: Plan, ledger: Ledger, point: number): boolean {
  if (ledger.blocks === 0 && ledger.points === 0) return true;
  if (ledger.hasPoint(point)) return false;
  return m.every((size, i) => {
    const cell = point * m.length + i;
    for (let block = 0; block < blockCount(trials, size); block += 1)
      if (ledger.hasBlock(cell, block)) return false;
    return true;
  });
}
