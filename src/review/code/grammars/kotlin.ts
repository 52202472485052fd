import type { Grammar } from '../grammar.ts';
import { java } from './java.ts';

export const kotlin: Grammar = {
  strings: ['string_literal'],
  interpolations: ['interpolated_identifier', 'interpolated_expression'],
  concatenations: ['additive_expression'],
  formatters: /^String\.format$|\.format$/,
  loops: ['for_statement', 'while_statement', 'do_while_statement'],
  iterators:
    /\.(forEach|forEachIndexed|onEach|map|mapNotNull|mapIndexed|flatMap|filter|associateWith|associate|sumOf)$/,
  functions: [
    'function_declaration',
    'secondary_constructor',
    'anonymous_function',
    'lambda_literal',
  ],
  callbacks: [],
  calls: ['call_expression'],
  catches: ['catch_block'],
  anyError: /^catch\s*\(\s*\w+\s*:\s*(Exception|Throwable|RuntimeException)\s*\)/,
  comments: ['line_comment', 'multiline_comment'],
  network: java.network,
};
