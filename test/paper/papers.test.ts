import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpackedRows, loadPlan, writeExperiment, type SummaryRow } from 'gradvar';
import { emptyFolder, ROOT } from '../integration/gradvar.ts';

/*
 * The rows of the paper configs against the values of the papers (computed independently, with 12 and more digits, by
 * composite Gauss-Legendre quadrature, scipy and closed forms), to the digits that are printed.
 */

const folder = emptyFolder();

/** Runs a config of configs/ as it stands and gives its rows. */
async function rowsOf(name: string, set: readonly string[] = []): Promise<readonly SummaryRow[]> {
  const plan = loadPlan(join(ROOT, 'configs', `${name}.yaml`), { set: [...set] });
  const rows: SummaryRow[] = [];
  await writeExperiment(plan, join(folder, `${name}-${set.length}`), {}, ({ packed }) =>
    rows.push(...unpackedRows(packed)),
  );
  for (const row of rows) {
    if (row.ci_quality === 'ok' && row.z_score !== null) expect(Math.abs(row.z_score)).toBeLessThan(5);
  }
  return rows;
}

function find(rows: readonly SummaryRow[], wanted: Partial<SummaryRow>): SummaryRow {
  const found = rows.find((row) =>
    Object.entries(wanted).every(([key, value]) => row[key as keyof SummaryRow] === value),
  );
  if (found === undefined) throw new Error(`no row ${JSON.stringify(wanted)}`);
  return found;
}

/** Equal to the digits printed: within 0.6 units of the last one, for the tables were rounded twice in a few places. */
function expectPrinted(value: number | null, printed: string): void {
  expect(value, printed).not.toBeNull();
  const [significand = '', exponent = '0'] = printed.toLowerCase().split('e');
  const decimals = (significand.split('.')[1] ?? '').length;
  const unit = Number(`1e${Number(exponent) - decimals}`);
  expect(Math.abs(value! - Number(printed)), `${value} against ${printed}`).toBeLessThanOrEqual(0.6 * unit);
}

test('Erdogan 2016: five scattered ratios are one number, 21.75, at every m', async () => {
  const rows = await rowsOf('erdogan-2016');
  expect(rows.map(({ m }) => m)).toEqual([10, 100, 1000, 10000, 100000]);
  for (const row of rows) {
    expectPrinted(row.variance_ratio_exact, '21.75000000');
    expectPrinted(row.variance_1_exact! * row.m!, '87.0000000');
    expectPrinted(row.variance_2_exact! * row.m!, '4.0000000');
    expect(row.variance_ratio_low).toBeLessThan(row.variance_ratio_high!);
  }
});

test('Gal 2016: the pathwise estimator of sin 10x is a hundred times noisier', async () => {
  const rows = await rowsOf('gal-2016');
  const table = [
    ['gal_quad', '4.25000000', '9.3333333'],
    ['sin', '1.677394', '2.911358'],
    ['sin10', '0.01000000', '0.02000000'],
  ] as const;
  for (const [integrand, mu, sigma] of table) {
    const estimator_1 = 'score';
    expectPrinted(find(rows, { integrand, component: 'mu', m: 1, estimator_1 }).variance_ratio_exact, mu);
    expectPrinted(
      find(rows, { integrand, component: 'sigma', m: 100, estimator_1 }).variance_ratio_exact,
      sigma,
    );
  }
  expect(find(rows, { integrand: 'sin10', component: 'mu', m: 10, estimator_1: 'score' }).winner).toBe(
    'score',
  );
  const third = (['gal_quad', 'sin', 'sin10'] as const).map((integrand) =>
    find(rows, { integrand, component: 'sigma', m: 1, estimator_1: 'price' }),
  );
  expect(third[0]!.variance_1_exact).toBe(0);
  expectPrinted(third[1]!.variance_1_exact, '.4323324');
  expectPrinted(third[2]!.variance_1_exact, '5000');
});

