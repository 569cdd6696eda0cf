import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { crc32 } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { pixelDrawing, type DrawPixels } from '../../src/report/draw-pixels.ts';
import { withSizeAndText } from '../../src/report/png-chunks.ts';
import { visibleLine } from '../../src/text/visible.ts';
import { writeFigures } from '../../src/report/write-figures.ts';
import { emptyFolder, gradvar, ROOT } from '../integration/gradvar.ts';
import { HOSTILE, hostileRows, reportOf } from './rows.ts';
import { smallRun } from './small-run.ts';

let draw: DrawPixels;
beforeAll(async () => {
  draw = await pixelDrawing(96);
});

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** The chunks of a PNG; fails where a length or a checksum is wrong. */
function chunksOf(png: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.toString('latin1', 0, 4), data: body.subarray(4) });
    at += 12 + length;
  }
  expect(chunks.at(-1)?.type).toBe('IEND');
  return chunks;
}

const dataOf = (png: Uint8Array, type: string) => chunksOf(png).find((chunk) => chunk.type === type)?.data;
const descriptionOf = (png: Uint8Array) =>
  dataOf(png, 'iTXt')
    ?.toString('utf8')
    .replace(/^Description\0\0\0\0\0/, '');

/** Bytes of the pixels of an SVG with this in it. */
function pixels(content: string): Buffer {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="30" font-family="system-ui, sans-serif" style="font-size:11px">${content}</svg>`;
  return dataOf(draw({ name: 'x', svg, text: '' }), 'IDAT')!;
}

test.each(['score', 'σ² → ∞', 'Дж', '−', 'é', '×'])('%s is drawn, whatever fonts the machine has', (text) => {
  const empty = pixels('');
  const box = pixels('<text x="5" y="20">\uE000</text>');
  const drawn = pixels(`<text x="5" y="20">${text}</text>`);
  expect(drawn).not.toEqual(empty);
  expect(drawn).not.toEqual(box);
});

test('what the font lacks is drawn as a box, not as nothing', () => {
  expect(pixels('<text x="5" y="20">漢</text>')).not.toEqual(pixels(''));
});

test('png: a file a figure, with its size in pixels, its resolution and its sentence', async () => {
  const folder = await smallRun();
  const out = join(emptyFolder(), 'figures');
  const options = ['--format', 'png', '--width', '100mm', '--dpi', '254', '--out', out];
  const { code, stdout } = await gradvar(['report', folder, ...options]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${out}\n` });
  const names = readdirSync(out);
  expect(names).toEqual(
    expect.arrayContaining(['coverage.png', 'map-1-dmu-mu0.png', 'why.png', 'z-quantiles.png']),
  );
  for (const name of names) {
    const png = readFileSync(join(out, name));
    // The frame is drawn in whole px: 378 for 100 mm.
    if (name !== 'map-legend.png') expect(dataOf(png, 'IHDR')?.readUInt32BE(0)).toBe(1000);
    expect(dataOf(png, 'pHYs')).toEqual(Buffer.from([0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 1]));
    expect(descriptionOf(png)).toMatch(/^[A-Z\d].*\.$/);
  }
});

test('hostile names are drawn as text, and the sentence holds them as text', async () => {
  const folder = emptyFolder();
  const data = reportOf(hostileRows(), { name: HOSTILE[1] });
  const paths = await writeFigures(
    data,
    folder,
    { width: 400, unit: 'px' },
    { kind: 'png', dotsPerInch: 96 },
  );
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const png = readFileSync(path);
    expect(chunksOf(png).map(({ type }) => type)).toEqual(
      expect.arrayContaining(['IHDR', 'pHYs', 'iTXt', 'IDAT', 'IEND']),
    );
    expect(descriptionOf(png)).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  }
});

test('a sentence with any character leaves the file whole', () => {
  const plain = draw({
    name: 'x',
    svg: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
    text: '',
  });
  for (const text of [...HOSTILE, '\0\0', 'x'.repeat(1e5)]) {
    const png = withSizeAndText(plain, 300, text);
    chunksOf(png);
    expect(Buffer.from(png).toString('utf8')).toContain(visibleLine(text).slice(0, 20));
  }
});

test('without the optional package png is refused with a sentence, and svg still works', async () => {
  const bare = emptyFolder();
  cpSync(join(ROOT, 'dist'), join(bare, 'dist'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(bare, 'package.json'));
  // A folder further up may hold the package: what stands here is found first, and gives nothing.
  const decoy = join(bare, 'node_modules/@resvg/resvg-wasm');
  mkdirSync(decoy, { recursive: true });
  writeFileSync(join(decoy, 'package.json'), '{"name":"@resvg/resvg-wasm","exports":{}}');
  const folder = await smallRun();
  const report = (format: string) =>
    spawnSync(
      process.execPath,
      [join(bare, 'dist/src/cli.js'), 'report', folder, '--format', format, '--out', join(bare, format)],
      {
        encoding: 'utf8',
      },
    );
  const png = report('png');
  expect([png.status, png.stdout]).toEqual([50, '']);
  expect(png.stderr).toBe(
    'gradvar: --format png: the optional package @resvg/resvg-wasm, which draws the pixels, is not installed\n' +
      '  npm install @resvg/resvg-wasm, or write svg, which needs nothing\n',
  );
  expect(report('svg').status).toBe(0);
});
