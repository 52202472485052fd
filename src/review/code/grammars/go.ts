import type { Grammar } from '../grammar.ts';

export const go: Grammar = {
  strings: ['interpreted_string_literal', 'raw_string_literal'],
  interpolations: [],
  concatenations: ['binary_expression'],
  formatters: /^fmt\.Sprintf$/,
  loops: ['for_statement'],
  iterators: null,
  functions: ['function_declaration', 'method_declaration', 'func_literal'],
  callbacks: [],
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
};
