import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAgentLibrary } from '../../src/agents/library.ts';
import type { WatchedLibrary } from '../../src/agents/library.ts';
import { loadAgents } from '../../src/agents/load.ts';
import { silentLog } from '../../src/lib/log.ts';

const file = (
  name: string,
  description = 'Reads schemas and says what is wrong with them, table by table.',
) => `---\nname: ${name}\ndescription: ${description}\n---\nYou are ${name}.\n`;

let dir: string;
let library: WatchedLibrary | undefined;
let reloaded: () => void = () => {};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'agents-'));
});

afterEach(async () => {
  await library?.stop();
  library = undefined;
  await rm(dir, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFile(join(dir, name), text);

async function start(): Promise<WatchedLibrary> {
  library = createAgentLibrary({ dir, log: silentLog, onReload: () => reloaded() });
  await library.start();
  return library;
}

/** Resolves after the first reload that makes the claim true. */
async function until(claim: () => boolean): Promise<void> {
  if (claim()) return;
  await new Promise<void>((resolve) => {
    reloaded = () => {
      if (claim()) resolve();
    };
  });
}

const ids = () => library?.list().map((agent) => agent.id);

describe('a folder of agents', () => {
  test('is read below its folders, in the order of paths, the first of one name winning', async () => {
    await mkdir(join(dir, 'b'));
    await write('z.md', file('Data Reader'));
    await write('b/a.md', file('data_reader'));
    await write('README.md', '# Agents');
    await write('_draft.md', file('draft'));
    await write('notes.md', 'No agent.');
    await write('bad.md', '---js\n{}\n---\nx');
    const report = await loadAgents(dir);
    expect(report.agents.map((agent) => agent.file)).toEqual(['b/a.md']);
    expect(report.skipped.map((each) => each.file)).toEqual(['README.md', '_draft.md', 'notes.md']);
    expect(report.failed).toEqual([
      { file: 'bad.md', line: 1, why: expect.stringContaining('tag') },
      { file: 'z.md', why: 'the name "data-reader" is taken by b/a.md' },
    ]);
  });

  test('does not wait for a pipe, reads UTF-16, and says where characters are lost', async () => {
    await promisify(execFile)('mkfifo', [join(dir, 'pipe.md')]);
    await writeFile(join(dir, 'a.md'), Buffer.from(`\uFEFF${file('wide')}`, 'utf16le'));
    await writeFile(join(dir, 'b.md'), Buffer.from(file('narrow', 'Does café reviews.'), 'latin1'));
    const { agents, failed } = await loadAgents(dir);
    expect(failed).toEqual([{ file: 'pipe.md', why: 'it is no file' }]);
    expect(agents.map(({ id }) => id)).toEqual(['wide', 'narrow']);
    expect(agents[0]?.warnings).toEqual([]);
    expect(agents[1]?.warnings.join()).toContain('save it as UTF-8');
  });

  test('names a few of many twins in one line', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await write(`${name}.md`, file(name));
    const { agents } = await loadAgents(dir);
    expect(agents[0]?.warnings).toEqual([
      'its description is much like that of "b" (cosine 1.00), "c" (cosine 1.00), "d" (cosine 1.00) and 2 more: questions may go to any of them',
    ]);
  });

  test('that is not there is an error', async () => {
    await expect(loadAgents(join(dir, 'nowhere'))).rejects.toThrow('ENOENT');
  });

  test('warns of twins and of short descriptions', async () => {
    await write(
      'a.md',
      file(
        'a',
        'Designs tables, keys and indexes for relational databases, and reviews migrations.',
      ),
    );
    await write(
      'b.md',
      file(
        'b',
        'Reviews tables, keys and indexes of relational databases, and designs migrations.',
      ),
    );
    await write('c.md', file('c', 'Knows cryptography.'));
    const warnings = (await loadAgents(dir)).agents.map((agent) => agent.warnings.join());
    expect(warnings).toEqual([
      expect.stringContaining('much like that of "b"'),
      expect.stringContaining('much like that of "a"'),
      expect.stringContaining('short'),
    ]);
  });

  test('has both near-twins of a copied collection, whole, and says that they are twins', async () => {
    const { agents, failed } = await loadAgents(join(import.meta.dirname, 'fixtures'));
    expect(failed).toEqual([]);
    expect(agents.map(({ id, status }) => [id, status])).toEqual([
      ['backend-system-architect', 'recovered'],
      ['backend-systems-architect', 'loaded'],
    ]);
    const [first, second] = agents;
    expect(first?.description).toContain(
      "which is the backend-system-architect agent's specialty.\n",
    );
    expect(first?.description).not.toContain('\\n');
    expect(first?.routingText).toMatch(/identifying architectural bottlenecks\.$/);
    expect(second?.prompt).toMatch(/^You are an expert backend developer[\s\S]*project's needs\.$/);
    expect(second?.warnings.join()).toContain('much like that of "backend-system-architect"');
  });
});

describe('a library that follows its folder', () => {
  test('finds by name in any case and separator', async () => {
    await write('a.md', file('schema-reader'));
    expect((await start()).get('Schema Reader')?.id).toBe('schema-reader');
  });

  test('takes up new, changed and deleted files', async () => {
    await write('a.md', file('a'));
    const agents = await start();
    await write('b.md', file('b'));
    await until(() => ids()?.join() === 'a,b');
    await write(
      'b.md',
      file('b', 'Now something else entirely, and long enough to be told apart from others.'),
    );
    await until(() => agents.get('b')?.description.startsWith('Now') === true);
    await rm(join(dir, 'a.md'));
    await until(() => ids()?.join() === 'b');
    expect(agents.report().failed).toEqual([]);
  });

  test('takes up a file that an editor saves by renaming', async () => {
    await write('a.md', file('a'));
    await start();
    await write('.a.md.swp', file('renamed'));
    await rename(join(dir, '.a.md.swp'), join(dir, 'a.md'));
    await until(() => ids()?.join() === 'renamed');
    expect(ids()).toEqual(['renamed']);
  });

  test('keeps the last good version of a file that breaks, and says so', async () => {
    await write('a.md', file('a'));
    const agents = await start();
    await write('a.md', '---\nname: a\n---\n');
    await until(() => agents.report().failed.length > 0);
    expect(ids()).toEqual(['a']);
    expect(agents.report().failed).toEqual([
      {
        file: 'a.md',
        line: 3,
        why: expect.stringMatching(/no system prompt; its last good version is kept$/),
      },
    ]);
    await write('a.md', '');
    await until(() => agents.report().failed[0]?.why.startsWith('no front matter') === true);
    expect(ids()).toEqual(['a']);
  });

  test('follows a mounted ConfigMap, which swaps a hidden link', async () => {
    const version = async (name: string, text: string) => {
      await mkdir(join(dir, name));
      await write(`${name}/a.md`, text);
      await symlink(name, join(dir, '..data_tmp'));
      await rename(join(dir, '..data_tmp'), join(dir, '..data'));
    };
    await version('..v1', file('first'));
    await symlink('..data/a.md', join(dir, 'a.md'));
    await start();
    expect(ids()).toEqual(['first']);
    await version('..v2', file('second'));
    await until(() => ids()?.join() === 'second');
    expect(ids()).toEqual(['second']);
  });

  test('keeps all when the folder is gone for a moment', async () => {
    await write('a.md', file('a'));
    const agents = await start();
    await rename(dir, `${dir}-moved`);
    await agents.reload();
    expect(ids()).toEqual(['a']);
    await rename(`${dir}-moved`, dir);
  });

  test('does not start without its folder', async () => {
    const none = createAgentLibrary({ dir: join(dir, 'none'), log: silentLog });
    await expect(none.start()).rejects.toThrow('ENOENT');
  });
});
