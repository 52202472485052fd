import type { Grammar } from '../grammar.ts';

export const csharp: Grammar = {
  strings: [
    'string_literal',
    'verbatim_string_literal',
    'raw_string_literal',
    'interpolated_string_expression',
  ],
  interpolations: ['interpolation'],
  concatenations: ['binary_expression'],
  formatters: /^[sS]tring\.(Format|Concat)$|\.AppendFormat$/,
  loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
  iterators: /\.(ForEach|ForEachAsync|Select|SelectMany)$/,
  functions: [
    'method_declaration',
    'constructor_declaration',
    'local_function_statement',
    'lambda_expression',
    'anonymous_method_expression',
  ],
  callbacks: [],
  calls: ['invocation_expression'],
  catches: ['catch_clause'],
  // A filter (`when`) makes it one kind of error.
  anyError: /^catch\s*(\{|\(\s*(System\.)?Exception\b[^)]*\)(?!\s*when\b))/,
  comments: ['comment'],
  // HttpClient ends after 100 s and a SqlCommand after 30 s by themselves; what switches that off is looked for.
  network: [],
  unbounded: {
    kinds: ['assignment_expression'],
    text: /^[\w.]*Timeout\s*=\s*(0|-1|(System\.Threading\.)?Timeout\.Infinite\w*|TimeSpan\.FromMilliseconds\(-1\))$/,
    remedy: 'Set a limit below that of whoever waits for this.',
  },
};
