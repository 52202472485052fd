import type { Grammar } from '../grammar.ts';

export const python: Grammar = {
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
  callbacks: ['lambda'],
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
};
