import { visibleLine } from './visible.ts';

/**
 * A workflow command of GitHub Actions: `::error title=…::…`, the lines of the message in one.
 *
 * Source: toolkit of GitHub Actions, packages/core/src/command.ts.
 */
export function annotation(
  level: 'notice' | 'warning' | 'error',
  title: string,
  message: readonly string[],
): string {
  return `::${level} title=${property(title)}::${message.map(data).join('%0A')}\n`;
}

const data = (text: string): string => visibleLine(text).replaceAll('%', '%25');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
