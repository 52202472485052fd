import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../../src/config.ts';
import { variables } from '../../src/variables.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

describe('.env.example', () => {
  const uncommented = read('.env.example').replace(/^# (?=[A-Z_]+=)/gm, '');

  test('lists every variable, and no other', () => {
    expect(Object.keys(parseEnv(uncommented)).toSorted()).toEqual(
      Object.keys(variables).toSorted(),
    );
  });

  test('works with the tokens filled in, and its commented lines show defaults or usable examples', () => {
    const tokens = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
    const asShipped = parseConfig({ ...parseEnv(read('.env.example')), ...tokens });
    expect(asShipped).toEqual(parseConfig(tokens));
    expect(parseConfig({ ...parseEnv(uncommented), ...tokens }).warnings).toEqual([]);
  });
});

test('docs/operate.md explains every variable', () => {
  const explained = [...read('docs/operate.md').matchAll(/^\| `([A-Z_]+)`/gm)].map(
    ([, name = '']) => name,
  );
  expect(explained.toSorted()).toEqual(Object.keys(variables).toSorted());
});

describe('the Dockerfile', () => {
  const text = read('Dockerfile')
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '');
  const lastStage = text.slice(text.lastIndexOf('FROM '));

  test('copies only what exists and what .dockerignore lets through', () => {
    const sent = read('.dockerignore').match(/(?<=^!).*$/gm) ?? [];
    const copied = [...text.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, files]) =>
      (files ?? '').split(' '),
    );
    expect(copied.filter((file) => !existsSync(resolve(root, file)))).toEqual([]);
    expect([...new Set(copied)].toSorted()).toEqual(sent.toSorted());
  });

  test('ends in an image without development packages that does not run as root', () => {
    expect(lastStage).toContain('COPY --from=dependencies /app/node_modules ');
    expect(text).toMatch(/AS dependencies\nRUN npm ci --omit=dev/);
    expect(lastStage).toMatch(/^USER 1000:1000$/m);
    expect(lastStage).toMatch(/^ENTRYPOINT \["tini", "--"\]$/m);
  });

  test.each([
    [200, 0],
    [503, 1],
  ])('asks /healthz, and on %d its health check ends with %d', async (status, code) => {
    const [, json = ''] = /^HEALTHCHECK .*? CMD (\[.*\])$/m.exec(lastStage) ?? [];
    const [, ...args] = z.array(z.string()).parse(JSON.parse(json));
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(status).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = z.object({ port: z.number() }).parse(server.address());
    const probe = spawn(process.execPath, args, { env: { PORT: String(address.port) } });
    const [exit] = await once(probe, 'exit');
    server.close();
    expect([exit, asked]).toEqual([code, ['/healthz']]);
  });
});

describe('compose.yml', () => {
  const service = z.object({
    command: z.array(z.string()).default([]),
    environment: z.record(z.string(), z.string()).default({}),
    volumes: z.array(z.string()),
    stop_grace_period: z.string(),
  });
  const { services } = z
    .object({ services: z.object({ bot: service, redis: service }) })
    .parse(parse(read('compose.yml')));

  test('gives the bot longer to stop than it needs, and only variables that it reads', () => {
    expect(Number.parseInt(services.bot.stop_grace_period, 10)).toBeGreaterThan(30);
    expect(Object.keys(variables)).toEqual(
      expect.arrayContaining(Object.keys(services.bot.environment)),
    );
  });

  test('runs a Redis that writes everything down, keeps it in a volume and never evicts', () => {
    const command = services.redis.command.join(' ');
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--maxmemory-policy noeviction');
    expect(services.redis.volumes).toEqual([expect.stringMatching(/^[a-z-]+:\/data$/)]);
  });
});

test('.ci/run ends with a line that counts, failed files and skipped tests included', () => {
  const report = join(mkdtempSync(join(tmpdir(), 'architect-report-')), 'report.json');
  writeFileSync(
    report,
    JSON.stringify({
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 1,
      numTodoTests: 1,
    }),
  );
  const script = resolve(root, 'scripts/closing-line.mjs');
  const { stdout } = spawnSync(process.execPath, [script, report], { encoding: 'utf8' });
  expect(stdout).toBe('7 passed, 3 failed, 2 skipped\n');
});
