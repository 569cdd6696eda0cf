/**
 * Moves reads of global variables to the start of each function of a WebAssembly module in text form, as wasm-opt prints
 * it: each global that a function reads becomes a local, read once. The variables of the kernel are constants that only
 * the start function sets, so that nothing changes but the speed (docs/kernel.md).
 */
export function hoistConstants(text) {
  return text
    .split(/(?=^ \(func )/m)
    .map((part) => (part.startsWith(' (func ') && !part.includes('(global.set ') ? hoist(part) : part))
    .join('');
}

function hoist(text) {
  const read = /\(global\.get (\$[^\s)]+)\)/g;
  const globals = [...new Set([...text.matchAll(read)].map(([, name]) => name))];
  const local = (name) => `$hoisted_${name.replace(/\W/g, '_')}`;
  const [header, ...lines] = text.replace(read, (_, name) => `(local.get ${local(name)})`).split('\n');
  const body = lines.findIndex((line) => !line.startsWith('  (local '));
  return [
    header,
    ...globals.map((name) => `  (local ${local(name)} v128)`),
    ...lines.slice(0, body),
    ...globals.map((name) => `  (local.set ${local(name)} (global.get ${name}))`),
    ...lines.slice(body),
  ].join('\n');
}
