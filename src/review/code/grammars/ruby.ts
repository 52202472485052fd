import type { Grammar } from '../grammar.ts';

export const ruby: Grammar = {
  strings: ['string', 'heredoc_body'],
  interpolations: ['interpolation'],
  concatenations: ['binary'],
  formatters: /^(format|sprintf)$/,
  loops: ['for', 'while', 'until'],
  iterators: /\.(each|map|flat_map|select|each_with_index|find_each|times)$/,
  functions: ['method', 'singleton_method'],
  callbacks: ['block', 'do_block', 'lambda'],
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
};
