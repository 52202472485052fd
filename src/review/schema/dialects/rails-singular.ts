/**
 * What Rails calls one row of a table, after which it names foreign keys: schema.rb leaves out a column that is called
 * so. The rules are those of ActiveSupport's English inflections, in their order: the first that fits.
 */
export function singular(table: string): string {
  const name = table.split('.').at(-1) ?? table;
  const fits = RULES.find(([pattern]) => pattern.test(name));
  return fits === undefined ? name : name.replace(...fits);
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/\b(equipment|information|rice|money|species|series|fish|sheep|jeans|police)$/, '$1'],
  [/zombies$/, 'zombie'],
  [/moves$/, 'move'],
  [/sexes$/, 'sex'],
  [/children$/, 'child'],
  [/men$/, 'man'],
  [/people$/, 'person'],
  [/(database)s$/, '$1'],
  [/(quiz)zes$/, '$1'],
  [/(matr)ices$/, '$1ix'],
  [/(vert|ind)ices$/, '$1ex'],
  [/^(ox)en/, '$1'],
  [/(alias|status)(es)?$/, '$1'],
  [/(octop|vir)(us|i)$/, '$1us'],
  [/^(a)x[ie]s$/, '$1xis'],
  [/(cris|test)(is|es)$/, '$1is'],
  [/(shoe)s$/, '$1'],
  [/(o)es$/, '$1'],
  [/(bus)(es)?$/, '$1'],
  [/^(m|l)ice$/, '$1ouse'],
  [/(x|ch|ss|sh)es$/, '$1'],
  [/(m)ovies$/, '$1ovie'],
  [/(s)eries$/, '$1eries'],
  [/([^aeiouy]|qu)ies$/, '$1y'],
  [/([lr])ves$/, '$1f'],
  [/(tive)s$/, '$1'],
  [/(hive)s$/, '$1'],
  [/([^f])ves$/, '$1fe'],
  [/(^analy)(sis|ses)$/, '$1sis'],
  [/(analy|ba|diagno|parenthe|progno|synop|the)(sis|ses)$/, '$1sis'],
  [/([ti])a$/, '$1um'],
  [/(n)ews$/, '$1ews'],
  [/(ss)$/, '$1'],
  [/s$/, ''],
];
