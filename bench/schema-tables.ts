/**
 * A schema of so many tables, made alike in every run: shops in a row, each with the usual mistakes (a foreign key
 * without an index, an index that is there twice, times without a zone, money in floating point).
 */
export function schemaOf(tables: number): string {
  return Array.from({ length: tables }, (_, number) => table(number)).join('\n');
}

function table(number: number): string {
  const name = `${kinds[number % kinds.length]}_${number}`;
  const parent = number < kinds.length ? null : number - kinds.length;
  const reference =
    parent === null
      ? ''
      : `\n  parent_id bigint NOT NULL REFERENCES ${kinds[parent % kinds.length]}_${parent} (id),`;
  const money = number % 5 === 0 ? 'double precision' : 'numeric(12,2)';
  return `CREATE TABLE ${name} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,${reference}
  code varchar(40) NOT NULL UNIQUE,
  title text NOT NULL,
  status text NOT NULL DEFAULT 'open',
  price ${money} NOT NULL CHECK (price >= 0),
  details jsonb NOT NULL DEFAULT '{}',
  happened_at timestamp NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ${name}_title ON ${name} (title);
${number % 3 === 0 ? `CREATE INDEX ${name}_title_again ON ${name} (title);` : ''}
${parent !== null && number % 2 === 0 ? `CREATE INDEX ${name}_parent ON ${name} (parent_id);` : ''}`;
}

const kinds = ['customers', 'orders', 'items', 'payments', 'refunds', 'stores', 'visits', 'notes'];
