import { type App, createApp } from '../app.ts';
import { type Config, ConfigError, parseConfig, secretsOf } from '../config.ts';
import { errorCode, isError, toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { createPinoLog } from '../lib/pino-log.ts';
import type { ExitCode } from './exit.ts';
import { loadEnvFile, stopSignal } from './process.ts';
import type { Terminal } from './terminal.ts';

/** Longer than a shutdown may ever take; past it something hangs, and hanging is worse than handing over. */
const STOP_LIMIT_MS = 29_000;

/**
 * The bot from its start to its end: configuration, start, signals. Resolves with 0 stopped on purpose, 1 could not
 * run (one line on stderr says why), 2 bad configuration (each line names its variable).
 */
export async function runBot(terminal: Terminal): Promise<ExitCode> {
  loadEnvFile();
  const config = unlessMisconfigured(() => parseConfig(terminal.env), terminal);
  if (config === null) return 2;
  const log = createPinoLog({ level: config.logLevel, to: 'stdout', secrets: secretsOf(config) });
  const app = unlessMisconfigured(() => createApp(config, log), terminal);
  if (app === null) return 2;
  // Nothing is left unawaited on purpose; a library's stray rejection must not end other people's answers.
  process.on('unhandledRejection', (thrown) => {
    log.error({ err: toError(thrown) }, 'unhandled rejection');
  });

  const asked = stopSignal();
  const started = start(app, config, log);
  try {
    await Promise.race([started, asked]);
  } catch (thrown) {
    log.error({ err: toError(thrown) }, 'could not start');
    return sayWhy(toError(thrown), terminal);
  }
  // A start that was overtaken by a signal fails for no other reason.
  started.catch(() => {});

  const signal = await asked;
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
  try {
    await app.stop();
  } catch (thrown) {
    log.error({ err: toError(thrown) }, 'stopping failed');
  }
  return 0;
}

async function start(app: App, { slack }: Config, log: Log): Promise<void> {
  const { port } = await app.start();
  log.info({ port, mode: slack.transport.kind, node: process.version }, 'ready');
}

function unlessMisconfigured<T>(make: () => T, terminal: Terminal): T | null {
  try {
    return make();
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    sayWhy(thrown, terminal);
    return null;
  }
}

/** Why there is no bot: a line a variable, or one line. */
function sayWhy(error: Error, terminal: Terminal): ExitCode {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) terminal.remark(problem);
    return 2;
  }
  terminal.remark(`architect could not start: ${oneLine(error)}`);
  return 1;
}

/** With what was behind it: "fetch failed" alone names neither the address nor the trouble. */
function oneLine(error: Error): string {
  const said: string[] = [];
  for (let at: unknown = error; isError(at); at = at.cause) {
    const words = at.message || errorCode(at) || at.name;
    if (!said.some((before) => before.includes(words))) said.push(words);
  }
  return said.join(': ').replaceAll(/\s+/g, ' ').slice(0, 300);
}
