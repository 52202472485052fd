import { readFences } from './fences.ts';

/** Something that the answer points at, as if it had read it there. */
export interface Citation {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'address' | 'file' | 'line' | 'decision' | 'finding';
  /** Null: it is there. Else what is wrong, a few words. */
  readonly wrong: string | null;
}

/** What was read in the thread, as far as a citation can be held against it. */
export interface ReadMaterial {
  /** Everything that people wrote, files said and tools returned. */
  readonly texts: readonly string[];
  readonly files: readonly {
    readonly name: string;
    /** How many lines it has; null where that is not known. */
    readonly lines: number | null;
  }[];
}

/**
 * The sources that a text cites, each held against what was read. A file counts as cited where the text names a line
 * of it or says that something stands there; a file that the answer proposes to write is no citation.
 */
export function checkCitations(markdown: string, material: ReadMaterial): readonly Citation[] {
  const prose = withoutBlocks(markdown);
  const haystack = material.texts.join('\n').toLowerCase();
  const isRead = (text: string) => haystack.includes(text.toLowerCase());
  return [
    ...find(prose, address, ([text]) => withoutEnd(text)).map(({ name: url, ...at }) =>
      cite('address', at, isRead(url) ? null : 'this address stands nowhere in the thread'),
    ),
    ...lineCitations(prose, material, isRead),
    ...find(prose, decision, ([text]) => text).map(({ name, ...at }) =>
      cite('decision', at, isSpoken(name, haystack) ? null : 'no such decision was read here'),
    ),
    ...find(prose, finding, ([, id = '']) => id).map(({ name, ...at }) =>
      cite('finding', at, isRead(name) ? null : 'no tool reported such a finding'),
    ),
  ].toSorted((a, b) => a.from - b.from);
}

/** Whether a source that a structure lists was read: an address, a file, a decision, or words that stand there. */
export function isReadSource(source: string, { texts, files }: ReadMaterial): boolean {
  const wanted = source.trim().toLowerCase();
  const haystack = texts.join('\n').toLowerCase();
  const names = files.map(({ name }) => name.toLowerCase());
  const parts = [wanted, wanted.split(/[\s,:(#]/)[0] ?? ''].filter((part) => part.length > 3);
  if (parts.some((part) => haystack.includes(part) || names.some((name) => name.endsWith(part)))) {
    return true;
  }
  return names.some((name) => wanted.includes(name)) || own.test(wanted);
}

/** The thread itself and the tools are read by definition. */
const own =
  /\b(?:thread|message|conversation|question|user|asker|review_schema|check_api|explain_query|estimate_capacity|find_bottlenecks|review_code|render_diagram|search_decisions|read_file|requirements? form)\b/;

const address = /https?:\/\/[^\s<>()"'`\]]+/g;
/** Only from where a name can begin: from each of its characters, a long word would be read a thousand times over. */
const fileName = String.raw`(?<![\w./-])([\w./-]*[\w-]\.(?:sql|ddl|prisma|dbml|rb|ya?ml|json|proto|graphqls?|ts|tsx|js|mjs|py|java|go|cs|kt|php|rs|md|txt|toml|tf|xml|log|csv|pdf|png|ini|conf|env|sh|gradle))`;
const numbers = String.raw`(\d{1,6})(?:\s?[-–]\s?(\d{1,6}))?`;
/** "orders.sql:12", "orders.sql, lines 3–9", "line 12 of orders.sql", "according to orders.sql". */
const lines: readonly { readonly shape: RegExp; readonly file: number; readonly at: number }[] = [
  { shape: new RegExp(`\`?${fileName}\`?:${numbers}`, 'g'), file: 1, at: 2 },
  {
    shape: new RegExp(`\`?${fileName}\`?,? \\(?(?:at |on )?lines? ${numbers}`, 'gi'),
    file: 1,
    at: 2,
  },
  { shape: new RegExp(`\\blines? ${numbers} (?:of|in) \`?${fileName}`, 'gi'), file: 3, at: 1 },
  {
    shape: new RegExp(
      `\\b(?:according to|as stated in|as written in|see|per) \`?${fileName}`,
      'gi',
    ),
    file: 1,
    at: 9,
  },
];
const decision = /\b(?:ADR|DEC)[-‑ ]?#?\d{1,5}\b/g;
const finding = /\b(?:finding|rule|check) `([a-z][a-z0-9]*[._-][a-z0-9._-]+)`/gi;

interface Place {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

function cite(kind: Citation['kind'], place: Place, wrong: string | null): Citation {
  return { kind, ...place, wrong };
}

function find(
  prose: string,
  shape: RegExp,
  nameOf: (match: RegExpExecArray) => string,
): readonly (Place & { readonly name: string })[] {
  return [...prose.matchAll(shape)].map((match) => {
    const name = nameOf(match);
    const text = match[0].startsWith(name) ? name : match[0];
    return { name, text, from: match.index, to: match.index + text.length };
  });
}

function lineCitations(
  prose: string,
  { files }: ReadMaterial,
  isRead: (text: string) => boolean,
): readonly Citation[] {
  return lines.flatMap(({ shape, file, at }) =>
    [...prose.matchAll(shape)].map((match) => {
      const [name, last] = [match[file] ?? '', Number(match[at + 1] ?? match[at] ?? 0)];
      const place = { text: match[0], from: match.index, to: match.index + match[0].length };
      const known = files.find((shared) => endsWithPath(shared.name, name));
      const kind = last > 0 ? 'line' : 'file';
      if (known === undefined) {
        return cite(kind, place, isRead(name) ? null : `no file ${name} was shared or read here`);
      }
      const tooFar = known.lines !== null && last > known.lines;
      return cite(kind, place, tooFar ? `${known.name} has ${known.lines} lines` : null);
    }),
  );
}

function endsWithPath(shared: string, cited: string): boolean {
  const [a, b] = [shared.toLowerCase(), cited.toLowerCase()];
  return a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);
}

/** "ADR 7", "ADR-0007" and "adr #7" are one. */
function isSpoken(name: string, haystack: string): boolean {
  const number = Number(/\d+/.exec(name)?.[0]);
  const spoken = new RegExp(`\\b(?:adr|dec|decision)s?[-‑_/ ]{0,2}#?0{0,4}${number}\\b`);
  return spoken.test(haystack);
}

function withoutEnd(url: string): string {
  return url.replace(/[.,;:!?*_]+$/, '');
}

/** Code blocks cite nothing; inline code does. */
function withoutBlocks(markdown: string): string {
  return readFences(markdown).reduce(
    (text, { from, to }) =>
      text.slice(0, from) + text.slice(from, to).replace(/[^\n]/g, ' ') + text.slice(to),
    markdown,
  );
}
