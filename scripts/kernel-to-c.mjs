// Prints workers/kernel/assembly as C with vectors of any width: the one source of both kernels. What it knows is what
// these files use: straight functions of numbers and vectors, loops, and the SIMD operations that
// workers/kernel/native/vector.h defines. Anything else ends the build with the place where it stands.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const TYPES = {
  ...{ v128: 'vector', f64: 'double', bool: 'int', void: 'void' },
  ...{ usize: 'usize', i32: 'int32_t', u32: 'uint32_t', u64: 'uint64_t' },
};
const SIMD = { f64x2: 'f64', i64x2: 'i64', v128: 'vector' };
/** Operations whose last argument, an offset, may be left out. */
const WITH_OFFSET = { 'v128.load': 2, 'v128.store': 3, 'v128.load64_splat': 2 };
/** What depends on the width: vector.h has it. */
const OF_THE_WIDTH = new Set(['vector_HALF_ROW', 'vector_NEXT', 'words_rotateLeft24']);
/** Exported, and not called by native code. */
const PORTABLE_ONLY = new Set(['blockShifts', 'seedStreams']);

/**
 * @param folder where the AssemblyScript is
 * @returns `functions`, C that is compiled once for each width, and `list`, the passes as a macro: name, operands, further
 *   registers that it writes
 */
export function kernelToC(folder) {
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name.slice(0, -3), fileOf(folder, name)]),
  );
  const printed = new Map();
  const exported = [...files.get('index').imports]
    .map(([name, file]) => ({ name, is: files.get(file).names.get(name) }))
    .filter(({ name }) => !PORTABLE_ONLY.has(name));
  const passes = exported.filter(({ is }) => isPass(is)).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, is } of exported)
    printDeclaration({ files, printed }, files.get('index').imports.get(name), is, true);
  const list = passes.map(({ name, is }) => `X(${name}, ${shapeOf(is).join(', ')})`);
  return {
    functions: `${[...printed.values()].join('\n')}\n`,
    list: `#define PASSES(X) \\\n  ${list.join(' \\\n  ')}\n`,
  };
}

function fileOf(folder, name) {
  const text = readFileSync(`${folder}/${name}`, 'utf8');
  const source = ts.createSourceFile(`${folder}/${name}`, text, ts.ScriptTarget.ESNext, true);
  const names = new Map();
  const imports = new Map();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement)) names.set(statement.name.text, statement);
    else if (ts.isVariableStatement(statement))
      for (const each of statement.declarationList.declarations) names.set(each.name.text, each);
    else {
      const from = statement.moduleSpecifier.text.slice(2);
      const { elements } = statement.importClause?.namedBindings ?? statement.exportClause;
      for (const { name: imported } of elements) imports.set(imported.text, from);
    }
  }
  return { names, imports };
}

const isPass = (is) => is.parameters[0].name.text === 'out' && is.parameters[1].name.text === 'end';

/** How many operands a pass has, and how many registers it writes beside `out`. */
function shapeOf({ parameters }) {
  const names = parameters.map(({ name }) => name.text);
  return [
    names.filter((name) => name.startsWith('step')).length,
    names.filter((name) => /.Out$/.test(name)).length,
  ];
}

/** Prints a function or constant of a file after all that it needs, once. */
function printDeclaration(all, file, is, isExported = false) {
  const name = isExported ? is.name.text : `${file.replaceAll('-', '_')}_${is.name.text}`;
  if (all.printed.has(name) || OF_THE_WIDTH.has(name)) return name;
  const context = {
    resolve(word) {
      const { names, imports } = all.files.get(file);
      if (imports.has(word))
        return printDeclaration(all, imports.get(word), all.files.get(imports.get(word)).names.get(word));
      return names.has(word) ? printDeclaration(all, file, names.get(word)) : word;
    },
  };
  const text = ts.isFunctionDeclaration(is)
    ? functionText(context, name, is, isExported)
    : `#define ${name} (${expression(context, is.initializer)})`;
  all.printed.set(name, text);
  return name;
}