test('Mohamed et al. 2020, Figure 2: pathwise is below score for every (x - k)^2', async () => {
  const all = await rowsOf('mohamed-2020-fig2', ['trials=2000']);
  const rows = all.filter(({ estimator_1 }) => estimator_1 === 'score');
  const table = [
    ['-3', '495', '4', '123.75', '1546', '72', '21.472'],
    ['-2', '222', '4', '55.5', '776', '44', '17.636'],
    ['-1', '87', '4', '21.75', '346', '24', '14.417'],
    ['0', '30', '4', '7.5', '136', '12', '11.333'],
    ['1', '15', '4', '3.75', '74', '8', '9.25'],
    ['2', '30', '4', '7.5', '136', '12', '11.333'],
    ['3', '87', '4', '21.75', '346', '24', '14.417'],
  ] as const;
  for (const [k, v1, v2, ratio, s1, s2, sigmaRatio] of table) {
    const mu = find(rows, { params: `k=${k}`, component: 'mu' });
    const sigma = find(rows, { params: `k=${k}`, component: 'sigma' });
    expectPrinted(mu.variance_1_exact, v1);
    expectPrinted(mu.variance_2_exact, v2);
    expectPrinted(mu.variance_ratio_exact, ratio);
    expectPrinted(sigma.variance_1_exact, s1);
    expectPrinted(sigma.variance_2_exact, s2);
    expectPrinted(sigma.variance_ratio_exact, sigmaRatio);
  }
  expect(rows.every(({ variance_ratio_exact: ratio }) => ratio! > 1)).toBe(true);
  for (const { params, component, variance_1_exact: variance } of all.filter(
    ({ estimator_1 }) => estimator_1 === 'measure_valued',
  )) {
    const distance = 1 - Number(params.slice(2));
    const square = distance * distance;
    const stated = component === 'mu' ? (16 * square * (2 - Math.PI / 2)) / (2 * Math.PI) : 4 + 4 * square;
    expect(Math.abs(variance! - stated)).toBeLessThan(1e-9 * (1 + stated));
  }
});

test('Mohamed et al. 2020, Figure 3, exp(-k x^2): the lines cross at k = 0.869954 and 1.002816', async () => {
  const axis = 'integrands.0.params.k=[0.1, 0.3, 0.869953, 0.869955, 1, 1.002815, 1.002817, 3, 10]';
  const all = await rowsOf('mohamed-2020-fig3-exp', ['trials=2000', axis]);
  const rows = all.filter(({ estimator_1 }) => estimator_1 === 'score');
  const table = [
    ['0.1', '.563532', '.0162902', '34.593', '.935384', '.0277700', '33.683'],
    ['0.3', '.325606', '.0617601', '5.2721', '.497700', '.0613397', '8.1138'],
    ['1', '.175750', '.211723', '.830094', '.176690', '.175731', '1.00546'],
    ['3', '.117864', '.476808', '.247193', '.0478741', '.420401', '.113877'],
    ['10', '.0769404', '.941629', '.0817099', '.00903460', '.892046', '.0101279'],
  ] as const;
  for (const [k, v1, v2, ratio, s1, s2, sigmaRatio] of table) {
    const mu = find(rows, { params: `k=${k}`, component: 'mu' });
    const sigma = find(rows, { params: `k=${k}`, component: 'sigma' });
    for (const [value, printed] of [
      [mu.variance_1_exact, v1],
      [mu.variance_2_exact, v2],
      [mu.variance_ratio_exact, ratio],
      [sigma.variance_1_exact, s1],
      [sigma.variance_2_exact, s2],
      [sigma.variance_ratio_exact, sigmaRatio],
    ] as const) {
      expectPrinted(value, printed);
    }
  }
  expectCrossing(rows, 'mu', '0.869953', '0.869955');
  expectCrossing(rows, 'sigma', '1.002815', '1.002817');
});

test('Mohamed et al. 2020, Figure 3, cos(k x): the lines cross at k = 1.063782 and 1.297346', async () => {
  const axis = 'integrands.0.params.k=[0.5, 1, 1.063781, 1.063783, 1.297345, 1.297347, 1.5, 2, 3, 5]';
  const all = await rowsOf('mohamed-2020-fig3-cos', ['trials=2000', axis]);
  const rows = all.filter(({ estimator_1 }) => estimator_1 === 'score');
  const table = [
    ['0.5', '.455248', '.0392847', '11.5885', '.798658', '.0875129', '9.12618'],
    ['1', '.323993', '.267674', '1.21040', '.836287', '.308127', '2.71410'],
    ['1.5', '.308030', '.901411', '.341719', '.738881', '1.02335', '.722022'],
    ['2', '.441070', '1.939863', '.227371', '.927981', '1.942672', '.477683'],
    ['3', '.499978', '4.499978', '.111107', '.990211', '4.490205', '.220527'],
    ['5', '.5000', '12.5000', '.0400', '1.0000', '12.5000', '.0800'],
  ] as const;
  for (const [k, v1, v2, ratio, s1, s2, sigmaRatio] of table) {
    const mu = find(rows, { params: `k=${k}`, component: 'mu' });
    const sigma = find(rows, { params: `k=${k}`, component: 'sigma' });
    expectPrinted(mu.variance_1_exact, v1);
    expectPrinted(mu.variance_2_exact, v2);
    expectPrinted(mu.variance_ratio_exact, ratio);
    expectPrinted(sigma.variance_1_exact, s1);
    expectPrinted(sigma.variance_2_exact, s2);
    expectPrinted(sigma.variance_ratio_exact, sigmaRatio);
  }
  expectCrossing(rows, 'mu', '1.063781', '1.063783');
  expectCrossing(rows, 'sigma', '1.297345', '1.297347');
});

