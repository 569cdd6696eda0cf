import { KRONROD_WEIGHTS } from '../../truth/line/kronrod-rule.ts';
import { lawPanels } from '../../truth/line/law-panels.ts';
import { NODES, samplePanels } from '../../truth/line/sample.ts';
import { averageOf } from '../../truth/exact/at-sample-size.ts';
import type { ExactEstimate } from '../../truth/exact/exact.ts';
import { EXACT_ZERO, finite, unknown } from '../../truth/exact/exact-number.ts';
import type { Averaged } from './averaged.ts';
import { characteristicOf } from './exact-law.ts';
import type { RowLaw } from './row-law.ts';

/**
 * The law of rows that average any formula. Its moments come from quadrature without a proof; where the
 * outermost draws matter they are not known, and the law must tell.
 */
export function averagedLaw(rows: Averaged): RowLaw {
  const seen = characteristicOf(rows);
  const moments = averageOf(drawMoments(rows), rows.draws);
  return { moments, size: 0, rows: Infinity, seen: (waves) => seen(waves, rows.draws) };
}

/** Pieces that may be looked at. */
const VISITS = 4000;
/** Draws further out than this, and their largest share of a moment that counts as known. */
const FAR = 7;
const FAR_SHARE = 1e-3;
/** Probability that may lie in pieces that are not resolved. */
const UNRESOLVED = 1e-9;

function drawMoments({ draw }: Averaged): ExactEstimate {
  const { resolved, unresolved } = lawPanels(draw, 0, 1, () => false, VISITS);
  const panels = samplePanels(draw.integrand.program, [...resolved, ...unresolved], 1);
  const sumOf = (power: (x: number) => number): readonly [all: number, far: number] => {
    let [all, far] = [0, 0];
    for (const { panel, nodes, start } of panels)
      for (let n = 0; n < NODES; n += 1) {
        const root = nodes.root[start + n]!;
        const weight = ((panel.to - panel.from) / 2) * KRONROD_WEIGHTS[n]! * root * root * root * root;
        const term = weight === 0 ? 0 : weight * power(nodes.value[start + n]!);
        all += term;
        if (Math.abs(nodes.eps[start + n]!) > FAR) far += Math.abs(term);
      }
    return [all, far];
  };
  const [mean] = sumOf((x) => x);
  const [variance, farVariance] = sumOf((x) => (x - mean) * (x - mean));
  const [fourth, farFourth] = sumOf((x) => (x - mean) * (x - mean) * (x - mean) * (x - mean));
  const missing = unresolved.reduce((sum, { from, to }) => sum + (to - from), 0);
  if (!(farVariance <= FAR_SHARE * variance) || missing > UNRESOLVED) return NOT_KNOWN;
  const kurtosis = farFourth <= FAR_SHARE * fourth ? finite(fourth / variance / variance, 0) : NOTHING;
  return { mean: finite(mean, 0), bias: EXACT_ZERO, variance: finite(variance, 0), kurtosis };
}

const NOTHING = unknown('the outermost draws matter');
const NOT_KNOWN: ExactEstimate = { mean: NOTHING, bias: NOTHING, variance: NOTHING, kurtosis: NOTHING };
