/** Rows by table, as a person says them. */
export type RowCounts = Readonly<Record<string, number>>;

export type ParsedRows =
  { readonly ok: true; readonly rows: RowCounts } | { readonly ok: false; readonly why: string };

/**
 * Reads `orders=50M, public.customers: 200k; items 1_000_000`. Understands k, M, B (and "million" …), thousands parted
 * by `_`, `,` or a space, and decimals in front of a unit. What it does not understand is told, never skipped.
 */
export function parseRowCounts(text: string): ParsedRows {
  const rows: Record<string, number> = {};
  let rest = text.replace(/^[\s,;{}]+/, '');
  while (rest !== '') {
    const entry = entryShape.exec(rest);
    if (entry === null) return no(`I cannot read row counts from "${rest.slice(0, 40)}".`);
    const [whole, quoted, bare = '', digits = '', unit = ''] = entry;
    const table = quoted ?? bare;
    const count = Math.round(Number(digits.replace(/[_, ]/g, '')) * factorOf(unit));
    if (!Number.isSafeInteger(count) || count > MOST_ROWS) {
      return no(`"${table}" cannot have ${digits}${unit} rows: more than ${MOST_ROWS}.`);
    }
    rows[table] = count;
    rest = rest.slice(whole.length).replace(/^[\s,;{}]+/, '');
  }
  return Object.keys(rows).length === 0
    ? no('There is no row count in it. Write it like this: orders=50M, customers=200k.')
    : { ok: true, rows };
}

/** A table of PostgreSQL ends at 32 TB; a hundred billion rows of the smallest kind are near it. */
const MOST_ROWS = 100_000_000_000;

const entryShape = new RegExp(
  String.raw`^(?:"([^"]+)"|([A-Za-z_\u0080-\uffff][\w$.\u0080-\uffff]*))\s*(?:=|:|\s)\s*` +
    String.raw`(\d{1,3}(?:[_, ]\d{3})+(?!\d)|\d+(?:\.\d+)?)` +
    String.raw`\s*(thousand|million|billion|k|m|mio|b|bn|g)?(?![\w.])(?:\s*rows\b)?`,
  'i',
);

function factorOf(unit: string): number {
  switch (unit.toLowerCase()) {
    case '':
      return 1;
    case 'k':
    case 'thousand':
      return 1e3;
    case 'm':
    case 'mio':
    case 'million':
      return 1e6;
    default:
      return 1e9;
  }
}

function no(why: string): ParsedRows {
  return { ok: false, why };
}
