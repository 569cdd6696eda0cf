import { cos, sin } from '../../elementary/trigonometric.ts';
import { GAUSS_WEIGHTS, KRONROD_WEIGHTS } from '../../truth/line/kronrod-rule.ts';
import { NODES, type SampledPanel } from '../../truth/line/sample.ts';
import { emptyCharacteristic, FREQUENCIES, type Characteristic } from './characteristic.ts';
import type { Waves } from './waves.ts';

/** What rows average at the nodes of panels, and the probability of what lies in none of them. */
export interface LawNodes {
  readonly panels: readonly SampledPanel[];
  readonly leftOut: number;
}

/** The characteristic function of a draw, and the error of each panel in it: FREQUENCIES numbers each. */
export interface DrawCharacteristic {
  readonly total: Characteristic;
  readonly panelErrors: Float64Array;
}

/** Sums of both rules over one panel. */
interface RuleSums {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly realDifference: Float64Array;
  readonly imaginaryDifference: Float64Array;
}

/**
 * E exp(i·t·(draw − center)) by Gauss and Kronrod's rules on each panel. A panel with a value that is not
 * finite is not trusted.
 */
export function drawCharacteristic(
  { panels, leftOut }: LawNodes,
  { first, center }: Waves,
): DrawCharacteristic {
  const total = emptyCharacteristic();
  total.errors.fill(leftOut);
  const panelErrors = new Float64Array(panels.length * FREQUENCIES);
  const zeros = () => new Float64Array(FREQUENCIES);
  const sums: RuleSums = {
    real: zeros(),
    imaginary: zeros(),
    realDifference: zeros(),
    imaginaryDifference: zeros(),
  };
  panels.forEach(({ panel, nodes, start }, p) => {
    for (const part of Object.values(sums) as Float64Array[]) part.fill(0);
    const half = (panel.to - panel.from) / 2;
    let probability = 0;
    let isFinite = true;
    for (let n = 0; n < NODES; n += 1) {
      const j = start + n;
      const root = nodes.root[j]!;
      const density = half * root * root * root * root;
      const weight = density * KRONROD_WEIGHTS[n]!;
      const difference = weight - density * GAUSS_WEIGHTS[n]!;
      probability += weight;
      const angle = first * (nodes.value[j]! - center);
      if (Math.abs(angle) < LARGEST_ANGLE) addNode(sums, angle, weight, difference);
      else isFinite = false;
    }
    for (let j = 0; j < FREQUENCIES; j += 1) {
      total.real[j]! += sums.real[j]!;
      total.imaginary[j]! += sums.imaginary[j]!;
      const [re, im] = [sums.realDifference[j]!, sums.imaginaryDifference[j]!];
      const size = Math.sqrt(sums.real[j]! * sums.real[j]! + sums.imaginary[j]! * sums.imaginary[j]!);
      const error = isFinite ? errorOf(Math.sqrt(re * re + im * im), size, probability) : size + probability;
      total.errors[j]! += error;
      panelErrors[p * FREQUENCIES + j] = error;
    }
  });
  return { total, panelErrors };
}

/** Beyond this a double does not tell the phase at the highest frequency. */
const LARGEST_ANGLE = 1e10;

function addNode(sums: RuleSums, angle: number, weight: number, difference: number): void {
  const { real, imaginary, realDifference, imaginaryDifference } = sums;
  let c = cos(angle);
  let s = sin(angle);
  for (let j = 0; j < FREQUENCIES; j += 1) {
    real[j]! += weight * c;
    imaginary[j]! += weight * s;
    realDifference[j]! += difference * c;
    imaginaryDifference[j]! += difference * s;
    const double = 2 * s * c;
    c = (c - s) * (c + s);
    s = double;
  }
}

/**
 * QUADPACK's estimate of the error of the higher rule (Piessens et al. 1983), ten times as large. Where the
 * rules differ by much, neither is trusted: an expectation over the panel is never more than its probability.
 */
function errorOf(difference: number, size: number, probability: number): number {
  const share = (200 * difference) / probability;
  return share < 0.1 ? 10 * probability * share * Math.sqrt(share) : size + probability;
}
