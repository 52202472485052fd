import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { architect } from '../support/command-line.ts';

const root = join(import.meta.dirname, '../..');
const roster = join(root, 'agents');

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'architect-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('architect agents', () => {
  test('prints the load report as one JSON document, whole', async () => {
    await writeFile(
      join(dir, 'a.md'),
      '---\nname: A One\ndescription: Does: this\ntools: []\ncolor: red\n---\nPrompt\nof two lines.\n',
    );
    await writeFile(
      join(dir, 'b.md'),
      '---\nname: b\ndescription: Does that\nmodel: opus\n---\nPrompt.',
    );
    await writeFile(join(dir, 'c.md'), '---\nname: c\ndescription: x\n---\n');
    await writeFile(join(dir, 'README.md'), 'hello');
    const { exitCode, stdout, stderr } = await architect(['agents', '--dir', dir, '--json']);
    expect([exitCode, stderr]).toEqual([0, '']);
    const short = expect.stringContaining('short');
    expect(JSON.parse(stdout)).toEqual({
      agents: [
        {
          id: 'a-one',
          name: 'A One',
          description: 'Does: this',
          prompt: 'Prompt\nof two lines.',
          model: null,
          tools: [],
          color: 'red',
          file: 'a.md',
          status: 'recovered',
          warnings: [expect.stringContaining('not valid YAML'), short],
        },
        {
          id: 'b',
          name: 'b',
          description: 'Does that',
          prompt: 'Prompt.',
          model: 'opus',
          tools: null,
          file: 'b.md',
          status: 'loaded',
          warnings: [short],
        },
      ],
      skipped: [{ file: 'README.md', why: expect.any(String) }],
      failed: [{ file: 'c.md', line: 4, why: expect.stringContaining('no system prompt') }],
    });
  });

  test('prints a table for people, from the folder in the environment', async () => {
    const { stdout } = await architect(['agents'], { env: { AGENTS_DIR: roster } });
    expect(stdout).toMatch(/^6 agents in .*\nloaded {4}api-designer .*api-designer\.md/);
  });

  test('ends with one line and code 2 where the folder cannot be read', async () => {
    const { exitCode, stdout, stderr } = await architect(['agents', '--dir', join(dir, 'none')]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^architect: the agents' folder .*none cannot be read \(ENOENT\)$/);
  });
});

const dispatch = (args: readonly string[], stdin: readonly string[] = []) =>
  architect(['dispatch', '--dir', roster, ...args], { stdin });

describe('architect dispatch', () => {
  test('prints the decision as JSON', async () => {
    const { exitCode, stdout } = await dispatch(['--json', 'is the JWT safe in localStorage?']);
    expect(exitCode).toBe(0);
    const decided: unknown = JSON.parse(stdout);
    expect(decided).toMatchObject({
      agent: 'security-reviewer',
      by: 'local',
      confident: true,
      ranking: expect.any(Array),
    });
  });

  test('prints the decision for people, of words without quotes', async () => {
    const { stdout } = await dispatch(['PUT', 'or', 'PATCH?']);
    expect(stdout).toMatch(/^api-designer {2}\(by local/);
  });

  test('reads the message from stdin', async () => {
    const { stdout } = await dispatch(['--json'], ['new topic: PUT ', 'or PATCH?\n']);
    expect(JSON.parse(stdout)).toMatchObject({ agent: 'api-designer' });
  });

  test('keeps a thread with its agent', async () => {
    const { stdout } = await dispatch(['--json', '--thread-agent', 'API Designer', 'and then?']);
    expect(JSON.parse(stdout)).toMatchObject({ agent: 'api-designer', by: 'owner' });
  });

  test('gives what is nobody’s to the configured agent', async () => {
    const { stdout } = await architect(
      ['dispatch', '--dir', roster, '--json', 'what is the boiling point of helium?'],
      { env: { DEFAULT_AGENT: 'API Designer' } },
    );
    expect(JSON.parse(stdout)).toMatchObject({ agent: 'api-designer', by: 'default' });
  });

  test('answers line by line, a bad line by an error in its place', async () => {
    const lines = [
      '"hi"\n{"text":"and then?","thre',
      'adAgent":"api-designer"}\n\noops\n{"text":1}\n"is this JWT secure?"',
    ];
    const { exitCode, stdout } = await dispatch(['--lines', '--json'], lines);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(answers).toEqual([
      expect.objectContaining({ agent: null, by: 'small-talk' }),
      expect.objectContaining({ agent: 'api-designer', by: 'owner' }),
      { error: expect.any(String) },
      { error: expect.any(String) },
      expect.objectContaining({ agent: 'security-reviewer' }),
    ]);
    expect(exitCode).toBe(1);
  });

  test('says what was not loaded on stderr only', async () => {
    await writeFile(join(dir, 'bad.md'), '---js\n{}\n---\nx');
    const { exitCode, stdout, stderr } = await architect([
      'dispatch',
      '--dir',
      dir,
      '--json',
      'hi?',
    ]);
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ agent: null, ranking: [] }),
    ]);
    expect(stderr).toContain('bad.md');
  });
});

describe('the command line', () => {
  test.each([[['--help']], [['agents', '--help']], [['schema-review', '--help']]])(
    '%j is help on stdout',
    async (args) => {
      const { exitCode, stdout, stderr } = await architect(args);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: architect/);
      // A paragraph is wrapped by the terminal's width alone: no short line within it.
      const [, ...paragraphs] = stdout.split(/\n\n/);
      const lines = paragraphs[0]?.split('\n').slice(0, -1) ?? [];
      for (const line of lines) expect(line.length).toBeGreaterThan(60);
    },
  );

  test.each([[[]], [['bogus']], [['agents', '--wat']], [['dispatch', '--lines', 'text']]])(
    '%j is bad use',
    async (args) => {
      const { exitCode, stdout, stderr } = await architect(args);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).not.toBe('');
    },
  );

  test.each(['--version', '-V'])('%s is the package’s', async (flag) => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(await architect([flag])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('runs as a process', async () => {
    const { code, stdout } = await new Promise<{ code: number; stdout: string }>((resolve) => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', 'src/cli/architect.ts', 'dispatch', '--lines'],
        { cwd: root },
        (error, out) => resolve({ code: Number(error?.code ?? 0), stdout: out }),
      );
      child.stdin?.end('"which primary key for my tables?"\n');
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ agent: 'schema-reviewer' });
  });
});
