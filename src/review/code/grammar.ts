import type { Language } from './languages.ts';

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
}

const javascript: Grammar = {
  strings: ['string', 'template_string'],
  interpolations: ['template_substitution'],
  concatenations: ['binary_expression'],
  formatters: /^util\.format$|\.concat$/,
  loops: ['for_statement', 'for_in_statement', 'while_statement', 'do_statement'],
  iterators: /\.(map|forEach|flatMap|reduce|filter)$/,
  functions: ['function_declaration', 'function_expression', 'arrow_function', 'method_definition'],
  calls: ['call_expression'],
  catches: ['catch_clause'],
  anyError: null,
  comments: ['comment'],
  network: [
    {
      call: /^(fetch|globalThis\.fetch|node_?[fF]etch)$/,
      bounded: /signal|\.\.\.\w+|,\s*\w*([oO]ptions|[oO]pts|[iI]nit|[cC]onfig)\s*\)/,
      remedy: 'Pass `signal: AbortSignal.timeout(ms)`.',
    },
    {
      call: /^axios(\.(get|post|put|patch|delete|request))?$/,
      bounded: /timeout|signal|\.\.\.\w+|,\s*\w*([oO]ptions|[oO]pts|[cC]onfig)\s*\)/,
      remedy: 'Give axios a `timeout`; its default is none.',
    },
  ],
};

export const grammars: Readonly<Record<Language, Grammar>> = {
  javascript,
  typescript: javascript,
  python: {
    strings: ['string'],
    interpolations: ['interpolation'],
    concatenations: ['binary_operator'],
    formatters: /\.format$/,
    loops: [
      'for_statement',
      'while_statement',
      'list_comprehension',
      'dictionary_comprehension',
      'set_comprehension',
      'generator_expression',
    ],
    iterators: null,
    functions: ['function_definition'],
    calls: ['call'],
    catches: ['except_clause'],
    anyError: /^except(\s*:|\s+\(?(Base)?Exception\b)/,
    comments: ['comment'],
    network: [
      {
        call: /^(requests|session|httpx)\.(get|post|put|patch|delete|request)$/,
        // SQLAlchemy's session gets rows: its first argument is a class.
        bounded: /timeout|\*\*|^session\.\w+\(\s*[A-Z]\w*[a-z]\w*\s*[,)]/,
        remedy: 'Pass `timeout=`; requests waits for ever without it.',
      },
      { call: /^(urllib\.request\.)?urlopen$/, bounded: /timeout/, remedy: 'Pass `timeout=`.' },
    ],
  },
  java: {
    strings: ['string_literal'],
    interpolations: [],
    concatenations: ['binary_expression'],
    formatters: /^String\.format$|\.formatted$/,
    loops: ['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement'],
    iterators: /\.(forEach|map|flatMap|peek)$/,
    functions: ['method_declaration', 'constructor_declaration'],
    calls: ['method_invocation'],
    catches: ['catch_clause'],
    anyError: /\b(Exception|Throwable)\s+\w+\s*\)/,
    comments: ['line_comment', 'block_comment'],
    network: [
      {
        call: /^HttpRequest\.newBuilder$/,
        bounded: /\.timeout\(/,
        remedy: 'Set `.timeout(Duration)` on the request; the default is none.',
      },
    ],
  },
  go: {
    strings: ['interpreted_string_literal', 'raw_string_literal'],
    interpolations: [],
    concatenations: ['binary_expression'],
    formatters: /^fmt\.Sprintf$/,
    loops: ['for_statement'],
    iterators: null,
    functions: ['function_declaration', 'method_declaration', 'func_literal'],
    calls: ['call_expression'],
    catches: [],
    anyError: null,
    comments: ['comment'],
    network: [
      {
        call: /^http\.(Get|Post|PostForm|Head)$/,
        bounded: /(?!)/,
        remedy:
          'Use an `http.Client` with a `Timeout`, or a request with a context: the default client has none.',
      },
    ],
  },
  php: {
    strings: ['string', 'encapsed_string', 'heredoc'],
    interpolations: ['variable_name', 'member_access_expression', 'subscript_expression'],
    concatenations: ['binary_expression'],
    formatters: /^v?sprintf$/,
    loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
    iterators: /^array_(map|walk|filter)$/,
    functions: [
      'function_definition',
      'method_declaration',
      'anonymous_function',
      'arrow_function',
    ],
    calls: ['function_call_expression', 'member_call_expression', 'scoped_call_expression'],
    catches: ['catch_clause'],
    anyError: /\(\s*\\?(Exception|Throwable|Error)\b/,
    comments: ['comment'],
    network: [
      {
        call: /^curl_exec$/,
        bounded: /(?!)/,
        remedy: 'Set `CURLOPT_TIMEOUT` and `CURLOPT_CONNECTTIMEOUT`.',
      },
      {
        call: /^file_get_contents$/,
        bounded: /stream_context|\$context|^(?![\s\S]*(https?:|url|uri|endpoint|link|host))/i,
        remedy: 'Pass a stream context with a timeout.',
      },
    ],
  },
  ruby: {
    strings: ['string', 'heredoc_body'],
    interpolations: ['interpolation'],
    concatenations: ['binary'],
    formatters: /^(format|sprintf)$/,
    loops: ['for', 'while', 'until'],
    iterators: /\.(each|map|flat_map|select|each_with_index|find_each|times)$/,
    functions: ['method', 'singleton_method'],
    calls: ['call'],
    catches: ['rescue'],
    anyError: /^rescue\s*($|=>|\n|StandardError|Exception)/,
    comments: ['comment'],
    network: [
      {
        call: /^Net\.HTTP\.(get|post|get_response|post_form)$/,
        bounded: /(?!)/,
        remedy: 'Use `Net::HTTP.start` with `open_timeout` and `read_timeout`.',
      },
    ],
  },
};
