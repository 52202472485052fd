/** A keyed set of immutable rows that tells about each change. */
export class Rows<Row> {
  readonly #rows = new Map<string, Row>();
  readonly #keyOf: (row: Row) => string;
  readonly #onPut: (row: Row, isNew: boolean) => void;

  constructor(keyOf: (row: Row) => string, onPut: (row: Row, isNew: boolean) => void) {
    this.#keyOf = keyOf;
    this.#onPut = onPut;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  /** In the order in which they came first. */
  all(): Row[] {
    return [...this.#rows.values()];
  }

  put(row: Row): Row {
    const key = this.#keyOf(row);
    const isNew = !this.#rows.has(key);
    this.#rows.set(key, row);
    this.#onPut(row, isNew);
    return row;
  }
}