function expectCrossing(rows: readonly SummaryRow[], component: string, before: string, after: string): void {
  expect(find(rows, { params: `k=${before}`, component }).variance_ratio_exact).toBeGreaterThan(1);
  expect(find(rows, { params: `k=${after}`, component }).variance_ratio_exact).toBeLessThan(1);
}

test('Suh et al. 2022, steep ramps: the ratio falls as 7.9 delta, and a sample may see nothing', async () => {
  const rows = await rowsOf('suh-2022-soft');
  const table = [
    ['0.4', '39.461', '3.3601', '11.744'],
    ['0.2', '50.023', '24.948', '2.0051'],
    ['0.1', '61.253', '73.319', '.83544'],
    ['0.05', '68.617', '170.15', '.40328'],
    ['0.01', '74.968', '944.46', '.079376'],
    ['0.005', '75.774', '1912.4', '.039623'],
    ['0.001', '76.419', '9655.4', '.0079146'],
    ['0.0001', '76.564', '96765', '7.912e-4'],
    ['0.00001', '76.579', '967859', '7.912e-5'],
  ] as const;
  for (const [delta, v1, v2, ratio] of table) {
    const row = find(rows, { params: `delta=${delta}`, m: 1 });
    expectPrinted(row.variance_1_exact, v1);
    expectPrinted(row.variance_2_exact, v2);
    expectPrinted(row.variance_ratio_exact, ratio);
  }
  const steepest = rows.filter(({ params }) => params === 'delta=0.00001' || params === 'delta=0.0001');
  for (const { status, variance_2_exact: exact } of steepest) {
    expect(['ok', 'zero_variance_2']).toContain(status);
    expect(exact).toBeGreaterThan(0);
  }
});

test('Suh et al. 2022, Heaviside: pathwise has no variance and all the bias', async () => {
  const rows = await rowsOf('suh-2022-heaviside');
  const center = { mu: 0, sigma: 0.1 } as const;
  expectPrinted(find(rows, { ...center, m: 1 }).gradient_exact, '3.98942');
  expectPrinted(find(rows, { ...center, m: 1 }).variance_1_exact, '34.0845');
  expectPrinted(find(rows, { ...center, m: 1 }).bias_2, '-3.98942');
  expectPrinted(find(rows, { ...center, m: 1 }).mse_ratio, '2.1416');
  expectPrinted(find(rows, { ...center, m: 1000 }).mse_ratio, '.00214');
  expectPrinted(find(rows, { mu: 0.1, sigma: 0.1, m: 1 }).gradient_exact, '2.41971');
  expectPrinted(find(rows, { mu: 0.1, sigma: 0.1, m: 1 }).variance_1_exact, '54.0824');
  for (const row of rows) {
    expect(row.status).toBe('biased_2');
    expect(row.winner).toBe('score');
    expect(row.variance_2_exact).toBe(0);
  }
});

test('Glasserman 2003: likelihood ratio against pathwise for the delta of a call and of a digital option', async () => {
  const rows = await rowsOf('glasserman-delta');
  const table = [
    ['1', '.636831', '2.14867', '.332215', '6.468', '34.5', '.018762', '7.800e-4'],
    ['0.25', '.569460', '1.65806', '.290171', '5.714', '29.1', '.039288', '.0033336'],
    ['0.08333333333333333', '.540239', '1.47591', '.273097', '5.404', '27.3', '.068747', '.0101497'],
    ['0.019230769230769232', '.519356', '1.35529', '.261076', '5.191', '26.2', '.143671', '.0442338'],
    ['0.003968253968253968', '.508795', '1.29710', '.255028', '5.086', '25.7', '.316574', '.214656'],
  ] as const;
  for (const [T, delta, v1, v2, ratio, kurtosis, digitalDelta, digital] of table) {
    const params = `T=${T};rate=0.05;vol=0.2`;
    const call = find(rows, { integrand: 'call_delta', params, m: 1 });
    expectPrinted(call.gradient_exact, delta);
    expectPrinted(call.variance_1_exact, v1);
    expectPrinted(call.variance_2_exact, v2);
    expectPrinted(call.variance_ratio_exact, ratio);
    expectPrinted(call.kurtosis_1, kurtosis);
    const option = find(rows, { integrand: 'digital_delta', params, m: 1 });
    expectPrinted(option.gradient_exact, digitalDelta);
    expectPrinted(option.variance_1_exact, digital);
    expect(option.status).toBe('biased_2');
  }
});

