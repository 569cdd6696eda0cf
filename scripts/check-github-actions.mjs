/* Holds examples/github-actions against the published schema of workflows, with the parser that GitHub publishes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { withPackages } from './scratch-packages.mjs';

const folder = fileURLToPath(new URL('../examples/github-actions/', import.meta.url));
const files = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8'), false]);
const [, content] = files.find(([name]) => name === 'shards.yml');
/** Workflows that must be refused, or the check itself is blind. */
const cases = [
  ...files,
  ['control: a misspelt key', content.replace('fail-fast:', 'fial-fast:'), true],
  ['control: a job that waits for none', content.replace('needs: shard', 'needs: shards'), true],
  ['control: an unknown context', content.replace('matrix.shard }}', 'matrixes.shard }}'), true],
];

await withPackages(['@actions/workflow-parser@0.3.61'], async (packages) => {
  // As published it cannot be imported: it lacks the import attributes of its JSON files.
  const parser = join(packages, 'parser.mjs');
  await build({
    input: join(packages, 'node_modules/@actions/workflow-parser/dist/index.js'),
    output: { file: parser },
    platform: 'node',
    logLevel: 'silent',
  });
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
    pathToFileURL(parser).href
  );
  for (const [name, text, expected] of cases) {
    const { context, value } = parseWorkflow({ name, content: text }, new NoOperationTraceWriter());
    if (value !== undefined) await convertWorkflowTemplate(context, value);
    const problems = context.errors.getErrors().map(({ message }) => message);
    console.log(`${name}: ${problems.length === 0 ? 'valid' : `refused (${problems[0]})`}`);
    if (problems.length > 0 !== expected) process.exitCode = 1;
  }
});
