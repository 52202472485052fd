import { existsSync } from 'node:fs';
import { createApp } from './app.ts';
import { type Config, ConfigError, parseConfig, secretsOf } from './config.ts';
import { toError } from './lib/errors.ts';
import { createPinoLog } from './lib/pino-log.ts';

/** Longer than a shutdown may ever take; past it something hangs, and hanging is worse than handing over. */
const STOP_LIMIT_MS = 29_000;

/** The bot's process: configuration, start, signals. Exit codes: 0 stopped on purpose, 1 could not run, 2 bad configuration. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = readConfig();
  const log = createPinoLog({ level: config.logLevel, to: 'stdout', secrets: secretsOf(config) });
  const app = createApp(config, log);

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    app.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error({ err: toError(thrown) }, 'stopping failed');
        process.exit(0);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  // Nothing is left unawaited on purpose; a library's stray rejection must not end other people's answers.
  process.on('unhandledRejection', (thrown) => {
    log.error({ err: toError(thrown) }, 'unhandled rejection');
  });

  try {
    const { port } = await app.start();
    log.info({ port, mode: config.slack.transport.kind, node: process.version }, 'ready');
  } catch (thrown) {
    if (stopping) return;
    log.error({ err: toError(thrown) }, 'could not start');
    process.stderr.write(`architect could not start: ${oneLine(toError(thrown))}\n`);
    process.exit(1);
  }
}

function readConfig(): Config {
  try {
    return parseConfig(process.env);
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    for (const problem of thrown.problems) process.stderr.write(`${problem}\n`);
    process.exit(2);
  }
}

function oneLine(error: Error): string {
  return error.message.replaceAll(/\s+/g, ' ').slice(0, 300);
}

await main();
