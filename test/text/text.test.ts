import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GradvarError } from '../../src/errors.ts';
import { annotation } from '../../src/text/annotation.ts';
import { csvCell } from '../../src/text/csv.ts';
import { jsonText, scriptJson } from '../../src/text/json.ts';
import { markdownCode, markdownText, shortMarkdown } from '../../src/text/markdown.ts';
import { markupLine, markupText } from '../../src/text/markup.ts';
import { shellCommand } from '../../src/text/shell.ts';
import { table } from '../../src/text/table.ts';
import { shortened, visibleLine, visibleLines, visibleText } from '../../src/text/visible.ts';
import { commandIn, foreignText, PAYLOADS } from './foreign.ts';

const holds = (check: (text: string) => void) => fc.assert(fc.property(foreignText, check), { numRuns: 400 });

test('a shown text holds nothing that is obeyed or not seen, and no more lines than it is to have', () => {
  holds((text) => {
    expect(commandIn(visibleLine(text))).toBeNull();
    expect(visibleLine(text)).not.toContain('\n');
    expect(commandIn(visibleText(text))).toBeNull();
    expect(visibleText(text).split('\n')).toHaveLength(text.split('\n').length);
    expect(visibleLines([text, text]).split('\n')).toHaveLength(2);
    expect(visibleLine(visibleLine(text))).toBe(visibleLine(text));
    expect(Array.from(shortened(text, 10)).length).toBeLessThanOrEqual(10);
  });
});

test('what is seen stays as it is', () => {
  for (const text of ['r = z² · sin(ωz)', 'a::b', 'C:\\x', '# 3 ## x', '日本 é – … ✅', '']) {
    expect(visibleLine(text)).toBe(text);
  }
  expect(visibleLine('a\u202eb\n##[x] ::y')).toBe('a\\u202eb\\u000a\\u0023#[x] ::y');
  expect(visibleText('a\n ::b')).toBe('a\n \\u003a:b');
});

test('an error holds its own lines and no others', () => {
  holds((text) => {
    const { message, hint } = new GradvarError('USAGE', 2, [`found '${text}'`, `  ${text}`], text);
    expect(commandIn(message)).toBeNull();
    expect(message.split('\n')).toHaveLength(2);
    expect(hint).not.toContain('\n');
    expect(message.length).toBeLessThan(200_000);
  });
});

test('a table has a line for each row', () => {
  holds((text) => {
    const shown = table(['name', text], [[text, 'x']]);
    expect(commandIn(shown)).toBeNull();
    expect(shown.split('\n')).toHaveLength(2);
  });
});

test('JSON reads back as the same data, on a terminal and in a page', () => {
  holds((text) => {
    const data = { [text]: [text] };
    for (const json of [
      jsonText(data),
      jsonText(data, 2),
      visibleText(JSON.stringify(data)),
      scriptJson(data),
    ]) {
      expect(JSON.parse(json)).toEqual(data);
      expect(commandIn(json)).toBeNull();
    }
    expect(scriptJson(data)).not.toMatch(/[<>&\n]/);
  });
});

test('markup holds no element, no attribute and no entity but its own', () => {
  holds((text) => {
    for (const shown of [markupLine(text), markupText(text)]) {
      expect(shown).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      expect(commandIn(shown)).toBeNull();
    }
  });
  expect(markupLine(`<a b="c" d='e'>&`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;');
});

test('Markdown holds letters, digits, plain signs and entities; what is a mention once shown is kept apart', () => {
  holds((text) => {
    const shown = markdownText(text);
    expect(shown).toMatch(/^([\p{L}\p{N}\u0020.,;=()%+–'/-]|&#\d+;)*$/u);
    const read = shown.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(read.replaceAll('\u200b', '')).toBe(visibleLine(text));
    expect(read).not.toMatch(/@[\w-]|#\d|!\d|:\/\/|www\.\w|!\[/);
    expect(markdownCode(text)).toMatch(/^(`[^`\n|]+`|[^`\n|]*)$/);
    expect(Array.from(shortMarkdown(text, 20)).length).toBeLessThan(20 * 20);
  });
  expect(markdownText('cosine k=3: d/dmu')).toBe('cosine k=3&#58; d/dmu');
});

test('an annotation is one line, whose only command is its own', () => {
  holds((text) => {
    const shown = annotation('error', text, [text, text]);
    expect(shown).toMatch(/^::error title=[^:,\n\r]*::[^\n\r]*\n$/);
    expect(commandIn(shown.slice(2))).toBeNull();
    expect(shown).not.toMatch(/%(?!25|0A|3A|2C)/);
  });
});

test('a CSV cell is one field of one line', () => {
  holds((text) => {
    const cell = csvCell(text);
    expect(commandIn(cell)).toBeNull();
    expect(cell).toMatch(/^([^",\n\r]*|"([^"\n\r]|"")*")$/);
  });
  expect([csvCell(null), csvCell(1.5), csvCell('-z^2')]).toEqual(['', '1.5', '-z^2']);
});

test('a shell that knows them reads words with unseen characters as they were, though all that is printed is seen', () => {
  const words = PAYLOADS.filter((text) => !/[\0\ud800-\udfff]/u.test(text) && text.length < 100);
  // Characters beyond 16 bits would be two halves: no such word is a name of ours.
  const printed = shellCommand(words);
  expect(commandIn(printed)).toBeNull();
  expect(visibleLine(printed)).toBe(printed);
  const script = `gradvar() { for word; do printf '%s\\0' "$word"; done; }; gradvar ${printed}`;
  const environment = { ...process.env, LC_ALL: 'C.UTF-8' };
  const found = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: environment });
  expect(found.split('\0').slice(0, -1)).toEqual(words);
});
