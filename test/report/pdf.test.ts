import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { pdfDrawing } from '../../src/report/draw-pdf.ts';
import type { PathSegment, PlainDrawing } from '../../src/report/pdf/drawing.ts';
import { circle, segmentsOf } from '../../src/report/pdf/path-segments.ts';
import { subsetFont } from '../../src/report/pdf/subset-font.ts';
import { metricsOf, readTrueType, tableOf, type TrueType } from '../../src/report/pdf/true-type.ts';
import { writeFigures } from '../../src/report/write-figures.ts';
import { emptyFolder, gradvar, ROOT } from '../integration/gradvar.ts';
import { HOSTILE, hostileRows, reportOf } from './rows.ts';
import { smallRun } from './small-run.ts';

const FONT = readFileSync(join(ROOT, 'src/report/fonts/DejaVuSans-subset.ttf'));

/** Objects of a PDF by number; fails where the table, a length or the end is wrong. */
function objectsOf(file: Uint8Array): ReadonlyMap<number, string> {
  const text = Buffer.from(file).toString('latin1');
  const [, start] = /startxref\n(\d+)\n%%EOF\n$/.exec(text) ?? [];
  const table = text.slice(Number(start));
  const [, count] = /^xref\n0 (\d+)\n0000000000 65535 f \n/.exec(table) ?? [];
  const objects = new Map<number, string>();
  const lines = table.match(/^\d{10} 00000 n $/gm) ?? [];
  expect(lines).toHaveLength(Number(count) - 1);
  lines.forEach((line, i) => {
    const from = text.slice(Number(line.slice(0, 10)));
    expect(from.startsWith(`${i + 1} 0 obj\n`)).toBe(true);
    const length = /^\d+ 0 obj\n<< \/Length (\d+)[^\n]*>>\nstream\n/.exec(from);
    const end = length === null ? from.indexOf('\nendobj\n') : length[0].length + Number(length[1]);
    expect(from.slice(end)).toMatch(length === null ? /^\nendobj\n/ : /^\nendstream\nendobj\n/);
    objects.set(i + 1, from.slice(0, end));
  });
  const heads = [...objects.values()].map((object) => object.replace(/stream\n[^]*$/, ''));
  for (const [, number] of heads.join('\n').matchAll(/\b(\d+) 0 R\b/g))
    expect(objects.has(Number(number))).toBe(true);
  return objects;
}

const drawing = (...marks: PlainDrawing['marks']): PlainDrawing => ({
  width: 100,
  height: 50,
  points: 0.75,
  marks,
});
const text = (content: string): PlainDrawing['marks'][number] => ({
  kind: 'text',
  text: content,
  x: 50,
  y: 20,
  anchor: 'middle',
  size: 10,
  isBold: false,
  fill: { rgb: [0, 0, 0], opacity: 1 },
});
const pdfOf = (...marks: PlainDrawing['marks']) =>
  pdfDrawing(() => drawing(...marks))({ name: 'x', svg: '', text: 'A figure. Of x.' });

describe('the file', () => {
  test('a page as large as the figure, text in the middle of its place, a title and no date', () => {
    const file = pdfOf(text('score'));
    const objects = objectsOf(file);
    expect(objects.get(3)).toContain('/MediaBox [0 0 75 37.5]');
    const font = readTrueType(FONT);
    const width = Array.from('score').reduce(
      (sum, each) => sum + font.widthOf(font.glyphOf(each.charCodeAt(0))),
      0,
    );
    const left = Number((50 - width / 200).toFixed(3));
    expect(objects.get(4)).toContain(`BT /F 10 Tf 1 0 0 -1 ${left} 20 Tm <00050001000300040002> Tj ET`);
    expect(objects.get(5)).toContain(
      `/Title <FEFF${Buffer.from('A figure', 'utf16le').swap16().toString('hex').toUpperCase()}>`,
    );
    expect(Buffer.from(file).toString('latin1')).not.toMatch(/Date|D:\d/);
    expect(pdfOf(text('score'))).toEqual(file);
  });

  test.each(HOSTILE)('a name such as %j is text, and the file stays whole', (name) => {
    const objects = objectsOf(pdfOf(text(name)));
    expect(objects.size).toBe(10);
    expect(objects.get(4)).toMatch(/<[0-9A-F]+> Tj ET\n$/);
  });

  test('what the font lacks is the box, and leads back to no character', () => {
    const objects = objectsOf(pdfOf(text('漢σ')));
    expect(objects.get(4)).toContain('<00000001> Tj');
    expect(objects.get(10)).toContain('1 beginbfchar\n<0001> <03C3>\nendbfchar');
  });
});

