import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/reading/read.ts';
import { resolvePlan } from '../../src/config/resolve.ts';
import { gradvar, ROOT, withoutWaiting } from './gradvar.ts';

/* What the README shows is what a reader gets. */

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, kind, text]) => ({
  kind,
  text: text!,
}));

/** The words of a line of a shell, in which only double quotes are used. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);

const shown = blocks.filter(({ text }) => text.startsWith('$ gradvar exact'));

/** The exact answers that the README and the pages of docs/ print. */
const answers = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => [
    ...readFileSync(join(ROOT, name), 'utf8').matchAll(/^```\n(\$ gradvar (?:exact|cross) [^]*?)^```$/gm),
  ])
  .map(([, text]) => ({ text: text! }));

test.concurrent.each(answers)('the answer of $text is printed as it stands there', async ({ text }) => {
  const [line, ...answer] = text.split('\n');
  const { stdout, stderr } = await gradvar(wordsOf(line!).slice(2));
  expect(stdout + withoutWaiting(stderr)).toBe(answer.join('\n'));
});

test('its config is a plan, its commands and their options are known, and its links lead somewhere', async () => {
  expect(shown).toHaveLength(1);
  const configs = blocks.filter(({ kind }) => kind === 'yaml');
  expect(configs).toHaveLength(1);
  expect(resolvePlan(parseConfig(configs[0]!.text, 'README.md')).sigma).toHaveLength(21);
  const lines = blocks.flatMap(({ text }) => text.split('\n')).filter((line) => /^(\$ )?gradvar /.test(line));
  const commands = lines.map((line) => wordsOf(line.replace(/^\$ |\s+#.*$/g, '')).slice(1));
  expect(commands.map(([name]) => name)).toEqual([
    'exact',
    'run',
    'report',
    'report',
    'report',
    'plan',
    'run',
  ]);
  for (const name of new Set(commands.map(([first]) => first!))) {
    const { stdout } = await gradvar([name, '--help']);
    const options = commands
      .filter(([first]) => first === name)
      .flat()
      .filter((word) => word.startsWith('--'));
    for (const option of options) expect(stdout).toContain(`${option} `);
  }
  const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, link]) => link!);
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
});
