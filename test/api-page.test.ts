import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as gradvar from '../src/index.ts';
import { apiPage, compilerOptions, publicExports } from '../scripts/api-page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = publicExports();

test('every export says what it is and shows how it is used', () => {
  expect(all.length).toBeGreaterThan(50);
  expect(all.filter(({ text }) => text.length < 20).map(({ name }) => name)).toEqual([]);
  expect(all.filter(({ example }) => example === '').map(({ name }) => name)).toEqual([]);
});

test('docs/api.md is what the docstrings say; `npm run docs` makes it', () => {
  expect(readFileSync(join(root, 'docs/api.md'), 'utf8')).toBe(apiPage());
});

/** Each example in a scope of its own, as a program of the package's user. */
test('the examples compile', () => {
  const used = all.map(({ name, kind }) => (kind === 'type' ? `type ${name}` : name)).join(', ');
  const blocks = all.map(
    ({ name, example }) => `// ${name}\nexport async function _${name}() {\n${example}\n}`,
  );
  const text = `import { ${used} } from './index.ts';\n${blocks.join('\n')}\n`;
  const path = join(root, 'src/examples-of-the-docs.ts');
  const options = { ...compilerOptions(), noUnusedLocals: false };
  const host = ts.createCompilerHost(options);
  const withText: ts.CompilerHost = {
    ...host,
    fileExists: (name) => name === path || host.fileExists(name),
    getSourceFile: (name, language) =>
      name === path ? ts.createSourceFile(name, text, language) : host.getSourceFile(name, language),
  };
  const program = ts.createProgram([path], options, withText);
  const problems = ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  const messages = problems.map(({ messageText, start }) => {
    const line = text.slice(0, start).split('\n').length;
    return `${text.split('\n')[line - 1]!}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(messages).toEqual([]);
});

const shown = all.flatMap(({ name, example }) => (example.includes('// → ') ? [{ name, example }] : []));

test.each(shown)('the example of $name gives what it says', async ({ example }) => {
  const checked = example.replace(/^(.*); \/\/ → (.*)$/gm, 'expect($1, $2);');
  const { outputText } = ts.transpileModule(`export {};\n${checked}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
  });
  const body = outputText.replace('export {};', '');
  const same = (found: unknown, expected: unknown): void => {
    expect(found).toEqual(expected);
  };
  const names = Object.keys(gradvar);
  const AsyncFunction = (async () => Promise.resolve()).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>;
  expect.hasAssertions();
  await new AsyncFunction(...names, 'expect', body)(...Object.values(gradvar), same);
});