describe('the font', () => {
  let font: TrueType;
  beforeAll(() => {
    font = readTrueType(FONT);
  });

  test('a subset has the outlines and widths of the whole, parts of composed letters included', () => {
    const letters = Array.from('aé−²∞σЖ').map((letter) => font.glyphOf(letter.codePointAt(0)!));
    expect(letters).not.toContain(0);
    const { file, numberOf } = subsetFont(font, letters);
    expect(file.length).toBeLessThan(4000);
    const part = new Map(readTables(file));
    for (const glyph of letters) {
      expect(metricsOf(part, numberOf(glyph))).toEqual(metricsOf(font.tables, glyph));
      const [own, whole] = [outline(part, numberOf(glyph)), outline(font.tables, glyph)];
      // A composed letter names its parts by their new numbers.
      if (own.getInt16(0) >= 0) expect(bytes(own).subarray(0, whole.byteLength)).toEqual(bytes(whole));
      else expect(tableOf(part, 'maxp').getUint16(4)).toBeGreaterThan(letters.length + 1);
    }
    // Every table and the whole file add up.
    const all = new DataView(file.buffer, file.byteOffset, file.byteLength);
    let sum = 0;
    for (let at = 0; at < file.length; at += 4) sum = (sum + all.getUint32(at)) >>> 0;
    expect(sum).toBe(0xb1b0afba);
  });

  const bytes = (view: DataView) => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

  function outline(tables: TrueType['tables'], glyph: number): DataView {
    const [loca, glyf] = [tableOf(tables, 'loca'), tableOf(tables, 'glyf')];
    const isLong = tableOf(tables, 'head').getInt16(50) === 1;
    const place = (i: number) => (isLong ? loca.getUint32(4 * i) : 2 * loca.getUint16(2 * i));
    return new DataView(glyf.buffer, glyf.byteOffset + place(glyph), place(glyph + 1) - place(glyph));
  }

  function readTables(file: Uint8Array): [string, DataView][] {
    const all = new DataView(file.buffer, file.byteOffset, file.byteLength);
    return Array.from({ length: all.getUint16(4) }, (_, i) => {
      const entry = 12 + 16 * i;
      const tag = Buffer.from(file.subarray(entry, entry + 4)).toString('latin1');
      const [at, length] = [all.getUint32(entry + 8), all.getUint32(entry + 12)];
      return [tag, new DataView(file.buffer, file.byteOffset + at, length)];
    });
  }
});

describe('paths', () => {
  const ends = (segments: readonly PathSegment[]) =>
    segments.map((segment) => (segment.kind === 'close' ? 'close' : [segment.kind, ...segment.to]));

  test('relative commands, pairs without a letter, closing', () => {
    expect(ends(segmentsOf('M1 2l3 4 5-1h2V7zl1 1'))).toEqual([
      ['move', 1, 2],
      ['line', 4, 6],
      ['line', 9, 5],
      ['line', 11, 5],
      ['line', 11, 7],
      'close',
      ['line', 2, 3],
    ]);
    expect(ends(segmentsOf('M0,0,1e-1,.5'))).toEqual([
      ['move', 0, 0],
      ['line', 0.1, 0.5],
    ]);
    expect(() => segmentsOf('M0 0Q1 1 2 2')).toThrow(/path command Q/);
    expect(() => segmentsOf('M0 0A9 9 0 0 1 2 2')).toThrow(/half a circle/);
  });

  test('the curves of a circle stay on it, to 3 parts in 10,000', () => {
    const number = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(number, number, fc.double({ min: 0.1, max: 50, noNaN: true }), (x, y, radius) => {
        const segments = circle(x, y, radius);
        let at = [x - radius, y];
        let turned = 0;
        for (const segment of segments) {
          if (segment.kind !== 'curve') continue;
          const { first, second, to } = segment;
          const middle = [0, 1].map((i) => (at[i]! + 3 * first[i]! + 3 * second[i]! + to[i]!) / 8);
          for (const place of [middle, to]) {
            const [dx, dy] = [place[0] - x, place[1] - y];
            const from = Math.sqrt(dx * dx + dy * dy);
            expect(Math.abs(from / radius - 1)).toBeLessThan(3e-4);
          }
          turned += (at[0]! - x) * (to[1] - y) - (at[1]! - y) * (to[0] - x);
          at = [...to];
        }
        // Four quarters, all the same way round: clockwise as it is seen.
        expect(turned / (radius * radius)).toBeCloseTo(4, 6);
      }),
    );
  });
});

test('pdf: a file a figure, in the width asked for; one of them alone has the same bytes', async () => {
  const folder = await smallRun();
  const [out, alone] = [join(emptyFolder(), 'figures'), join(emptyFolder(), 'alone.pdf')];
  const options = ['--format', 'pdf', '--width', '100mm'];
  const { code, stdout } = await gradvar(['report', folder, ...options, '--out', out]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${out}\n` });
  await gradvar(['report', folder, ...options, '--figure', 'map', '--out', alone]);
  expect(readFileSync(alone)).toEqual(readFileSync(join(out, 'map-1-dmu-mu0.pdf')));
  const names = readdirSync(out);
  expect(names).toEqual(expect.arrayContaining(['coverage.pdf', 'map-1-dmu-mu0.pdf', 'why.pdf']));
  for (const name of names) {
    const file = readFileSync(join(out, name));
    const objects = objectsOf(file);
    // The frame is drawn in whole px: 378 for 100 mm.
    expect(objects.get(3)).toMatch(/\/MediaBox \[0 0 283\.465 [\d.]+\]/);
    expect(file.length).toBeLessThan(150_000);
  }
});

test('hostile names are drawn as text in every figure', async () => {
  const folder = emptyFolder();
  const data = reportOf(hostileRows(), { name: HOSTILE[1] });
  const paths = await writeFigures(data, folder, { width: 400, unit: 'px' }, { kind: 'pdf' });
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) objectsOf(readFileSync(path));
});
