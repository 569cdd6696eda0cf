import type { Averaged } from './averaged.ts';
import { probabilityBetween } from '../../truth/line/inspection.ts';
import { lawPanels } from '../../truth/line/law-panels.ts';
import type { Panel } from '../../truth/line/panel.ts';
import { halved } from '../../truth/line/refinement.ts';
import { samplePanels } from '../../truth/line/sample.ts';
import {
  FREQUENCIES,
  ofMeans,
  FREQUENCY_FACTORS,
  waveVariances,
  type Characteristic,
} from './characteristic.ts';
import { halfCoherence, weightedDraws } from './half-coherence.ts';
import { drawCharacteristic, type DrawCharacteristic, type LawNodes } from './law-nodes.ts';
import { HALF_COHERENCE, OCTAVES, type Waves } from './waves.ts';

/** What is exactly known of the law of rows that are means of draws. */
export interface ExactLaw {
  readonly nodes: LawNodes;
  readonly waves: Waves;
  readonly characteristic: Characteristic;
}

/** Where the rows lie, as far as it is known. */
export interface Place {
  readonly center: number;
  readonly deviation: number;
}

/** Pieces that may be looked at: for a first view, and for the law itself. */
const FIRST_VISITS = 2000;
const VISITS = 40_000;
/** Change of a draw, in its standard deviations, that does not matter in a first view. */
const FAINT = 1e-6;
/** Change of a phase that is nothing beside the errors of quadrature. */
const LEAST_PHASE = 1e-12;

/** Nodes to choose frequencies by: whatever a few pieces give, resolved or not. */
function firstNodes({ draw }: Averaged, deviation: number): LawNodes {
  const isFaint = (_: number, change: number): boolean => change <= FAINT * deviation;
  const { resolved, unresolved, leftOut } = lawPanels(draw, 0, 1, isFaint, FIRST_VISITS);
  const panels = samplePanels(draw.integrand.program, [...resolved, ...unresolved], 1);
  return { panels, leftOut };
}

/**
 * Nodes that resolve the law of draws up to the highest of the waves; what cannot be is left out, with its
 * probability.
 */
export function lawNodes({ draw, draws }: Averaged, waves: Waves): LawNodes {
  const highest = (waves.first / draws) * FREQUENCY_FACTORS[FREQUENCIES - 1]!;
  const isNothing = (_: number, change: number): boolean => change <= LEAST_PHASE / highest;
  const { resolved, unresolved, leftOut } = lawPanels(draw, 0, 1, isNothing, VISITS);
  const missing = unresolved.reduce((sum, { from, to }) => sum + probabilityBetween(from, to), leftOut);
  return { panels: samplePanels(draw.integrand.program, resolved, 1), leftOut: missing };
}

/** The characteristic function of means of so many draws, as good as the nodes are. */
export function rowCharacteristic(nodes: LawNodes, draws: number, waves: Waves): Characteristic {
  return ofMeans(drawCharacteristic(nodes, ofDraws(waves, draws)).total, draws);
}

/**
 * How means of draws look through waves; nodes that resolved the draws for some waves serve for slower ones.
 */
export function characteristicOf({ draw }: Averaged): (waves: Waves, draws: number) => Characteristic {
  let [nodes, resolved]: [LawNodes | null, number] = [null, 0];
  return (waves, draws) => {
    const first = Math.abs(waves.first / draws);
    if (nodes === null || first > resolved) {
      resolved = REUSED * first;
      const [rows, fastest] = [
        { draw, draws: 1 },
        { ...waves, first: resolved },
      ];
      nodes = refined(rows, lawNodes(rows, fastest), fastest);
    }
    return rowCharacteristic(nodes, draws, waves);
  };
}

/** How much faster waves may be for the same nodes to serve. */
const REUSED = 1.5;

/** exp(i·t·mean of m) is a product of m times exp(i·(t/m)·draw). */
function ofDraws({ first, center }: Waves, m: number): Waves {
  return { first: first / m, center };
}

/**
 * The law of rows, at frequencies around that where exp(i·t·X) has lost half its coherence: the lowest see
 * the rows as a sum would, but for those far out; the highest see their fine structure.
 *
 * @param center the exact mean where it is known: phases are counted from here
 * @param deviation standard deviation of a draw; 0 where it is infinite or not known
 */
export function exactLaw(rows: Averaged, { center, deviation }: Place): ExactLaw {
  const draws = weightedDraws(firstNodes(rows, deviation), center);
  const first = halfCoherence(draws, rows.draws) / HALF_COHERENCE;
  const waves = { first, center };
  const nodes = refined(rows, lawNodes(rows, waves), waves);
  return { nodes, waves, characteristic: rowCharacteristic(nodes, rows.draws, waves) };
}

/**
 * Error that refinement aims at, in standard deviations of a wave of one row: 1e10 rows tell a tenth of that.
 */
const GOAL = 1e-5;
const LEAST_GOAL = 1e-13;
const MOST_PANELS = 2000;
const ROUNDS = 16;

function refined({ draw, draws: m }: Averaged, coarse: LawNodes, waves: Waves): LawNodes {
  let nodes = coarse;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = drawCharacteristic(nodes, ofDraws(waves, m));
    const { cosine, sine } = waveVariances(ofMeans(found.total, m));
    const goals = cosine.map((variance, j) =>
      Math.max(LEAST_GOAL, (GOAL * Math.sqrt(Math.min(variance, sine[j]!))) / m),
    );
    const bad = worst(found, goals, MOST_PANELS - nodes.panels.length);
    if (bad.size === 0) return nodes;
    const halves: Panel[] = [...bad].flatMap((p) => [...halved(nodes.panels[p]!.panel)]);
    const kept = nodes.panels.filter((_, p) => !bad.has(p));
    nodes = { ...nodes, panels: [...kept, ...samplePanels(draw.integrand.program, halves, 1)] };
  }
  return nodes;
}

/** Places of the panels with more than their share of an error above its goal, the worst `most` of them. */
function worst(
  { total, panelErrors }: DrawCharacteristic,
  goals: Float64Array,
  most: number,
): ReadonlySet<number> {
  const panels = panelErrors.length / FREQUENCIES;
  const excess = (p: number): number => {
    let largest = 0;
    for (let j = 0; j < OCTAVES; j += 1)
      if (total.errors[j]! > goals[j]!)
        largest = Math.max(largest, (panelErrors[p * FREQUENCIES + j]! * 2 * panels) / goals[j]!);
    return largest;
  };
  const bad = Array.from({ length: panels }, (_, p) => ({ p, excess: excess(p) }));
  return new Set(
    bad
      .filter((each) => each.excess > 1)
      .sort((a, b) => b.excess - a.excess)
      .slice(0, Math.max(0, most))
      .map(({ p }) => p),
  );
}
