import { createApp } from '../../src/app.ts';
import { type Environment, parseConfig } from '../../src/config.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { hearLog, type HeardLog } from '../../tests/support/log.ts';
import { type ScriptedModel, startScriptedModel } from '../../tests/support/model.ts';
import { type Canary, startCanary } from './canary.ts';

/** Who answers: a script, a real model behind these variables, or nobody. */
export type Answerer =
  | { readonly kind: 'scripted' }
  | { readonly kind: 'real'; readonly env: Environment }
  | { readonly kind: 'none' };

/** The whole bot in this process, on the embedded default, and what is around it. */
export interface Stage extends AsyncDisposable {
  readonly slack: LocalSlack;
  /** Null where no script answers. */
  readonly model: ScriptedModel | null;
  readonly heard: HeardLog;
  readonly canary: Canary;
}

export async function openStage(answerer: Answerer): Promise<Stage> {
  const [slack, canary] = await Promise.all([createLocalSlack(), startCanary()]);
  const model = answerer.kind === 'scripted' ? await startScriptedModel() : null;
  const heard = hearLog();
  const config = parseConfig({
    ...slack.environment('sockets'),
    PORT: '0',
    WORKERS_CONCURRENCY: String(CASES_AT_ONCE),
    SHUTDOWN_GRACE_SECONDS: '0',
    ...(answerer.kind === 'real' ? answerer.env : {}),
    ...(model === null ? {} : { ANTHROPIC_API_KEY: 'scripted', ANTHROPIC_BASE_URL: model.url }),
  });
  const app = createApp(config, heard.log);
  await app.start();
  return {
    slack,
    model,
    heard,
    canary,
    async [Symbol.asyncDispose]() {
      await app.stop();
      await Promise.all([slack.close(), model?.close(), canary[Symbol.asyncDispose]()]);
    },
  };
}

/** A consultation waits for its model nearly all of its time. */
export const CASES_AT_ONCE = 6;
