import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

/** Lines that this test cannot run, each with where it is run instead, or why nowhere. */
const elsewhere: readonly (readonly [RegExp, string])[] = [
  [/^npm ci && npm test$/, 'this very run; CI does it from a clean checkout'],
  [
    /^npm ci && npm run build && npm run architect -- playground$/,
    'tests/cli/playground.test.ts starts it',
  ],
  [/^docker compose /, 'no Docker engine on the machines that run the tests'],
  [/^npm run (bench|eval)/, 'takes minutes, by hand'],
  [/^npm (start|run build)$/, 'tests/process starts what the build made'],
  [
    /^npm run architect -- (init|doctor|start)/,
    'asks a person or Slack; tests/cli/set-up.test.ts runs it against the local Slack',
  ],
];

interface Line {
  readonly file: string;
  readonly command: string;
}

async function documented(): Promise<readonly Line[]> {
  const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
  const files = ['README.md', 'AGENTS.md', ...docs.map((name) => `docs/${name}`)];
  const texts = await Promise.all(
    files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })),
  );
  return texts.flatMap(({ file, text }) =>
    [...text.matchAll(/^```(?:sh|bash|console)\n([\s\S]*?)^```/gm)].flatMap(([, block = '']) =>
      block
        .replaceAll(/\\\n\s*/g, ' ')
        .split('\n')
        .map((line) => line.replace(/\s+#.*$/, '').trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((command) => ({ file, command })),
    ),
  );
}

const lines = await documented();
const toRun = lines.filter(({ command }) => !elsewhere.some(([known]) => known.test(command)));
/** Each once, wherever it stands. */
const here = [...new Map(toRun.map((line) => [scriptOf(line.command), line])).values()];

/** A folder as a reader would have it: a schema, its migrations, a contract; `architect` and `pg_dump` on the path. */
let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'architect-docs-'));
  const schema = 'create table customers (id bigint primary key, name text not null);\n';
  const contract = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\n';
  await mkdir(join(dir, 'bin'));
  await mkdir(join(dir, 'db/migrations'), { recursive: true });
  await Promise.all([
    cp(join(root, '.env.example'), join(dir, '.env.example')),
    cp(join(root, 'agents'), join(dir, 'agents'), { recursive: true }),
    ...['schema.sql', 'old.sql', 'new.sql', 'db/migrations/1_customers.sql'].map((name) =>
      writeFile(join(dir, name), schema),
    ),
    ...['openapi.yaml', 'old.yaml', 'new.yaml', 'openapi.old.yaml'].map((name) =>
      writeFile(join(dir, name), contract),
    ),
    writeFile(join(dir, 'decisions.md'), '<!-- adr-0001-queues.md -->\n# Use queues\n'),
    writeFile(
      join(dir, 'bin/architect'),
      `#!/bin/sh\nexec node ${root}/dist/cli/architect.js "$@"\n`,
    ),
    writeFile(join(dir, 'bin/pg_dump'), `#!/bin/sh\ncat ${dir}/schema.sql\n`),
  ]);
  await Promise.all(['architect', 'pg_dump'].map((name) => chmod(join(dir, 'bin', name), 0o755)));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test('there are commands to hold the documents to', () => {
  expect(here.length).toBeGreaterThan(4);
});

test.each(here.map(({ file, command }) => [file, command] as const))(
  '%s: `%s` does what it is written down for',
  async (_, command) => {
    const script = scriptOf(command);
    const { code, stderr } = await run(script);
    // A review that was told to fail on what it finds may find something; bad use and crashes are something else.
    const fine = script.includes('--fail-on') ? [0, 1] : [0];
    expect({ fine: fine.includes(code), stderr: code === 0 ? '' : stderr }).toEqual({
      fine: true,
      stderr: '',
    });
  },
  60_000,
);

/** In a checkout the command goes through npm; what runs is the same. */
function scriptOf(command: string): string {
  return command.replaceAll(/npm run (--silent )?architect -- /g, 'architect ');
}

function run(script: string): Promise<{ code: number; stderr: string }> {
  const env = { ...process.env, PATH: `${dir}/bin:${process.env['PATH'] ?? ''}` };
  return new Promise((resolve) => {
    execFile('bash', ['-euo', 'pipefail', '-c', script], { cwd: dir, env }, (error, _, stderr) => {
      resolve({
        code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
        stderr,
      });
    });
  });
}
