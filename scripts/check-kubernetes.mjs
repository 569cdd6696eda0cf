/*
 * Holds the manifests of examples/kubernetes against the published OpenAPI schema of Kubernetes, twice, as its npm
 * package kubernetes-models has it: the JSON Schema validator finds wrong values, the TypeScript types unknown fields.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { withPackages } from './scratch-packages.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'examples/kubernetes');

/** Where the package has a kind, by apiVersion. */
const MODULES = { 'batch/v1': 'batch/v1', v1: 'v1' };

const manifests = readdirSync(examples)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ name, manifest: parse(readFileSync(join(examples, name), 'utf8')) }));

/** Manifests that must be refused, or the check itself is blind. */
const job = manifests.find(({ manifest }) => manifest.spec.completions !== undefined).manifest;
const wrong = [
  { name: 'control: a misspelt field', manifest: { ...job, spec: { ...job.spec, podFailPolicy: {} } } },
  { name: 'control: text for a number', manifest: { ...job, spec: { ...job.spec, completions: '4' } } },
  { name: 'control: no template', manifest: { ...job, spec: { ...job.spec, template: undefined } } },
  { name: 'control: a rule without its action', manifest: withRules([{ onPodConditions: [] }]) },
];

function withRules(rules) {
  return { ...job, spec: { ...job.spec, podFailurePolicy: { rules } } };
}

const failures = await withPackages(['kubernetes-models@5.1.0'], async (folder) => {
  const unexpected = [];
  for (const { name, manifest } of [...manifests, ...wrong]) {
    const problems = [...(await invalidValues(folder, manifest)), ...unknownFields(folder, manifest)];
    const expected = name.startsWith('control');
    console.log(`${name}: ${problems.length === 0 ? 'valid' : `refused (${problems[0]})`}`);
    if (problems.length > 0 !== expected) unexpected.push(name, ...problems);
  }
  return unexpected;
});
if (failures.length > 0) {
  console.error(failures.join('\n'));
  process.exitCode = 1;
}

async function invalidValues(folder, manifest) {
  const file = join(
    folder,
    'node_modules/kubernetes-models',
    MODULES[manifest.apiVersion],
    `${manifest.kind}.js`,
  );
  const Kind = (await import(pathToFileURL(file).href))[manifest.kind];
  try {
    new Kind(JSON.parse(JSON.stringify(manifest))).validate();
    return [];
  } catch (error) {
    return [error.message];
  }
}

function unknownFields(folder, manifest) {
  const { apiVersion, kind } = manifest;
  const file = join(folder, 'manifest.ts');
  const from = `kubernetes-models/${MODULES[apiVersion]}/${kind}`;
  writeFileSync(
    file,
    `import type { I${kind} } from '${from}';\nexport const manifest: I${kind} = ${JSON.stringify(manifest)};\n`,
  );
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, file], {
    cwd: folder,
    encoding: 'utf8',
  });
  return status === 0
    ? []
    : [
        stdout
          .trim()
          .split('\n')[0]
          .replace(/^.*error /, ''),
      ];
}
