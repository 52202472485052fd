/**
 * What the rules need to know of a language: names of its grammar's nodes, and the words of its libraries. The node
 * names are those of the tree-sitter grammars that ast-grep ships.
 */
export interface Grammar {
  readonly strings: readonly string[];
  /** Nodes within a string that are computed. */
  readonly interpolations: readonly string[];
  readonly concatenations: readonly string[];
  /** Calls that put values into a text: `String.format(…)`, `"…".format(…)`. Tested on the called name. */
  readonly formatters: RegExp;
  readonly loops: readonly string[];
  /** Called with a function that runs for each element: `orders.map(…)`. */
  readonly iterators: RegExp | null;
  readonly functions: readonly string[];
  /** What else is handed over to be called: a block, a lambda. */
  readonly callbacks: readonly string[];
  readonly calls: readonly string[];
  readonly catches: readonly string[];
  /** What a handler says that takes every error; null where each does. */
  readonly anyError: RegExp | null;
  readonly comments: readonly string[];
  /** Network calls that wait for ever unless told otherwise, and what tells them. */
  readonly network: readonly {
    readonly call: RegExp;
    readonly bounded: RegExp;
    readonly remedy: string;
  }[];
  /** What switches a limit off that the library would keep by itself. */
  readonly unbounded?: {
    readonly kinds: readonly string[];
    readonly text: RegExp;
    readonly remedy: string;
  };
}
