// docs/api.md, made from what src/index.ts exports: signature, docstring and example of each.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What src/index.ts exports, in its order: { name, kind, signature, text, throws, example }. */
export function publicExports() {
  const file = join(root, 'src/index.ts');
  const program = ts.createProgram([file], compilerOptions());
  const checker = program.getTypeChecker();
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
  return exported.map((symbol) => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const declaration = target.declarations[0];
    const tags = target.getJsDocTags(checker);
    const tagged = (name) =>
      tags.filter((tag) => tag.name === name).map((tag) => ts.displayPartsToString(tag.text).trim());
    return {
      name: symbol.name,
      kind: kindOf(declaration),
      signature: signatureOf(declaration, target.name, symbol.name),
      text: ts.displayPartsToString(target.getDocumentationComment(checker)),
      parameters: tagged('param'),
      throws: tagged('throws'),
      example: tagged('example').join('\n'),
    };
  });
}

export function compilerOptions() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return { ...options, noEmit: true };
}

export function apiPage() {
  const all = publicExports();
  const list = (kind) => all.filter((each) => each.kind === kind);
  return [
    '# The library',
    '',
    '<!-- Made from the docstrings of what src/index.ts exports, by `npm run docs`; do not edit. -->',
    '',
    "Everything that the command line does is a function: `import { … } from 'gradvar'`. Nothing is printed, errors are of",
    'the class `GradvarError`, a run can be stopped by an `AbortSignal`. The examples are run by a test.',
    '',
    ...['function', 'value', 'class', 'type'].flatMap((kind) => [
      `## ${HEADINGS[kind]}`,
      '',
      ...list(kind).flatMap(entry),
    ]),
  ].join('\n');
}

const HEADINGS = { function: 'Functions', value: 'Values', class: 'Errors', type: 'Types' };

function kindOf(declaration) {
  if (ts.isFunctionDeclaration(declaration)) return 'function';
  if (ts.isVariableDeclaration(declaration)) return 'value';
  return ts.isClassDeclaration(declaration) ? 'class' : 'type';
}

/** Of functions and short types; long types are in the package's own declarations. */
function signatureOf(declaration, own, name) {
  if (ts.isFunctionDeclaration(declaration)) {
    const head = declaration.getText().slice(0, declaration.body.getStart() - declaration.getStart());
    return head
      .replace(/^export /, '')
      .replace(/\s+/g, ' ')
      .replace(own, name)
      .replace(/, \)/, ')')
      .trim();
  }
  if (!ts.isInterfaceDeclaration(declaration) && !ts.isTypeAliasDeclaration(declaration)) return '';
  const text = declaration.getText().replace(/^export /, '');
  return text.split('\n').length <= 40 ? text : '';
}

function entry({ name, signature, text, parameters, throws, example }) {
  return [
    `### ${name}`,
    '',
    ...(signature === '' ? [] : ['```ts', signature, '```', '']),
    text,
    '',
    ...parameters.map((each) => `- parameter ${each.replace(/\s+/g, ' ')}`),
    ...throws.map((each) => `- throws ${each.replace(/\s+/g, ' ')}`),
    ...(parameters.length + throws.length === 0 ? [] : ['']),
    '```ts',
    example,
    '```',
    '',
  ];
}
