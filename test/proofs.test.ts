import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/* The slow proofs: package.json is their list, and nobody else keeps another one. */

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const proofs = Object.keys(scripts).flatMap((name) => /^check:(.*)/.exec(name)?.[1] ?? []);

test('every proof stands in the table of CONTRIBUTING.md, and nothing else does', () => {
  const page = read('CONTRIBUTING.md');
  const rows = page
    .slice(page.indexOf('## Slow proofs'), page.indexOf('## Golden files'))
    .matchAll(/^\| (`.*?) \|/gm);
  const named = [...rows].flatMap(([, cell]) => [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
  expect(named.sort()).toEqual([...proofs].sort());
});

test('every proof has its script, and every script its proof', () => {
  const files = readdirSync(join(root, 'scripts')).filter((name) => /^check-.*\.(mjs|sh)$/.test(name));
  const started = Object.values(scripts).join('\n') + read('scripts/check-examples.sh');
  expect(files.filter((name) => !started.includes(name))).toEqual([]);
  const missing = proofs.flatMap((name) => scripts[`check:${name}`]!.match(/scripts\/\S+/g) ?? []);
  expect(
    missing.filter(
      (path) =>
        !readdirSync(join(root, 'scripts'), { recursive: true, encoding: 'utf8' }).includes(path.slice(8)),
    ),
  ).toEqual([]);
});

test('npm run proofs knows each of them by its name', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/proofs.mjs', 'nothing'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(2);
  expect(stderr).toBe(`no proof is named nothing; there are tests, ${proofs.join(', ')}\n`);
});

test('what npm run proofs runs by itself is among them', () => {
  const list = /const PROOFS = \{([^]*?)\n\};/.exec(read('scripts/proofs.mjs'))![1]!;
  const own = [...list.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map(([, name]) => name!);
  expect(own.length).toBeGreaterThan(10);
  expect(own.filter((name) => !proofs.includes(name))).toEqual([]);
});
