// Every field of what gradvar reads that can hold a text, and how somebody would plant one there.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { sha256 } from '../../test/fixtures/runs.mjs';

/** A place for each text and key of a JSON document; of a list the first item stands for all. */
function* placesOf(data, path = []) {
  if (data === null || typeof data !== 'object') yield { path, what: 'value' };
  else
    for (const [key, value] of Array.isArray(data) ? [...data.entries()].slice(0, 1) : Object.entries(data)) {
      if (!Array.isArray(data)) yield { path: [...path, key], what: 'key' };
      yield* placesOf(value, [...path, key]);
    }
}

function planted(data, [key, ...rest], what, text) {
  if (key === undefined) return text;
  const copy = Array.isArray(data) ? [...data] : { ...data };
  if (rest.length === 0 && what === 'key') return { [text]: data[key], ...copy, [key]: undefined };
  return Object.assign(copy, { [key]: planted(data[key], rest, what, text) });
}

function jsonFields(folder, name) {
  const path = (of) => join(of, name);
  if (!existsSync(path(folder))) return [];
  const data = JSON.parse(readFileSync(path(folder), 'utf8'));
  return [...placesOf(data)].map(({ path: place, what }) => ({
    name: `${name} ${what} ${place.join('.')}`,
    plant: (of, text) => writeFileSync(path(of), JSON.stringify(planted(data, place, what, text))),
  }));
}

