import type { Grammar } from '../grammar.ts';

export const java: Grammar = {
  strings: ['string_literal'],
  interpolations: [],
  concatenations: ['binary_expression'],
  formatters: /^String\.format$|\.formatted$/,
  loops: ['for_statement', 'enhanced_for_statement', 'while_statement', 'do_statement'],
  iterators: /\.(forEach|map|flatMap|peek)$/,
  functions: ['method_declaration', 'constructor_declaration'],
  callbacks: ['lambda_expression'],
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
    {
      call: /^(new)?(java\.net\.)?URL$/,
      bounded: /^(?![\s\S]*\)\s*\.\s*(openStream|openConnection|readText|readBytes)\()/,
      remedy: 'Open the connection and set `connectTimeout` and `readTimeout`; both are none.',
    },
  ],
};
