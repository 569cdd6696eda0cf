import { cos, sin } from '../elementary/trigonometric.ts';
import { exp } from '../elementary/exp.ts';
import { log } from '../elementary/log.ts';
import type { Integrand } from '../integrands/integrand.ts';
import { analyze } from '../oracle/analysis.ts';
import { KRONROD_WEIGHTS } from '../oracle/kronrod-rule.ts';
import { lawPanels } from '../oracle/law-panels.ts';
import type { Panel } from '../oracle/panel.ts';
import { halved } from '../oracle/refinement.ts';
import { NODES, samplePanels } from '../oracle/sample.ts';
import { FREQUENCIES, ofMeans, waveVariances, type Characteristic } from './characteristic.ts';
import type { Drawn } from './draws.ts';
import { drawCharacteristic, type DrawCharacteristic, type LawNodes } from './law-nodes.ts';
import { HALF_COHERENCE, OCTAVES, type Waves } from './waves.ts';

/** What is exactly known of the law of rows that are means of m draws of f. */
export interface ExactLaw {
  readonly nodes: LawNodes;
  readonly waves: Waves;
  readonly characteristic: Characteristic;
}

/** The nodes before any refinement. */
export function lawNodes(integrand: Integrand, mu: number, sigma: number): LawNodes {
  const { panels, leftOut } = lawPanels(analyze(integrand), mu, sigma);
  return { panels: samplePanels(integrand.program, panels, sigma), leftOut };
}

/** The characteristic function of means of m draws of f, as good as the nodes are. */
export function rowCharacteristic(nodes: LawNodes, { f, m }: Drawn, waves: Waves): Characteristic {
  return ofMeans(drawCharacteristic(nodes, f, ofDraws(waves, m)).total, m);
}

/** exp(i·t·mean of m) is a product of m times exp(i·(t/m)·draw). */
function ofDraws({ first, center }: Waves, m: number): Waves {
  return { first: first / m, center };
}

/**
 * The law of rows, at frequencies around that where exp(i·t·X) has lost half its coherence: the lowest see the rows as a
 * sum would, but for those far out; the highest see their fine structure.
 */
export function exactLaw(integrand: Integrand, mu: number, drawn: Drawn, center: number): ExactLaw {
  const coarse = lawNodes(integrand, mu, drawn.sigma);
  const waves = { first: halfCoherence(coarse, drawn, center) / HALF_COHERENCE, center };
  const nodes = refined(integrand, coarse, drawn, waves);
  return { nodes, waves, characteristic: rowCharacteristic(nodes, drawn, waves) };
}

/** Error that refinement aims at, in standard deviations of a wave of one row: 1e10 rows tell a tenth of that. */
const GOAL = 1e-5;
const LEAST_GOAL = 1e-13;
const MOST_PANELS = 2000;
const ROUNDS = 16;

function refined(integrand: Integrand, coarse: LawNodes, { f, m, sigma }: Drawn, waves: Waves): LawNodes {
  let nodes = coarse;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = drawCharacteristic(nodes, f, ofDraws(waves, m));
    const { cosine, sine } = waveVariances(ofMeans(found.total, m));
    const goals = cosine.map((variance, j) =>
      Math.max(LEAST_GOAL, (GOAL * Math.sqrt(Math.min(variance, sine[j]!))) / m),
    );
    const bad = worst(found, goals, MOST_PANELS - nodes.panels.length);
    if (bad.size === 0) return nodes;
    const halves: Panel[] = [...bad].flatMap((p) => [...halved(nodes.panels[p]!.panel)]);
    const kept = nodes.panels.filter((_, p) => !bad.has(p));
    nodes = { ...nodes, panels: [...kept, ...samplePanels(integrand.program, halves, sigma)] };
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

/** The lowest frequency, of a scan by octaves, where 1 − |φ|² reaches half its maximum. */
function halfCoherence(nodes: LawNodes, { f, m }: Drawn, center: number): number {
  const [values, weights] = valuesOf(nodes, f, center);
  const middle = typicalSize(values, weights);
  const lost = Array.from({ length: 2 * SCAN + 1 }, (_, k) => {
    const t = scaledBy2(k - SCAN) / middle;
    let [re, im] = [0, 0];
    for (let i = 0; i < values.length; i += 1) {
      const angle = (t / m) * values[i]!;
      re += weights[i]! * cos(angle);
      im += weights[i]! * sin(angle);
    }
    const square = re * re + im * im;
    return { t, lost: 1 - (m === 1 ? square : square > 0 ? exp(m * log(square)) : 0) };
  });
  const most = Math.max(...lost.map((each) => each.lost));
  return lost.find((each) => each.lost >= most / 2)?.t ?? 1 / middle;
}

const SCAN = 40;

function scaledBy2(k: number): number {
  return k < 0 ? 1 / scaledBy2(-k) : (1 << Math.floor(k / 2)) * (1 << Math.ceil(k / 2));
}

function valuesOf(
  { panels }: LawNodes,
  f: Drawn['f'],
  center: number,
): readonly [values: Float64Array, weights: Float64Array] {
  const values: number[] = [];
  const weights: number[] = [];
  for (const { panel, nodes, start } of panels)
    for (let n = 0; n < NODES; n += 1) {
      const j = start + n;
      const x = f({ eps: nodes.eps[j]!, value: nodes.value[j]!, derivative: nodes.derivative[j]! }) - center;
      if (!Number.isFinite(x)) continue;
      const root = nodes.root[j]!;
      values.push(x);
      weights.push(((panel.to - panel.from) / 2) * KRONROD_WEIGHTS[n]! * root * root * root * root);
    }
  return [Float64Array.from(values), Float64Array.from(weights)];
}

/** Geometric mean of the values that are not 0; 1 if there are none. */
function typicalSize(values: Float64Array, weights: Float64Array): number {
  let [sum, weight] = [0, 0];
  values.forEach((x, i) => {
    if (x === 0) return;
    sum += weights[i]! * log(Math.abs(x));
    weight += weights[i]!;
  });
  return weight > 0 ? exp(sum / weight) : 1;
}
