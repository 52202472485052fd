/**
 * `ADD CONSTRAINT name DEFAULT value FOR column`, which SQL Server's tools write after each table, as PostgreSQL says it.
 * A bit is a boolean here, so that its 0 is false.
 */
export function withDefaults(script: string): string {
  const booleans = new Set(
    [...script.matchAll(/("[^"\n]+")\s+boolean\b/g)].map(([, column]) => column),
  );
  return script.replaceAll(
    /\bADD\s+(?:CONSTRAINT\s+(?:"[^"\n]+"|\w+)\s+)?DEFAULT\s+([^\n;]+?)\s+FOR\s+("[^"\n]+"|\w+)/gi,
    (_, value: string, column: string) => {
      const bit = booleans.has(column) ? /^\(*([01])\)*$/.exec(value)?.[1] : undefined;
      const said = bit === undefined ? value : String(bit === '1');
      return `ALTER COLUMN ${column} SET DEFAULT ${said}`;
    },
  );
}
