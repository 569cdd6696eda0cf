/*
 * PDF figures, read by other programs: poppler finds one page of the right size, one font that is embedded and leads back to characters,
 * no date, every word of the SVG, and draws the same picture as the PNG figure; qpdf, where it is there, finds nothing wrong.
 * Needs pdftotext, pdffonts, pdfinfo and pdftoppm (Debian: poppler-utils). KEEP=DIR keeps what was drawn.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const program = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const scratch = process.env.KEEP ?? mkdtempSync(join(tmpdir(), 'gradvar-pdf-'));
const run = (command, ...args) =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'pipe'] });
const gradvar = (...args) => run(process.execPath, program, ...args);
const isHere = (command) => spawnSync(command, ['--version']).error === undefined;

if (!isHere('pdftotext')) {
  console.error('pdftotext is not here: apt-get install poppler-utils');
  process.exit(1);
}
const hasQpdf = isHere('qpdf');

/** Pixels of a PNG of 8 bits, red, green, blue and alpha, on white. */
function pixelsOfPng(path) {
  const file = readFileSync(path);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const data = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at))
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const stride = 4 * width;
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; i += 1) {
      const left = i < 4 ? 0 : lines[y * stride + i - 4];
      const up = y === 0 ? 0 : lines[(y - 1) * stride + i];
      const corner = y === 0 || i < 4 ? 0 : lines[(y - 1) * stride + i - 4];
      const guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((each) => Math.abs(guess - each));
      const nearest = a <= b && a <= c ? left : b <= c ? up : corner;
      const before = [0, left, up, (left + up) >> 1, nearest][filter];
      lines[y * stride + i] = raw[y * (stride + 1) + 1 + i] + before;
    }
  }
  return { width, height, at: (x, y) => [0, 1, 2].map((part) => lines[y * stride + 4 * x + part]) };
}

function pixelsOfPpm(path) {
  const file = readFileSync(path);
  const [head, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 40));
  const at = (x, y) => [0, 1, 2].map((part) => file[head.length + 3 * (y * Number(width) + x) + part]);
  return { width: Number(width), height: Number(height), at };
}

/** Mean difference of pictures of which every pixel is the mean of those around it: fonts are drawn a little differently. */
function difference(one, other) {
  const [width, height] = [Math.min(one.width, other.width), Math.min(one.height, other.height)];
  const block = 4;
  let [sum, most, count] = [0, 0, 0];
  for (let y = 0; y + block <= height; y += block)
    for (let x = 0; x + block <= width; x += block) {
      const means = [one, other].map(({ at }) => {
        const total = [0, 0, 0];
        for (let i = 0; i < block * block; i += 1)
          at(x + (i % block), y + Math.floor(i / block)).forEach(
            (value, part) => (total[part] += value / (255 * block * block)),
          );
        return total;
      });
      const off = Math.max(...means[0].map((value, part) => Math.abs(value - means[1][part])));
      sum += off;
      most = Math.max(most, off);
      count += 1;
    }
  return { mean: sum / count, most };
}

const wordsOf = (text) => text.replaceAll('\u200b', '').split(/\s+/).filter(Boolean);
const textsOf = (svg) =>
  [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, text]) =>
    text.replace(/&(lt|gt|quot|amp|#\d+);/g, (whole, name) =>
      name.startsWith('#')
        ? String.fromCodePoint(Number(name.slice(1)))
        : { lt: '<', gt: '>', quot: '"', amp: '&' }[name],
    ),
  );

let [figures, bytes, worst] = [0, 0, { mean: 0 }];
for (const [config, ...where] of [
  ['configs/ci.yaml'],
  ['configs/estimators.yaml', '--set', 'trials=500'],
  ['configs/elbo-conjugate.yaml', '--set', 'trials=500'],
]) {
  const results = join(scratch, config.replace(/\W/g, '-'));
  gradvar('run', config, '--quiet', '--out', results, ...where);
  for (const width of ['420px', '160mm']) {
    const out = (format) => join(results, `${format}-${width}`);
    for (const format of ['svg', 'pdf'])
      gradvar('report', results, '--format', format, '--width', width, '--out', out(format));
    gradvar('report', results, '--format', 'png', '--dpi', '96', '--width', width, '--out', out('png'));
    const names = readdirSync(out('pdf')).map((file) => file.replace(/\.pdf$/, ''));
    // One map is like another: two of each result are enough.
    for (const name of names.filter((each) => !/^map-([3-9]|\d\d)/.test(each))) {
      const [pdf, svg] = [
        join(out('pdf'), `${name}.pdf`),
        readFileSync(join(out('svg'), `${name}.svg`), 'utf8'),
      ];
      const information = run('pdfinfo', pdf);
      assert.match(information, /^Pages: +1$/m);
      assert.doesNotMatch(information, /CreationDate|ModDate/);
      const points = (text) => parseFloat(text) * (text.endsWith('mm') ? 72 / 25.4 : 0.75);
      const [tag] = /<svg [^>]*>/.exec(svg);
      const [wide, high] = ['width', 'height'].map(
        (side) => new RegExp(` ${side}="([\\d.]+\\w+)"`).exec(tag)[1],
      );
      const [, x, y] = /^Page size: +([\d.]+) x ([\d.]+) pts/m.exec(information);
      assert.ok(
        Math.abs(x - points(wide)) < 0.02 && Math.abs(y - points(high)) < 0.02,
        `${pdf}: ${x} x ${y}, ${wide} x ${high}`,
      );
      const fonts = run('pdffonts', pdf).trim().split('\n').slice(2);
      assert.equal(fonts.length, 1);
      assert.match(fonts[0], /^[A-Z]{6}\+DejaVuSans +CID TrueType +Identity-H +yes yes yes /);
      const found = new Map();
      for (const word of wordsOf(run('pdftotext', '-raw', pdf, '-')))
        found.set(word, (found.get(word) ?? 0) + 1);
      const all = [...found.keys()].join('');
      for (const word of textsOf(svg).flatMap(wordsOf))
        assert.ok(found.has(word) || all.includes(word), `${pdf}: no ${word}`);
      run('pdftoppm', '-r', '96', '-singlefile', pdf, pdf.slice(0, -4));
      const drawn = pixelsOfPpm(`${pdf.slice(0, -4)}.ppm`);
      const off = difference(drawn, pixelsOfPng(join(out('png'), `${name}.png`)));
      if (off.mean > worst.mean) worst = { ...off, name: `${config} ${width} ${name}` };
      if (hasQpdf) run('qpdf', '--check', pdf);
      figures += 1;
      bytes += readFileSync(pdf).length;
    }
  }
}
console.log(
  `${figures} figures, ${Math.round(bytes / figures)} bytes each; words, size and font as wanted${hasQpdf ? ', qpdf finds nothing' : '; qpdf is not here'}`,
);
console.log(
  `most unlike the PNG figure: ${worst.name}, by ${(100 * worst.mean).toFixed(2)} % on the mean, ${(100 * worst.most).toFixed(0)} % at most`,
);
assert.ok(worst.mean < 0.02, 'a PDF figure is another picture than the PNG figure');
if (process.env.KEEP === undefined && existsSync(scratch)) rmSync(scratch, { recursive: true });
