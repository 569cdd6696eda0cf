import { expect, test } from 'vitest';
import { phiLine } from '../../src/commands/cross-phi.ts';
import { findCrossings } from '../../src/cross/find-crossings.ts';
import { pointsAlong, varianceRatio } from '../../src/cross/ratio-along.ts';

const LINE = {
  ...{ formula: 'cos(1.1*z)', params: {}, x: undefined },
  ...{ mu: '2*a', sigma: 'exp(c)', phi: { c: '0' }, components: ['a', 'total'] },
};

test('along phi the ratio crosses 1 where mu(phi) does', () => {
  const points = pointsAlong({ formula: 'cos(1.1*z)', parameters: {}, mu: 0, sigma: 1, vary: 'mu' });
  const byMu = findCrossings((mu) => varianceRatio(points(mu).mu), 0.2, 2).crossings;
  const line = phiLine(LINE, 'a', 0.1);
  const byPhi = findCrossings(line.ratio('a'), 0.1, 1).crossings;
  expect(byPhi.length).toBeGreaterThan(0);
  expect(byPhi.map(({ at }) => 2 * at)).toEqual(byMu.map(({ at }) => expect.closeTo(at, 7) as number));
  expect(line.parameters).toEqual({ c: 0 });
});

test('the ratio of the whole gradient lies between those of its parts', () => {
  const line = phiLine({ ...LINE, components: [] }, 'a', 0.1);
  expect(line.components).toEqual(['a', 'c', 'total']);
  const [a, c, total] = line.components.map((component) => {
    const ratio = line.ratio(component)(0.4);
    return ratio.kind === 'finite' ? ratio.value : NaN;
  }) as [number, number, number];
  expect(total).toBeGreaterThan(Math.min(a, c));
  expect(total).toBeLessThan(Math.max(a, c));
});

test('where sigma is none the ratio is unknown, and a name that nothing depends on is refused', () => {
  const line = phiLine({ ...LINE, sigma: 'c + a', phi: { c: '1' }, components: ['a'] }, 'a', 0.1);
  expect(line.ratio('a')(-3)).toMatchObject({ kind: 'unknown' });
  expect(() => phiLine(LINE, 'b', 0.1)).toThrow(/b/);
});
