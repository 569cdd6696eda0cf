import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../../src/config/reading/located.ts';
import { parseConfig, readConfig } from '../../src/config/reading/read.ts';
import { resolvePlan } from '../../src/config/resolve.ts';
import { configText, errorOf } from './config-text.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gradvar-config-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a path that is no config', () => {
  const cases: readonly (readonly [string, () => string, string])[] = [
    ['a missing file', () => join(folder, 'missing.yaml'), 'there is no such file'],
    ['a folder', () => folder, 'it is a folder'],
    ['a file within a file', () => join(file('plain', 'x'), 'inside.yaml'), 'a part of the path is a file'],
    ['an endless device', () => '/dev/zero', 'larger than 1 MB'],
    ['a text larger than 1 MB', () => file('large.yaml', `# ${'x'.repeat(1_000_000)}`), 'larger than 1 MB'],
    ['bytes that are no UTF-8', () => file('latin.yaml', new Uint8Array([0x61, 0xe9, 0x62])), 'not UTF-8'],
    [
      'a binary file',
      () => file('binary.yaml', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0])),
      'not UTF-8',
    ],
    ['a path that is too long', () => `${folder}/${'x'.repeat(5000)}`, 'the path is too long'],
    ['a path with a NUL', () => 'a\0b', 'null bytes'],
  ];
  it.each(cases)('%s is refused in one sentence', (_title, path, fragment) => {
    const error = errorOf(() => readConfig(path()));
    expect(error.code).toBe('CONFIG_UNREADABLE');
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(fragment);
    expect(error.message).toMatch(/^cannot read config '/);
    expect(error.message).not.toContain('\n');
  });

  it.skipIf(process.getuid?.() === 0)('a file without permission is refused in one sentence', () => {
    const path = file('secret.yaml', 'version: 1');
    chmodSync(path, 0);
    expect(errorOf(() => readConfig(path)).message).toContain('reading it is not permitted');
  });

  it('an empty file is a config that lacks everything', () => {
    const path = file('empty.yaml', '');
    const error = errorOf(() => resolvePlan(readConfig(path)));
    expect(error.message).toContain(`${path}:1:1: found nothing, expected a map with the keys version`);
  });
});

describe('a config file', () => {
  it('may be YAML or JSON, with tabs, with a byte order mark and with CRLF', () => {
    const yaml = resolvePlan(readConfig(file('a.yaml', configText())));
    const data = dataOf(readConfig(file('a.yaml', configText())).root);
    const json = JSON.stringify(data, null, '\t');
    mkdirSync(join(folder, 'b'));
    for (const text of [json, `\uFEFF${json}`, configText().replaceAll('\n', '\r\n')]) {
      expect(resolvePlan(readConfig(file('b/any.json', text)))).toEqual(yaml);
    }
  });

  it('is YAML 1.2 whatever its directive says', () => {
    const config = parseConfig('%YAML 1.1\n---\na: [yes, 0o17, 017, 1:30]', 'x');
    expect(dataOf(config.root)).toEqual({ a: ['yes', 15, 17, '1:30'] });
  });

  it('may follow 100 aliases, no more', () => {
    const text = (count: number): string => `a: &a 1\nb: [${Array(count).fill('*a').join(', ')}]`;
    expect(dataOf(parseConfig(text(100), 'x.yaml').root)).toEqual({ a: 1, b: Array(100).fill(1) });
    expect(errorOf(() => parseConfig(text(101), 'x.yaml')).message).toContain('more than 100 aliases');
  });

  it('may use a value again by its anchor', () => {
    const config = parseConfig('mu: &axis [0, 1]\nsigma: *axis', 'x');
    expect(dataOf(config.root)).toEqual({ mu: [0, 1], sigma: [0, 1] });
  });
});

describe('a hostile text', () => {
  const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i += 1)
    bomb.push(
      `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    );
  const cases: readonly (readonly [string, string])[] = [
    ['aliases of aliases that stand for 10^11 values', bomb.join('\n')],
    ['aliases that contain each other', 'a: &a\n  b: *a'],
    ['100,000 nested lists', '['.repeat(100_000)],
    ['nested lists within the limits of the parser', `a: ${'['.repeat(100)}${']'.repeat(100)}`],
    ['more values than any experiment has', `a: [${'1,'.repeat(250_000)}]`],
    ['50,000 unknown keys', Array.from({ length: 50_000 }, (_, i) => `key${i}: 1`).join('\n')],
  ];
  it.each(cases)('%s is refused', (_title, text) => {
    expect(errorOf(() => resolvePlan(parseConfig(text, 'x.yaml'))).code).toBe('CONFIG_INVALID');
  });
});
