import type { Grammar } from '../grammar.ts';

export const javascript: Grammar = {
  strings: ['string', 'template_string'],
  interpolations: ['template_substitution'],
  concatenations: ['binary_expression'],
  formatters: /^util\.format$|\.concat$/,
  loops: ['for_statement', 'for_in_statement', 'while_statement', 'do_statement'],
  iterators: /\.(map|forEach|flatMap|reduce|filter)$/,
  functions: ['function_declaration', 'function_expression', 'arrow_function', 'method_definition'],
  callbacks: [],
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
