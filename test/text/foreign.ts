import fc from 'fast-check';

/** What somebody might put into a name, a path or a file to speak for gradvar, to a reader or to a machine. */
export const PAYLOADS = [
  '\u001b[2J\u001b[31mred\u001b[0m',
  '\u009b31mred\u0007\u007f\u0000',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '::error file=pwn::broken',
  ' \t::set-output name=x::y',
  '##[error]broken',
  'x##vso[task.setvariable variable=a]b',
  "##teamcity[buildStatus status='FAILURE']",
  '\u001b[0Ksection_start:1:pwn\r\u001b[0K',
  'one\n::error::two\r\n##[error]three',
  ']]><script>alert(1)</script><!--',
  '"><img src=x onerror=alert(1)>',
  '![x](https://evil.example/x) [y](javascript:alert(1)) <https://evil.example>',
  '@octocat #1 owner/repo#2 !3 www.evil.example a@evil.example GH-4',
  '`code` **bold** | cell | ~~gone~~ \\',
  '\u202egpj.exe\u202c \u2066\u2069\u200e\u200f\u200b\u2060\ufeff\u00ad',
  'a\u2028b\u2029c\u0085d',
  '\ud800 \udfff \ufffe \u3164 \u{e0041}',
  "'; rm -rf ~; $(id) `id`",
  'long '.repeat(5000),
] as const;

/** Any text, and payloads in any text. */
export const foreignText = fc.oneof(
  fc.constantFrom(...PAYLOADS),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...PAYLOADS.map((text) => text.slice(0, 100))),
        fc.constantFrom(
          ':',
          '::',
          '#',
          '##',
          '[',
          '\n',
          '\r',
          ' ',
          '@',
          '|',
          '`',
          '<',
          '&',
          '%',
          '\\',
          "'",
          '"',
          'vso[',
          'a',
          '1',
        ),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join('')),
);

/** What a terminal or a CI system would obey in a text, or what nobody sees; null if there is nothing. */
export function commandIn(text: string): string | null {
  const unseen =
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\ud800-\udfff]/u.exec(
      text,
    );
  if (unseen !== null) return `U+${unseen[0].codePointAt(0)!.toString(16)}`;
  return (/^\s*::/m.exec(text) ?? /##(\[|vso\[|teamcity\[)/i.exec(text))?.[0] ?? null;
}
