// What is wrong with an output that may hold foreign text, by its format; undefined if nothing is.
import { readFileSync } from 'node:fs';

const { payloads, unseen, command } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/foreign-text.json', import.meta.url), 'utf8'),
);
export const PAYLOADS = payloads;

const OBEYED = new RegExp(`${unseen}|${command}`, 'imu');
const shown = (found) => JSON.stringify(found?.slice(0, 60));

function obeyed(text) {
  const found = OBEYED.exec(text);
  return found === null
    ? undefined
    : `${shown(found[0])} in ${shown(text.slice(Math.max(0, found.index - 20)))}`;
}

const among = (text, pattern) => {
  const found = pattern.exec(text);
  return found === null ? undefined : shown(text.slice(Math.max(0, found.index - 20), found.index + 40));
};

/** Tags of a document of XML are closed in order, and nothing but tags and the five entities holds their signs. */
function malformed(text) {
  const open = [];
  for (const [tag, close, name, , isEmpty] of text.matchAll(
    /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
  )) {
    if (close === '/') {
      if (open.pop() !== name) return shown(tag);
    } else if (isEmpty !== '/') open.push(name);
  }
  const rest = text.replace(/<\?xml[^<>]*\?>|<\/?[a-zA-Z][\w:-]*(\s+[\w:-]+="[^"<]*")*\s*\/?>/g, '');
  return open.length > 0
    ? `${open.at(-1)} is not closed`
    : among(rest, /[<>]|&(?!(amp|lt|gt|quot|apos|#\d+);)/);
}

/** Text as a reader of Markdown would have it: mentions and addresses are looked for in that. */
const read = (text) => text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));

const CHECKS = {
  text: obeyed,
  csv: obeyed,
  json: (text) => {
    try {
      JSON.parse(text);
    } catch (error) {
      return error.message;
    }
    return obeyed(text);
  },
  github: (text) =>
    among(text, /^(?!::(notice|warning|error) title=[^:,\r\n]*::)./m) ??
    obeyed(text.replace(/^::\w+ title=/gm, '')),
  markdown: (text) =>
    obeyed(text) ??
    among(text, /[<\]]|\*\*bold|~~/) ??
    among(read(text), /@octocat|\w#2|:\/\/evil|www\.evil|a@evil|[^&]#1 /),
  xml: (text) => obeyed(text) ?? malformed(text) ?? among(text, /<script|<img|onerror="/i),
  html: (text) => {
    // The data, the oracle for the page's worker, and the page's own script: these two hold nothing of the folder.
    const [, data, oracle, script, ...more] = text.split(/<script[^>]*>/);
    if (script === undefined || more.length > 0) return `${text.split(/<script/).length - 1} scripts`;
    const own = text
      .replace(/<style>[^]*?<\/style>/, '')
      .slice(0, -script.length)
      .replace(oracle, '');
    return obeyed(own) ?? among(data.slice(0, data.indexOf('</script>')), /[<>&]/) ?? among(own, /<img/);
  },
};

/** `kind` is the format by name. */
export const wrongIn = (kind, text) => CHECKS[kind](text);
