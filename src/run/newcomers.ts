import type { Cell } from '../plan/cell.ts';
import { cellsOfPoint } from '../plan/cells.ts';
import { guideOf } from '../plan/guide.ts';
import { hasOneLook } from '../plan/looks.ts';
import { pointPieces, type WholePiece } from '../plan/pieces.ts';
import { sharesOf, type Shard } from '../plan/shard.ts';
import type { CellSources, OpenPoint } from './open-cell.ts';
import { isUntouched } from './open-whole.ts';

/** What is opened next: a cell, or a point of which all is to be done, little enough for one batch. */
export type Newcomer<End> =
  | { readonly kind: 'cell'; readonly cell: Cell; readonly point: OpenPoint<End> }
  | { readonly kind: 'whole'; readonly piece: WholePiece };

/** The cells of a shard, lazily and in plan order. */
export function* newcomersOf<End>(
  { plan, ledger, courses }: CellSources<End>,
  shard: Shard,
  isSmall: (whole: WholePiece) => boolean,
): Generator<Newcomer<End>, void, void> {
  const shareOf = sharesOf(plan, shard);
  const guide = guideOf(plan);
  const mayBeWhole = courses.finished !== null && hasOneLook(plan);
  for (const piece of pointPieces(plan)) {
    const share = shareOf(piece);
    if (share === null) continue;
    const whole: WholePiece = { ...piece, kind: 'whole' };
    if (mayBeWhole && isSmall(whole) && isUntouched(plan, ledger, piece.point)) {
      yield { kind: 'whole', piece: whole };
      continue;
    }
    const result = ledger.hasPoint(piece.point) ? ledger.point(piece.point) : undefined;
    const point: OpenPoint<End> = { piece, share, waiting: [], isAsked: false, result };
    for (const cell of cellsOfPoint(plan, guide, piece.at.integrand, piece.point)) {
      yield { kind: 'cell', cell, point };
    }
  }
}
