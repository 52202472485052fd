import { describe, expect, test } from '@jest/globals';
import type { Agent } from '../../src/core/agent.ts';
import { parseAgentFile } from '../../src/agents/agent-file.ts';

/** What a file must turn into. Only what is named is compared. */
interface Case {
  readonly title: string;
  readonly source: string;
  readonly file?: string;
  readonly strict?: boolean;
  readonly agent?: Partial<Agent>;
  readonly skipped?: RegExp;
  readonly failed?: RegExp;
  readonly line?: number;
}

const body = '\n---\n\nYou are a careful reviewer.\n';
const front = (fields: string) => `---\n${fields}${body}`;
const described = (description: string) => front(`name: reviewer\ndescription: ${description}`);

const cases: readonly Case[] = [
  // 1 line ends and bytes
  {
    title: 'a byte order mark is stripped',
    source: '\uFEFF' + described('Reads schemas'),
    agent: { id: 'reviewer', status: 'loaded', warnings: [] },
  },
  {
    title: 'CRLF line ends',
    source: described('Reads schemas').replaceAll('\n', '\r\n'),
    agent: { description: 'Reads schemas', prompt: 'You are a careful reviewer.' },
  },
  {
    title: 'lone CR line ends',
    source: described('Reads schemas').replaceAll('\n', '\r'),
    agent: { description: 'Reads schemas', prompt: 'You are a careful reviewer.' },
  },
  { title: 'NUL bytes are refused', source: described('a\0b'), failed: /NUL/ },
  {
    title: 'more than 256 KB is refused',
    source: described('Reads') + 'x'.repeat(256 * 1024),
    failed: /256 KB/,
  },
  // 2 what stands before the fence
  {
    title: 'blank lines before the fence',
    source: '\n\n' + described('Reads'),
    agent: { id: 'reviewer' },
  },
  {
    title: 'an HTML comment of several lines before the fence',
    source: '<!-- made by\nname: nobody\n-->\n' + described('Reads'),
    agent: { id: 'reviewer', status: 'recovered' },
  },
  {
    title: 'a quote before the fence',
    source: '> Copied from elsewhere.\n\n' + described('Reads'),
    agent: { id: 'reviewer', status: 'recovered' },
  },
  {
    title: 'a rule after a quote in a document is no front matter',
    source: '> A quote.\n\n---\n\nNote: this is prose.\n\n---\n',
    skipped: /no front matter/,
  },
  // 3 indented or wrapped
  {
    title: 'the whole file is indented',
    source: described('Reads').replace(/^(?=.)/gm, '    '),
    agent: { id: 'reviewer', description: 'Reads', prompt: 'You are a careful reviewer.' },
  },
  {
    title: 'the whole file stands in a code fence',
    source: '```markdown\n' + described('Reads') + '```\n',
    agent: { id: 'reviewer', prompt: 'You are a careful reviewer.', status: 'recovered' },
  },
  {
    title: 'a code fence inside the prompt stays when the wrapper goes',
    source: '````md\n' + described('Reads') + '```sql\nselect 1\n```\n````\n',
    agent: { prompt: 'You are a careful reviewer.\n```sql\nselect 1\n```' },
  },
  // 4 fence tags
  {
    title: '---js is refused',
    source: '---js\n{ name: "x" }\n---\nBody',
    failed: /tag "js"/,
    line: 1,
  },
  { title: '---javascript is refused', source: '---javascript\n({})\n---\nBody', failed: /tag/ },
  { title: '--- json with a blank is refused', source: '--- json\n{}\n---\nBody', failed: /tag/ },
  { title: '---toml is refused', source: '---toml\nname = "x"\n---\nBody', failed: /tag/ },
  // 5 closing fence
  {
    title: 'a closing fence of more dashes, with blanks behind',
    source: '---\nname: reviewer\ndescription: Reads\n-----  \nPrompt',
    agent: { description: 'Reads', prompt: 'Prompt' },
  },
  {
    title: 'a closing fence of dots',
    source: '---\nname: reviewer\ndescription: Reads\n...\nPrompt',
    agent: { description: 'Reads', prompt: 'Prompt' },
  },
  {
    title: 'an indented --- in a block scalar is text',
    source: described('|\n  Before\n  ---\n  after'),
    agent: { description: 'Before\n---\nafter' },
  },
  {
    title: 'no closing fence: the leading run of fields',
    source: '---\nname: reviewer\ndescription: Reads\n\nYou are careful.\n',
    agent: { description: 'Reads', prompt: 'You are careful.', status: 'recovered' },
  },
  {
    title: 'no closing fence, but a rule in the prompt',
    source: '---\nname: reviewer\ndescription: Reads\n\n# Role\n\nCareful.\n\n---\n\nMore.\n',
    agent: { description: 'Reads', prompt: '# Role\n\nCareful.\n\n---\n\nMore.' },
  },
  // 6 further rules
  {
    title: 'a second front matter block belongs to the prompt',
    source: described('Reads') + '---\nname: other\n---\nEnd',
    agent: { id: 'reviewer', prompt: 'You are a careful reviewer.\n---\nname: other\n---\nEnd' },
  },
  // 7 no agents
  { title: 'no front matter', source: '# Notes\n\nname: x\n', skipped: /no front matter/ },
  { title: 'an empty file', source: '', skipped: /no front matter/ },
  // 8 strict first
  {
    title: 'a well-formed file loads as it is',
    source: front('name: reviewer\ndescription: Reads\ncolor: blue\nmodel: opus'),
    agent: { status: 'loaded', color: 'blue', model: 'opus', tools: null, warnings: [] },
  },
  // 9 what is a key
  {
    title: 'transcript words are no keys',
    source: described('Use it: always\nuser: "hello"\nassistant: "hi"\nmodel: haiku'),
    agent: { description: 'Use it: always\nuser: "hello"\nassistant: "hi"', model: 'haiku' },
  },
  {
    title: 'nothing inside an open example is a key',
    source: described(
      'Use it: often\n<example>\nname: not this\ntools: none\n</example>\ntools: Read',
    ),
    agent: { id: 'reviewer', tools: ['Read'], routingText: 'Use it: often' },
  },
  {
    title: 'an example that never closes hides no key',
    source: described('Use it: often\n<example>\nuser: hello\ntools: Read'),
    agent: { tools: ['Read'] },
  },
  {
    title: 'capitalised words with a colon are text',
    source: described('Use it: often\nImportant: never alone'),
    agent: { description: 'Use it: often\nImportant: never alone' },
  },
  // 10 colon in a plain scalar
  {
    title: 'a colon in a plain description',
    source: described('Use this: when a: b'),
    agent: { description: 'Use this: when a: b', status: 'recovered' },
  },
  // 11 unindented continuation
  {
    title: 'unindented lines belong to the description',
    source: described('Use this agent\nfor schemas\n\nand tables'),
    agent: { description: 'Use this agent\nfor schemas\n\nand tables' },
  },
  // 12 special first characters
  ...(
    [
      '*bold* reviewer',
      '&x reviewer',
      '@mention reviewer',
      '`code` reviewer',
      '%percent reviewer',
      '!important reviewer',
      '? really a reviewer',
      '[beta] reviewer',
      '{draft} reviewer',
      '- reviewer of lists',
      '> quoted reviewer',
      '| piped reviewer',
    ] as const
  ).map((text) => ({
    title: `a description that starts with "${text[0]}"`,
    source: described(text),
    agent: { description: text, status: 'recovered' as const },
  })),
  // 13 quotes
  {
    title: 'two quoted words are no quoted text',
    source: described('"a" and "b"'),
    agent: { description: '"a" and "b"' },
  },
  {
    title: 'quotes within quotes',
    source: described('"say "hi""'),
    agent: { description: 'say "hi"' },
  },
  {
    title: 'a quote that never closes',
    source: described('"never closed here'),
    agent: { description: expect.stringContaining('never closed here') as unknown as string },
  },
  {
    title: 'an apostrophe in single quotes',
    source: described("'it's careful'"),
    agent: { description: "it's careful" },
  },
  {
    title: 'an escape that YAML does not know',
    source: described('"Works in C:\\dev and C:\\new"'),
    agent: { description: 'Works in C:\\dev and C:\\new' },
  },
  {
    title: 'a quoted word, more text and a colon, which YAML takes for two fields',
    source: described('"Strict" mode reviewer: yes'),
    agent: { description: '"Strict" mode reviewer: yes', status: 'recovered' },
  },
  {
    title: 'an apostrophe in single quotes before a colon',
    source: described("'Don't do: this'"),
    agent: { description: "Don't do: this", status: 'recovered' },
  },
  {
    title: 'fields that are all indented, one of them broken',
    source: '---\n  name: reviewer\n  description: Reads: all\n---\nPrompt',
    agent: { id: 'reviewer', description: 'Reads: all', prompt: 'Prompt' },
  },
  {
    title: 'only the front matter stands in a code fence',
    source: '```yaml\n---\nname: reviewer\ndescription: Reads\n---\n```\nPrompt',
    agent: { id: 'reviewer', prompt: 'Prompt' },
  },
  // 14 block scalars
  {
    title: 'literal block',
    source: described('|\n  one\n  two'),
    agent: { description: 'one\ntwo' },
  },
  {
    title: 'folded block',
    source: described('>-\n  one\n  two'),
    agent: { description: 'one two' },
  },
  {
    title: 'folded block beside a broken field',
    source: front('name: reviewer\ndescription: >\n  one\n  two\nhooks: a: b'),
    agent: { description: 'one two', status: 'recovered' },
  },
  {
    title: 'a literal block whose text is not indented',
    source: described('|\nReads schemas.\nCarefully.\nmodel: opus'),
    agent: { description: 'Reads schemas.\nCarefully.', model: 'opus' },
  },
  {
    title: 'the description on the next line',
    source: described('\n  Reads schemas\n  carefully'),
    agent: { description: 'Reads schemas carefully', status: 'loaded' },
  },
  // 15 number sign
  {
    title: 'a number sign in a plain description is text',
    source: described('Reviews C # code and issue #12'),
    agent: { description: 'Reviews C # code and issue #12', status: 'recovered' },
  },
  {
    title: 'a comment behind a model is a comment',
    source: front('name: reviewer # the first\ndescription: Reads\nmodel: opus # slow'),
    agent: { id: 'reviewer', model: 'opus' },
  },
  // 16 escapes
  {
    title: 'literal \\n and \\" in a plain description',
    source: described('Reads.\\n\\nSays \\"hi\\".\\tEnd'),
    agent: { description: 'Reads.\n\nSays "hi".\tEnd', status: 'loaded' },
  },
  {
    title: 'doubled \\\\n',
    source: described('Reads.\\\\nMore'),
    agent: { description: 'Reads.\nMore' },
  },
  // 17 other types
  {
    title: 'a number as name',
    source: front('name: 007\ndescription: Reads'),
    agent: { id: '007' },
  },
  {
    title: 'a date as name',
    source: front('name: 2024-01-02\ndescription: Reads'),
    agent: { id: '2024-01-02' },
  },
  { title: 'a boolean as description', source: described('true'), agent: { description: 'true' } },
  {
    title: 'a list as description',
    source: described('\n  - reads tables\n  - reads keys'),
    agent: { description: 'reads tables, reads keys' },
  },
  {
    title: 'null as name is a missing name',
    source: front('name: ~\ndescription: Reads'),
    file: 'deep/table-reader.md',
    agent: { id: 'table-reader' },
  },
  // 18 key styles
  {
    title: 'keys in other cases and separators',
    source: front('Name: reviewer\nDESCRIPTION: Reads\nallowed_tools: Read\nMODEL: opus'),
    agent: { id: 'reviewer', description: 'Reads', tools: ['Read'], model: 'opus' },
  },
  {
    title: 'a blank before the colon',
    source: front('name : reviewer\ndescription : Reads'),
    agent: { id: 'reviewer', description: 'Reads' },
  },
  {
    title: 'no blank behind the colon',
    source: front('name:reviewer\ndescription:Reads it'),
    agent: { id: 'reviewer', description: 'Reads it' },
  },
  {
    title: 'a no-break space behind the colon',
    source: front('name:\u00A0reviewer\ndescription:\u00A0Reads it'),
    agent: { id: 'reviewer', description: 'Reads it' },
  },
  // 19 duplicates
  {
    title: 'a key given twice: the first',
    source: front('name: reviewer\ndescription: Reads\nname: other'),
    agent: {
      id: 'reviewer',
      warnings: expect.arrayContaining([expect.stringContaining('twice')]) as unknown as string[],
    },
  },
  // 20 missing
  {
    title: 'no name: the file stem',
    source: front('description: Reads'),
    file: 'my-agent.md',
    agent: { id: 'my-agent', status: 'loaded' },
  },
  {
    title: 'no description: metadata.description',
    source: front('name: reviewer\nmetadata:\n  description: From metadata'),
    agent: { description: 'From metadata' },
  },
  {
    title: 'no description: the first prose of the prompt',
    source: '---\nname: reviewer\n---\n# Title\n\n- a list\n\nYou read schemas.\nWell.\n',
    agent: { description: 'You read schemas. Well.' },
  },
  {
    title: 'no description and no prose',
    source: '---\nname: reviewer\n---\n# Title\n',
    failed: /no description/,
  },
  {
    title: 'no name, strictly',
    source: front('description: Reads'),
    strict: true,
    failed: /no name/,
  },
  {
    title: 'no description, strictly',
    source: front('name: reviewer'),
    strict: true,
    failed: /no description/,
  },
  // 21 identity
  {
    title: 'a name with blanks and case',
    source: front('name: Schema  Reviewer_2.0!\ndescription: Reads'),
    agent: { id: 'schema-reviewer-2.0', name: 'Schema  Reviewer_2.0!' },
  },
  {
    title: 'a name in another script',
    source: front('name: データ 設計\ndescription: Reads'),
    agent: { id: 'データ-設計' },
  },
  {
    title: 'full-width letters fold',
    source: front('name: Ａｐｉ\ndescription: Reads'),
    agent: { id: 'api' },
  },
  {
    title: 'a colon in a name',
    source: front('name: plugin:reviewer\ndescription: Reads'),
    failed: /contains ":"/,
    line: 2,
  },
  {
    title: 'a name of signs only',
    source: front('name: "!!!"\ndescription: Reads'),
    failed: /no letter/,
  },
  // 23 tools
  ...(
    [
      ['Read, Grep', ['Read', 'Grep']],
      ['[Read, Grep]', ['Read', 'Grep']],
      ['\n  - Read\n  - Grep', ['Read', 'Grep']],
      ['"*"', ['*']],
      ['*', ['*']],
      ['[]', []],
      ['', null],
      ['Agent(a, b), Bash(git log:*)', ['Agent(a, b)', 'Bash(git log:*)']],
      ['[Bash(git log:*, git diff:*), Read]', ['Bash(git log:*, git diff:*)', 'Read']],
      ['\n  - Read: fast\n  - Grep', ['Read', 'Grep']],
      ['\n  Read: true\n  Write: false', ['Read']],
      ['"Read", "Grep"', ['Read', 'Grep']],
      ['[Read, [Grep]]', ['Read', 'Grep']],
      ['[Read, Grep', ['Read', 'Grep']],
    ] as const
  ).map(([written, tools]) => ({
    title: `tools written as ${JSON.stringify(written)}`,
    source: front(`name: reviewer\ndescription: Reads\ntools: ${written}`),
    agent: { tools },
  })),
  // 24 model
  {
    title: 'inherit and full ids pass',
    source: front('name: reviewer\ndescription: Reads\nmodel: claude-opus-5-5'),
    agent: { model: 'claude-opus-5-5', warnings: [] },
  },
  {
    title: 'an unknown model is kept and warned of',
    source: front('name: reviewer\ndescription: Reads\nmodel: gpt-9'),
    agent: {
      model: 'gpt-9',
      warnings: [expect.stringContaining('asked for as it stands') as unknown as string],
    },
  },
  // 25, 26 other keys
  {
    title: 'a broken nested map costs only itself',
    source: front('name: reviewer\ndescription: Reads: all\nhooks:\n  a: [\n b: {\nmodel: opus'),
    agent: { description: 'Reads: all', model: 'opus' },
  },
  // 27 empty body
  {
    title: 'nothing below the front matter',
    source: '---\nname: reviewer\ndescription: Reads\n---\n\n',
    failed: /no system prompt/,
    line: 4,
  },
  // 29 routing text
  {
    title: 'examples are no routing text',
    source: described('Reads. Examples:\\n<example>user: hi</example>\\n<example>\\nnever closed'),
    agent: { routingText: 'Reads.' },
  },
];

describe('an agent file in the wild', () => {
  test.each(cases.map((each) => [each.title, each] as const))('%s', (_title, each) => {
    const parsed = parseAgentFile(each.source, each.file ?? 'reviewer.md', each.strict);
    expect(parsed).toMatchObject(expected(each));
  });

  test('there are at least 67 of them', () => {
    expect(cases.length).toBeGreaterThanOrEqual(67);
  });
});

function expected({ agent, failed, skipped, line }: Case): object {
  if (agent !== undefined) return { kind: 'agent', agent };
  const kind = failed === undefined ? 'skipped' : 'failed';
  const why: unknown = expect.stringMatching(failed ?? skipped ?? /./);
  return { kind, why, ...(line === undefined ? {} : { line }) };
}
