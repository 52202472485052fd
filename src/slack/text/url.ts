/**
 * The one spelling of a web address, for comparing and for sending: what `new URL` understood, written out. Sending
 * the model's own spelling would let two parsers disagree about the host (`https://ok.example\@evil.example`).
 * Null for anything that is not plain http(s): other schemes, credentials in the address, no host.
 */
export function canonicalUrl(raw: string): string | null {
  const text = decodeEntities(raw.trim());
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '') return null;
  const path = `${url.pathname}${url.search}${url.hash}`.replace(UNSAFE, (char) =>
    encodeURIComponent(char).replace(/[()]/g, (paren) => (paren === '(' ? '%28' : '%29')),
  );
  return url.origin + path;
}

/** What Markdown or Slack would read as syntax although a URL may contain it. */
const UNSAFE = /[()`|<>[\]\\^{}]|@(?=channel|here|everyone)/gi;

/** HTML entities that can spell an address; Markdown decodes them in destinations and in text. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,12}));/gi,
    (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['colon', ':'],
  ['sol', '/'],
  ['bsol', '\\'],
  ['period', '.'],
  ['commat', '@'],
  ['quest', '?'],
  ['num', '#'],
  ['excl', '!'],
  ['lpar', '('],
  ['rpar', ')'],
  ['tab', '\t'],
  ['newline', '\n'],
]);
