import type { Grammar } from '../grammar.ts';

export const php: Grammar = {
  strings: ['string', 'encapsed_string', 'heredoc'],
  interpolations: ['variable_name', 'member_access_expression', 'subscript_expression'],
  concatenations: ['binary_expression'],
  formatters: /^v?sprintf$/,
  loops: ['for_statement', 'foreach_statement', 'while_statement', 'do_statement'],
  iterators: /^array_(map|walk|filter)$/,
  functions: ['function_definition', 'method_declaration', 'anonymous_function', 'arrow_function'],
  callbacks: [],
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
};
