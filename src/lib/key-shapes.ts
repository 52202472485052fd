/**
 * Keys that can be told by their look alone, because who issues them begins them alike. Each shape is how it begins,
 * whole, and what must follow before it is a key and not a word. From the issuers' own pages and the patterns of
 * GitHub's secret scanning.
 */
const issued: readonly (readonly [begins: readonly string[], goesOn: string])[] = [
  [['AKIA', 'ASIA'], '[A-Z0-9]{16,}'],
  [['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'], '\\w{20,}'],
  [['glpat-', 'gldt-', 'glrt-', 'glcbt-', 'glptt-'], '[\\w.-]{16,}'],
  [
    ['xoxa-', 'xoxb-', 'xoxc-', 'xoxd-', 'xoxe-', 'xoxp-', 'xoxr-', 'xoxs-', 'xapp-'],
    '[\\w-]{12,}',
  ],
  [['sk-ant-', 'sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-or-'], '[\\w-]{16,}'],
  [['sk-'], '[A-Za-z0-9]{32,}'],
  [['sk_live_', 'rk_live_', 'whsec_'], '\\w{16,}'],
  [['AIza', 'GOCSPX-'], '[\\w-]{24,}'],
  [['npm_', 'hf_'], '[A-Za-z0-9]{30,}'],
  [['pypi-'], '[\\w-]{40,}'],
  [['dckr_pat_', 'dckr_oat_', 'lin_api_', 'sntrys_'], '[\\w-]{20,}'],
  [['dop_v1_', 'shpat_', 'shpss_', 'dapi'], '[a-f0-9]{32,}'],
  [['SG.'], '[\\w-]{16,}\\.[\\w-]{32,}'],
  [['hvs.', 'ya29.'], '[\\w.-]{24,}'],
  // A signed token: header, claims, signature. A header with another beginning in it would be read once from each.
  [['eyJ'], '(?:(?![_-]eyJ)[\\w-]){8,}\\.eyJ[\\w-]{8,}\\.[\\w-]{8,}'],
];

/** Between the lines of a block: their ends, also as an escape, quotes of a text over several lines, a diff's signs, and line numbers. */
const between = '(?:\\s|\\\\[nr]|["\'`+,|>-]|(?<=\\s)\\d{1,5}\\t)';
const line = '[A-Za-z0-9+/=]';
const border = (word: string) => `-----${word} [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----`;
const headerName = `${between}{1,9}[A-Z][A-Za-z-]{2,30}:`;
/** "Proc-Type: 4,ENCRYPTED", to the end of its line: with several ends it could take, a row of them takes for ever. */
const header = `${headerName} [^\\n\\\\]{1,100}(?=[\\n\\\\])`;

/** A PEM block with at least one line of the key itself: where only its border stands, somebody speaks of keys. */
const block =
  `${border('BEGIN')}(?:${header})*(?:${between}{1,40}${line}{16,}(?!${line}))+` +
  `(?:${between}{1,40}${line}{1,76}(?=${between}{0,40}-----END))?(?:${between}{0,40}${border('END')})?`;

/** `_ghp_…_` and `token_ghp_…` hold keys as well. */
const shape = [
  ...issued.map(
    ([begins, goesOn]) => `(?<![A-Za-z0-9])(?:${begins.map(literal).join('|')})${goesOn}`,
  ),
  block,
].join('|');

/** Every key of a well-known shape, replaced. */
export function withoutKeys(text: string, replacement: string): string {
  return text.replaceAll(new RegExp(shape, 'g'), replacement);
}

export function holdsKey(text: string): boolean {
  return new RegExp(shape).test(text);
}

/**
 * For text that is still being written: from where on a key may have begun that is not at its end, else the text's
 * length. What stands before it holds no part of a key that goes on.
 */
export function unfinishedKeyAt(text: string): number {
  return Math.min(unfinishedBlockAt(text), unfinishedWordAt(text));
}

const beginnings = issued.flatMap(([begins]) => begins);

function unfinishedWordAt(text: string): number {
  const [word = ''] = /(?<![\w.-])[\w.-]*$/.exec(text.slice(-longestWord)) ?? [];
  if (word.length === longestWord) return text.length;
  const start = text.length - word.length;
  for (const { index } of word.matchAll(/(?<![A-Za-z0-9])[A-Za-z]/g)) {
    const rest = word.slice(index);
    const mayBegin = (key: string) => rest.startsWith(key) || key.startsWith(rest);
    if (beginnings.some(mayBegin)) return start + index;
  }
  return text.length;
}

function unfinishedBlockAt(text: string): number {
  const from = Math.max(0, text.length - longestBlock);
  const found = unfinishedBlock.exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}

/** The border as far as it is written, or all of it and nothing behind it but what may stand in a block. */
const unfinishedBlock = new RegExp(
  '-{1,5}$|-----(?:B|BE|BEG|BEGI|BEGIN|BEGIN [A-Z0-9 ]{0,60}-{0,4})$|' +
    `${border('BEGIN')}(?:${header})*(?:${headerName}[^\\n\\\\]{0,101}|[\\s\\\\"'\`+,|>A-Za-z0-9/=-]*)$`,
);

/** As long as a signed token that fits into a request's head, so that a line without spaces is not held back for ever. */
const longestWord = 8_000;
/** Longer than an RSA key of 8,192 bits, 6.4 kB. */
const longestBlock = 10_000;

function literal(text: string): string {
  return text.replaceAll('.', '\\.');
}