function functionText(outer, name, { parameters, type, body }, isExported) {
  const locals = localsOf(body, new Set(parameters.map((each) => each.name.text)));
  const context = { resolve: (word) => (locals.has(word) ? word : outer.resolve(word)) };
  const taken = parameters.map((each) => `${typeText(each.type)} ${each.name.text}`).join(', ');
  const isVoid = typeText(type) === 'void';
  const answers = isExported && parameters[0].name.text === 'out';
  const [kind, last] = [isExported ? 'PASS' : 'INLINE', answers && isVoid ? '  return 0;\n' : ''];
  const lines = body.statements.map((each) => `  ${statement(context, each).replaceAll('\n', '\n  ')}\n`);
  return `${kind} ${answers ? 'int' : typeText(type)} ${name}(${taken}) {\n${lines.join('')}${last}}\n`;
}

/** Adds the names that are declared inside a node. */
function localsOf(node, names) {
  ts.forEachChild(node, (child) => {
    if (ts.isVariableDeclaration(child)) names.add(child.name.text);
    localsOf(child, names);
  });
  return names;
}

function typeText(type) {
  return TYPES[type.getText()] ?? fail(type);
}

function statement(context, is) {
  const of = (each) => expression(context, each);
  const inner = (each) => (ts.isBlock(each) ? block(context, each) : `{ ${statement(context, each)} }`);
  if (ts.isVariableStatement(is)) return `${variables(context, is.declarationList)};`;
  if (ts.isExpressionStatement(is)) return `${of(is.expression)};`;
  if (ts.isReturnStatement(is))
    return is.expression === undefined ? 'return;' : `return ${of(is.expression)};`;
  if (ts.isDoStatement(is)) return `do ${inner(is.statement)} while (${of(is.expression)});`;
  if (ts.isWhileStatement(is)) return `while (${of(is.expression)}) ${inner(is.statement)}`;
  if (ts.isForStatement(is)) {
    const start = is.initializer === undefined ? '' : variables(context, is.initializer);
    return `for (${start}; ${of(is.condition)}; ${of(is.incrementor)}) ${inner(is.statement)}`;
  }
  if (ts.isIfStatement(is)) {
    const otherwise = is.elseStatement === undefined ? '' : ` else ${inner(is.elseStatement)}`;
    return `if (${of(is.expression)}) ${inner(is.thenStatement)}${otherwise}`;
  }
  return fail(is);
}

function block(context, { statements }) {
  return `{\n${statements.map((each) => `  ${statement(context, each).replaceAll('\n', '\n  ')}\n`).join('')}}`;
}

function variables(context, { declarations }) {
  return declarations
    .map(({ name, type, initializer }) => {
      const kind = type === undefined ? '__auto_type' : typeText(type);
      return `${kind} ${name.text} = ${expression(context, initializer)}`;
    })
    .join('; ');
}

function expression(context, is) {
  const of = (each) => expression(context, each);
  if (ts.isNumericLiteral(is)) return is.getText().startsWith('0x') ? `${is.getText()}ull` : is.getText();
  if (ts.isIdentifier(is)) return context.resolve(is.text);
  if (ts.isParenthesizedExpression(is)) return `(${of(is.expression)})`;
  if (ts.isTypeAssertionExpression(is)) return `(${typeText(is.type)})${of(is.expression)}`;
  if (ts.isBinaryExpression(is)) return `${of(is.left)} ${is.operatorToken.getText()} ${of(is.right)}`;
  if (ts.isPrefixUnaryExpression(is)) return `${ts.tokenToString(is.operator)}${of(is.operand)}`;
  if (ts.isPostfixUnaryExpression(is)) return `${of(is.operand)}${ts.tokenToString(is.operator)}`;
  if (ts.isCallExpression(is)) return callText(context, is);
  return fail(is);
}

function callText(context, is) {
  const args = is.arguments.map((each) => expression(context, each));
  const called = is.expression;
  if (ts.isIdentifier(called)) return `${context.resolve(called.text)}(${args.join(', ')})`;
  const { expression: kind, name } = called;
  const prefix = SIMD[kind.text] ?? fail(is);
  if (args.length < (WITH_OFFSET[`${kind.text}.${name.text}`] ?? 0)) args.push('0');
  return `${prefix}_${name.text}(${args.join(', ')})`;
}

function fail(node) {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart());
  throw new Error(
    `${source.fileName}:${line + 1}: scripts/kernel-to-c.mjs cannot print this as C: ${node.getText()}`,
  );
}