test('the moment ladder exp(c z^2): closed forms, heavy tails and infinite moments', async () => {
  const rows = await rowsOf('moment-ladder');
  const table = [
    ['0.05', '1.39754', '100.000', '5.51'],
    ['0.1', '2.15166', '25.0000', '36.2'],
    ['0.12', '2.66683', '17.361', '1318'],
    ['0.15', '3.95285', '11.11', null],
    ['0.2', '11.1803', '6.25000', null],
    ['0.24', '125.000', '4.3403', null],
  ] as const;
  for (const [c, v1, ratio, kurtosis] of table) {
    const row = find(rows, { params: `c=${c}`, mu: 0, m: 1, component: 'mu' });
    expectPrinted(row.variance_1_exact, v1);
    expectPrinted(row.variance_ratio_exact, ratio);
    if (kurtosis === null) expect(row.kurtosis_1).toBeNull();
    else expectPrinted(row.kurtosis_1, kurtosis);
    // One estimator is a multiple of the other, draw by draw: the measured ratio has no sampling error.
    expect(Math.abs(row.variance_ratio! / row.variance_ratio_exact! - 1)).toBeLessThan(1e-9);
    expect(row.variance_ratio_low).toBeLessThanOrEqual(row.variance_ratio_exact!);
    expect(row.variance_ratio_high).toBeGreaterThanOrEqual(row.variance_ratio_exact!);
    if (Number(c) >= 0.12) expect(row.ci_quality).toBe('heavy_tail');
  }
  for (const row of rows.filter(({ params }) => params === 'c=0.25' || params === 'c=0.3')) {
    expect(row.status).toBe('infinite_variance_1');
    expect(row.variance_1_exact).toBeNull();
  }
});

test('Storchastic: variances at the sample sizes of its introduction', async () => {
  const rows = await rowsOf('storchastic-2021');
  expectPrinted(find(rows, { m: 1 }).gradient_exact, '-11.08');
  expectPrinted(find(rows, { m: 1 }).variance_1_exact, '725.176');
  expectPrinted(find(rows, { m: 1 }).variance_2_exact, '16.0000');
  expectPrinted(find(rows, { m: 1 }).variance_ratio_exact, '45.3235');
  expectPrinted(find(rows, { m: 10 }).variance_2_exact, '1.60000');
  expectPrinted(find(rows, { m: 45 }).variance_1_exact, '16.115');
});

test('Xu et al. 2019: the score of a sum of squares grows with its square number of coordinates, pathwise stays', async () => {
  const rows = await rowsOf('xu-2019-dimension');
  const table = [
    [1, '3.75000000', '15.0000000', '9.25000000'],
    [10, '42.0000000', '168.000000', '56.5000000'],
    [100, '2652.00000', '10608.0000', '2756.50000'],
    [1000, '251502.000', '1006008.00', '252506.500'],
  ] as const;
  for (const [dimension, ratio, variance, ofSigma] of table) {
    const mu = find(rows, { dimension, component: 'mu' });
    const sigma = find(rows, { dimension, component: 'sigma' });
    expectPrinted(mu.variance_ratio_exact, ratio);
    expectPrinted(mu.variance_1_exact! * 10, variance);
    expectPrinted(mu.variance_2_exact! * 10, '4.00000000');
    expectPrinted(sigma.variance_ratio_exact, ofSigma);
    expect(mu.gradient_exact).toBe(0);
    expectPrinted(sigma.gradient_exact, '2.00000000');
    for (const row of [mu, sigma]) {
      expect(row.formula).toBe(dimension === 1 ? 'z^2' : 'sum(z^2)');
      expect(row.ci_quality).toBe('ok');
      expect(row.winner).toBe('pathwise');
      // The measured ratio within five of its exact standard errors.
      expect(Math.abs(row.z_score!)).toBeLessThan(5);
    }
  }
});
