import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileIntegrand } from '../../src/integrands/compile.ts';
import { lowerOutputs } from '../../src/formula/program/lower.ts';
import { call, number } from '../../src/formula/tree/nodes.ts';
import type { Node } from '../../src/formula/tree/tree.ts';
import {
  FAMILIES,
  type Family,
  type MeasuredChannel,
  type Measurement,
} from '../../src/streams/measurement.ts';
import { runBlock } from '../../workers/kernel/reference/run-block.ts';
import { runMeasurement } from '../../workers/kernel/reference/run-measurement.ts';
import { sumsLength, type BlockTask } from '../../src/streams/task.ts';
import { encodeMeasurement, runMeasurementOnKernel } from '../../workers/kernel/wasm/wasm-measurement.ts';
import { hexadecimal } from './hexadecimal.ts';
import { KERNELS } from './kernels.ts';
import { effort } from '../fixtures/effort.ts';

const input = (name: string): Node => ({ kind: 'parameter', name });
const eps = input('eps');
const times = (a: Node, b: Node): Node => call('multiply', a, b);
const quadratic = call('subtract', call('power', eps, number(2)), number(1));

function measurement(
  family: Family,
  trees: readonly Node[],
  channels: readonly MeasuredChannel[],
): Measurement {
  return { family, program: lowerOutputs(trees, FAMILIES[family].inputs), channels };
}

const averages = (count: number): readonly MeasuredChannel[] =>
  Array.from({ length: count }, (_, output) => ({ kind: 'average', output }));

/** Channels 1, 2, … of so many, so that places are tested too; by the reference, and by every kernel. */
function sumsOf(measured: Measurement, task: BlockTask): readonly (readonly string[])[] {
  const channels = measured.channels.length + 2;
  const places = measured.channels.map((_, k) => channels - 2 - k);
  const plain = new Float64Array(sumsLength(channels));
  runMeasurement(measured, task, plain, channels, places);
  const others = KERNELS.map((kernel) => {
    const sums = new Float64Array(sumsLength(channels));
    runMeasurementOnKernel(kernel, encodeMeasurement(kernel, measured), task, sums, channels, places);
    return sums;
  });
  return [plain, ...others].map(hexadecimal);
}

const SIZES = [
  [1, 1],
  [1, 1021],
  [2, 515],
  [4, 203],
  [10, 37],
  [64, 11],
  [1000, 17],
  [4098, 9],
] as const;
const taskOf = (m: number, trials: number): BlockTask => ({
  key: [m, trials, 3, 4],
  block: 5,
  trials,
  m,
  mu: 0.3,
  sigma: 0.8,
});

describe('a measurement', () => {
  const { value, derivative, program } = compileIntegrand('cos(k*z) + z^2', { k: 3 });
  const four = [times(value, eps), times(value, quadratic), derivative, times(derivative, eps)];

  test.each(SIZES)('of the four contributions has the bits of runBlock: m %i, %i trials', (m, trials) => {
    const sums = new Float64Array(sumsLength(4));
    runMeasurement(measurement('plain', four, averages(4)), taskOf(m, trials), sums, 4, [0, 1, 2, 3]);
    expect(hexadecimal(sums)).toEqual(hexadecimal(runBlock(program, taskOf(m, trials))));
  });

  const covariance: MeasuredChannel = { kind: 'covariance', value: 0, weight: 1 };
  const families: readonly (readonly [string, Measurement])[] = [
    ['plain', measurement('plain', four, averages(4))],
    ['constants', measurement('plain', [number(3), number(-0)], averages(2))],
    ['covariance', measurement('plain', [value, eps, quadratic], [covariance, { ...covariance, weight: 2 }])],
    ['covariance of a constant', measurement('plain', [number(7), eps], [covariance])],
    ['mirrored', measurement('mirrored', four, averages(4))],
    [
      'coupled',
      measurement(
        'coupled',
        [
          call(
            'cos',
            call('sqrt', call('add', times(input('n1'), input('n1')), times(input('n5'), input('n5')))),
          ),
        ],
        averages(1),
      ),
    ],
    ['lattice', measurement('lattice', [call('sin', input('u')), input('u')], averages(2))],
  ];
  for (const [name, measured] of families) {
    test(`on the kernel has the bits of the reference: ${name}`, () => {
      for (const [m, trials] of SIZES) {
        if (measured.family === 'mirrored' && m % 2 === 1) continue;
        if (measured.channels.some(({ kind }) => kind === 'covariance') && m === 1) continue;
        const [plain, ...found] = sumsOf(measured, taskOf(m, trials));
        found.forEach((sums, i) =>
          expect(sums, `${KERNELS[i]!.name}: m ${m}, trials ${trials}`).toEqual(plain),
        );
      }
    });
  }

  test('does not depend on what the kernel did before', () => {
    fc.assert(
      fc.property(fc.nat(families.length - 1), fc.nat(families.length - 1), (one, other) => {
        const task = taskOf(4, 61);
        const alone = sumsOf(families[one]![1], task);
        sumsOf(families[other]![1], { ...task, key: [1, 2, 3, 4] });
        expect(sumsOf(families[one]![1], task)).toEqual(alone);
      }),
      { numRuns: effort(8, 20) },
    );
  });

  test('of a covariance is the leave-one-out estimate, trial by trial', () => {
    // One trial a lane: the estimate is shift + sum/m.
    const m = 6;
    const task = taskOf(m, 8);
    const loo = measurement('plain', [value, eps], [covariance]);
    const sums = new Float64Array(sumsLength(1));
    runMeasurement(loo, task, sums, 1, [0]);
    const single = new Float64Array(sumsLength(3));
    // The same draws by m = 1: the sums of r·eps, r and eps of each lane.
    runMeasurement(
      measurement('plain', [times(value, eps), value, eps], averages(3)),
      { ...task, m: 1, trials: 8 * m },
      single,
      3,
      [0, 1, 2],
    );
    for (let lane = 0; lane < 8; lane += 1) {
      const total = (channel: number) => single[3 + (lane * 3 + channel) * 3]! + m * single[channel]!;
      const expected = (total(0) - (total(1) * total(2)) / m) / (m - 1);
      expect(sums[0]! + sums[1 + lane * 3]! / m).toBeCloseTo(expected, 10);
    }
  });

  test('of families has independent random numbers, and equally spaced points on a lattice', () => {
    const first = (family: Family, tree: Node) => {
      const sums = new Float64Array(sumsLength(1));
      runMeasurement(measurement(family, [tree], averages(1)), taskOf(2, 8), sums, 1, [0]);
      return sums[0];
    };
    const seen = [
      first('plain', eps),
      first('mirrored', eps),
      ...FAMILIES.coupled.inputs.map((name) => first('coupled', input(name))),
    ];
    expect(new Set(seen).size).toBe(7);
    const m = 5;
    const sums = new Float64Array(sumsLength(1));
    runMeasurement(measurement('lattice', [input('u')], averages(1)), taskOf(m, 8), sums, 1, [0]);
    for (let lane = 0; lane < 8; lane += 1) {
      // The mean of (j + U)/5 over j is 0.4 + U/5, with U in (0, 1).
      const mean = sums[0]! + sums[1 + lane * 3]! / m;
      expect(mean).toBeGreaterThan(0.4);
      expect(mean).toBeLessThan(0.6);
    }
  });
});
