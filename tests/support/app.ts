import { type App, createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { MessageData } from '../../src/playground/slack/data.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import type { ShownMessage } from '../../src/playground/slack/shown.ts';
import { buttonCalled } from './button.ts';
import { type HeardLog, hearLog } from './log.ts';
import { type ScriptedModel, startScriptedModel } from './model.ts';

/** The whole bot in this process, on the embedded default (Socket Mode, state in memory), and what is around it. */
export interface AppInSlack {
  readonly slack: LocalSlack;
  readonly model: ScriptedModel;
  readonly heard: HeardLog;
  /** Starts the bot, with a key for the model; `noModel` takes it away. */
  start(env?: Readonly<Record<string, string>>): Promise<void>;
  /** What Prometheus would read. */
  metrics(): Promise<string>;
  /** Ada mentions the bot in #general. */
  ask(words: string, threadTs?: string): MessageData;
  /** The n-th answer in the question's thread, once it is closed: a footer stands below what an agent said. */
  answer(
    question: Pick<MessageData, 'ts' | 'threadTs' | 'text'>,
    nth?: number,
    options?: { readonly timeoutMs?: number },
  ): Promise<ShownMessage>;
  /** Ada presses the button that says this. */
  press(label: string, message: ShownMessage): Promise<void>;
  stop(): Promise<void>;
}

export const noModel = { ANTHROPIC_API_KEY: '' } as const;

/** Slow enough for two loaded cores. */
const ANSWER_TIMEOUT_MS = 20_000;

export async function openAppInSlack(): Promise<AppInSlack> {
  const [slack, model] = await Promise.all([createLocalSlack(), startScriptedModel()]);
  const heard = hearLog();
  const ada = slack.person('ada');
  let app: App | undefined;
  let port = 0;
  return {
    slack,
    model,
    heard,
    async start(env = {}) {
      const config = parseConfig({
        ...slack.environment('sockets'),
        PORT: '0',
        ANTHROPIC_API_KEY: 'key',
        ANTHROPIC_BASE_URL: model.url,
        SHUTDOWN_GRACE_SECONDS: '0',
        ...env,
      });
      app = createApp(config, heard.log);
      ({ port } = await app.start());
    },
    metrics: async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text(),
    ask: (words, threadTs) =>
      ada.say('general', `${slack.mention} ${words}`, threadTs === undefined ? {} : { threadTs }),
    answer: ({ ts, threadTs = ts, text }, nth = 1, { timeoutMs = ANSWER_TIMEOUT_MS } = {}) =>
      slack.until(() => slack.answers('general', threadTs).filter((m) => m.footer)[nth - 1], {
        timeoutMs,
        what: `answer ${nth} to "${text}"`,
      }),
    async press(label, message) {
      const button = buttonCalled(label, message);
      if (button === null) throw new Error(`there is no button "${label}"`);
      await ada.click(message, button);
    },
    async stop() {
      await app?.stop();
      await Promise.all([slack.close(), model.close()]);
    },
  };
}
