/** A bit is a boolean here, so that what it is set to and compared with is one, too: `DEFAULT ((0))`, `[Deleted]=(0)`. */
export function withBits(script: string): string {
  const set = script.replaceAll(
    new RegExp(`\\bboolean\\b(${nullable}${named}\\s+DEFAULT\\s+)${bit}`, 'gi'),
    (_, before: string, value: string) => `boolean${before}${truth(value)}`,
  );
  const columns = new Set(
    [...set.matchAll(/("\w+"|\w+)\s+boolean\b/gi)].map(([, column = '']) => column.toLowerCase()),
  );
  return set.replaceAll(
    new RegExp(`("\\w+"|\\b\\w+)(\\s*(?:=|<>|!=)\\s*)${bit}`, 'gi'),
    (whole, column: string, operator: string, value: string) =>
      columns.has(column.toLowerCase()) ? `${column}${operator}${truth(value)}` : whole,
  );
}

const nullable = '(?:\\s+(?:NOT\\s+)?NULL)?';
const named = '(?:\\s+CONSTRAINT\\s+(?:"\\w+"|\\w+))?';
/** In as many brackets as it closes: one more is the table's. */
const bit = '(\\(\\([01]\\)\\)|\\([01]\\)|[01]\\b)';

function truth(value: string): string {
  return String(value.includes('1'));
}
