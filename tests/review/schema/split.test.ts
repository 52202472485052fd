import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { split } from '../../../src/review/schema/sql/split.ts';
import { tokenize } from '../../../src/review/schema/sql/tokens.ts';
import { lineCounter } from '../../../src/review/schema/sql/lines.ts';

const texts = (script: string): readonly string[] => split(script).statements.map((s) => s.text);

describe('split', () => {
  test.each([
    ['semicolons in strings', `select 'a;b'; select 2`, [`select 'a;b'`, 'select 2']],
    ['doubled quotes', `select 'it''s; fine'; select 2`, [`select 'it''s; fine'`, 'select 2']],
    [
      'backslashes in E strings',
      String.raw`select E'\';'; select 2`,
      [String.raw`select E'\';'`, 'select 2'],
    ],
    [
      'backslashes in plain strings',
      String.raw`select '\'; select 2`,
      [String.raw`select '\'`, 'select 2'],
    ],
    [
      'quoted names',
      `create table "a;b" (x int); select 2`,
      ['create table "a;b" (x int)', 'select 2'],
    ],
    [
      'dollar tags inside dollar tags',
      'do $a$ x; $b$ ; $b$ $a$; select 2',
      ['do $a$ x; $b$ ; $b$ $a$', 'select 2'],
    ],
    ['parameters are no dollar quotes', 'select $1; select $2', ['select $1', 'select $2']],
    ['nested comments', '/* a /* ; */ ; */ select 1; -- ;\nselect 2', ['select 1', 'select 2']],
    [
      'rules with several actions',
      'create rule r as on insert to t do (select 1; select 2); select 3',
      ['create rule r as on insert to t do (select 1; select 2)', 'select 3'],
    ],
    [
      'standard bodies',
      'create function f() returns int begin atomic select case when true then 1 end; select 2; end; select 3',
      [
        'create function f() returns int begin atomic select case when true then 1 end; select 2; end',
        'select 3',
      ],
    ],
    ['a last statement without semicolon', 'select 1;\nselect 2\n', ['select 1', 'select 2']],
    ['nothing', ' ;; -- nothing\n', []],
  ])('keeps apart what belongs apart: %s', (_, script, expected) => {
    expect(texts(script)).toEqual(expected);
  });

  test('sets psql commands and COPY data aside', () => {
    const script = [
      '\\restrict abc',
      'COPY public.t (a, b) FROM stdin;',
      "1\tit's; odd",
      '\\.',
      '',
      '\\set x 1',
      'select 1;',
    ].join('\n');
    const { statements, asides } = split(script);
    expect(statements.map((s) => s.text)).toEqual(['COPY public.t (a, b) FROM stdin', 'select 1']);
    expect(asides.map((a) => a.kind)).toEqual(['psql', 'copy-data', 'psql']);
  });

  test('does not swallow the script after a COPY that has no data', () => {
    expect(texts('copy t from stdin;\ncreate table a (b int);')).toHaveLength(2);
  });

  test('loses nothing: what is between two statements is space, comment, psql command or semicolon', () => {
    const piece = fc.constantFrom(
      "'a;b'",
      '"q;q"',
      '$x$ ; $x$',
      '-- c;\n',
      '/* ; */',
      '(',
      ')',
      'begin atomic',
      'end',
      'word',
      ';',
      '\n',
      ' ',
      "e'\\''",
      '1.5',
      '::',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const script = pieces.join(' ');
        let at = 0;
        for (const { start, text } of split(script).statements) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(script.slice(start, start + text.length)).toBe(text);
          const gap = [...tokenize(script.slice(at, start))];
          expect(
            gap.every((t) => ['space', 'comment', 'psql'].includes(t.kind) || t.text === ';'),
          ).toBe(true);
          at = start + text.length;
        }
      }),
    );
  });

  test('gives back the statements that a script was put together from', () => {
    const statement = fc.constantFrom(
      "insert into t values ('a;b', E'\\';', $q$;'\"$q$)",
      'create table "x;" (a int /* ; */)',
      'create rule r as on insert to t do (delete from a; delete from b)',
      'do $$ begin null; end $$',
    );
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1 }), (statements) => {
        expect(texts(statements.join(';\n'))).toEqual(statements);
      }),
    );
  });
});

describe('tokenize', () => {
  test.each(['postgres', 'mysql'] as const)('covers any text without a gap (%s)', (quoting) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([...tokenize(text, quoting)].map((t) => t.text).join('')).toBe(text);
      }),
    );
  });
});

describe('lineCounter', () => {
  test('counts from one', () => {
    const line = lineCounter('a\nb\n\nc');
    expect([0, 1, 2, 4, 5].map(line)).toEqual([1, 1, 2, 3, 4]);
  });
});
