import { markupLine, markupText } from './markup.ts';

/** A case of a JUnit file; its name, message and body may come from anywhere. */
export interface JunitCase {
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'skipped';
  readonly message: string;
  /** Lines. */
  readonly body: string;
}

/** One suite as JUnit XML; `name` such as `gradvar compare`. */
export function* junitDocument(
  name: string,
  cases: readonly JunitCase[],
  sentence: string,
): Generator<string> {
  const count = (wanted: JunitCase['outcome']) => cases.filter(({ outcome }) => outcome === wanted).length;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="${name}">\n`;
  yield `  <testsuite name="${name}" tests="${cases.length}" failures="${count('failure')}" skipped="${count('skipped')}" errors="0">\n`;
  for (const found of cases) yield caseText(name.replaceAll(' ', '.'), found);
  yield `    <system-out>${markupLine(sentence)}</system-out>\n  </testsuite>\n</testsuites>\n`;
}

function caseText(classname: string, { name, outcome, message, body }: JunitCase): string {
  const open = `    <testcase classname="${classname}" name="${markupLine(name)}"`;
  if (outcome === 'passed') return `${open}/>\n`;
  const inner = `<${outcome} message="${markupLine(message)}"`;
  return `${open}>${body === '' ? `${inner}/>` : `${inner}>${markupText(body)}</${outcome}>`}</testcase>\n`;
}