/** Every column of a table, in its heading and in its rows, as it is and with a seal made to fit. */
function tableFields(folder, name) {
  const path = (of) => join(of, name);
  if (!existsSync(path(folder))) return [];
  const lines = readFileSync(path(folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const write = (of, change) =>
    writeFileSync(
      path(of),
      `${lines
        .map(change)
        .map((row) => row.join(','))
        .join('\n')}\n`,
    );
  return lines[0].flatMap((column, i) => [
    {
      name: `${name} heading ${column}`,
      plant: (of, text) => write(of, (row, at) => (at === 0 ? row.with(i, cell(text)) : row)),
    },
    {
      name: `${name} column ${column}, seal made to fit`,
      plant(of, text) {
        const before = sha256(path(of));
        // A table is read by the line.
        write(of, (row, at) => (at === 0 ? row : row.with(i, cell(text.replaceAll('\n', ' ')))));
        const seal = readFileSync(join(of, 'seal.json'), 'utf8');
        writeFileSync(join(of, 'seal.json'), seal.replaceAll(before, sha256(path(of))));
      },
    },
  ]);
}

const isText = (data, path) => typeof path.reduce((at, key) => at[key], data) === 'string';

/** Texts and keys of each kind of record, with a checksum that holds; failures too, of which this journal has none. */
function journalFields(folder) {
  const path = (of) => join(of, 'journal.ndjson');
  const records = readFileSync(path(folder), 'latin1')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const first = [...new Map(records.map((record) => [record.kind, record])).values()];
  const firstBlocks = records.find(({ kind }) => kind === 'blocks');
  const failed = { ...firstBlocks, kind: 'failed', reason: 'x' };
  delete failed.sums;
  delete failed.trials;
  return [...first, failed].flatMap((record) =>
    [...placesOf(record)]
      // Texts, and what stands at the top: the rest are numbers by the hundred.
      .filter(
        ({ path, what }) =>
          path[0] !== 'crc' && (path.length === 1 || (what === 'value' && isText(record, path))),
      )
      .map(({ path: place, what }) => ({
        name: `journal ${record.kind} ${what} ${place.join('.')}`,
        plant(of, text) {
          const changed = planted(record, place, what, text);
          delete changed.crc;
          const body = JSON.stringify(changed).slice(0, -1);
          const line = `${body},"crc":"${crc32(Buffer.from(body)).toString(16).padStart(8, '0')}"}`;
          const old = record === failed ? firstBlocks : record;
          writeFileSync(
            path(of),
            `${records.map((other) => (other === old ? line : JSON.stringify(other))).join('\n')}\n`,
          );
          if (record === failed) rmSync(join(of, 'seal.json'));
        },
      })),
  );
}

/** The lock of a run on another machine, which nobody may take for dead. */
const LOCK = { host: 'elsewhere', pid: 1, boot: 'b', started: '1', nonce: 'n', free: false };
function lockFields() {
  return Object.keys(LOCK).map((key) => ({
    name: `lock ${key}`,
    plant(of, text) {
      rmSync(join(of, '.lock'), { recursive: true, force: true });
      mkdirSync(join(of, '.lock'));
      const owner = { ...LOCK, ...(key === 'nonce' ? { host: hostname() } : {}), [key]: text };
      writeFileSync(join(of, '.lock', '1'), JSON.stringify(owner));
      rmSync(join(of, 'seal.json'));
    },
  }));
}

/** Names on the disk: of the folder, and of a file that the seal names. */
const nameOf = (text) => text.replaceAll('/', '∕').replaceAll('\0', '').slice(0, 60).toWellFormed();
const NAME_FIELDS = [
  {
    name: 'name of the folder',
    plant(of, text) {
      const to = join(of, '..', nameOf(text));
      renameSync(of, to);
      return to;
    },
  },
  {
    name: 'name of a sealed file',
    plant(of, text) {
      const seal = JSON.parse(readFileSync(join(of, 'seal.json'), 'utf8'));
      writeFileSync(join(of, nameOf(text)), 'x');
      seal.files[0].name = nameOf(text);
      writeFileSync(join(of, 'seal.json'), JSON.stringify(seal));
    },
  },
];

/** The fields of a results folder, given a sound one. */
export function folderFields(folder) {
  return [
    ...['plan.json', 'seal.json', 'manifest.json', 'datapackage.json'].flatMap((name) =>
      jsonFields(folder, name),
    ),
    {
      name: 'shard.json',
      plant: (of, text) => writeFileSync(join(of, 'shard.json'), JSON.stringify({ shard: text })),
    },
    ...['summary.csv', 'why.csv', 'phi.csv', 'timings.csv'].flatMap((name) => tableFields(folder, name)),
    ...journalFields(folder),
    ...lockFields(),
    ...NAME_FIELDS,
    ...['plan.json', 'seal.json', 'shard.json', 'summary.csv', 'journal.ndjson', 'manifest.json'].map(
      (name) => ({
        name: `all of ${name}`,
        plant: (of, text) => writeFileSync(join(of, name), text),
      }),
    ),
  ];
}

/** A copy of a folder with a text in a field; where it is now. */
export function withPlanted(folder, to, field, text) {
  cpSync(folder, to, { recursive: true });
  return field.plant(to, text) ?? to;
}

/** Configs with a text wherever a config may have one. */
export function configFields(config) {
  const texts = [...placesOf(config)].map(({ path, what }) => ({
    name: `config ${what} ${path.join('.')}`,
    text: (text) => JSON.stringify(planted(config, path, what, text)),
  }));
  return [
    ...texts,
    { name: 'config, all of it', text: (text) => text },
    { name: 'config, an anchor that is not there', text: (text) => `version: *${text}\n` },
    { name: 'config, a tag', text: (text) => `version: !${text} 1\n` },
  ];
}

/** Files of gradients of which the header, a value or all is a text. */
export const SAMPLE_FIELDS = [
  ['csv', 'heading', (text) => `"${text.replaceAll('"', '""')}",b\n1,2\n`],
  ['csv', 'value', (text) => `gradient\n${text}\n1\n`],
  ['csv', 'all of it', (text) => text],
  ['npy', 'type', (text) => npy(`{'descr': '${text}', 'fortran_order': False, 'shape': (1,), }`)],
  ['npy', 'shape', (text) => npy(`{'descr': '<f8', 'fortran_order': False, 'shape': (${text},), }`)],
  ['npy', 'header', npy],
].map(([ending, what, content]) => ({ name: `samples .${ending} ${what}`, ending, content }));

function npy(header) {
  const text = Buffer.from(header.replaceAll('\n', ' '));
  const size = Buffer.alloc(2);
  size.writeUInt16LE(Math.min(text.length, 65_535));
  return Buffer.concat([Buffer.from('\x93NUMPY\x01\x00', 'latin1'), size, text, Buffer.alloc(8)]);
}
