import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { type Playground, startPlayground } from '../../../../src/playground/playground.ts';
import { type ScriptedModel, startScriptedModel } from '../../../support/model.ts';
import { startBrowser } from './browser.ts';

/** The whole playground as a person meets it: page, local Slack, bot, and a model that does as it is told. */
export interface Stage {
  readonly playground: Playground;
  readonly model: ScriptedModel;
  readonly browser: Browser;
  /** What the pages logged as errors, and requests that left this machine. */
  readonly complaints: readonly string[];
  /** A new page in a profile of its own. */
  open(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export async function startStage(
  options: {
    /** Keeps the state in a redis-server instead of in memory. */
    readonly redis?: boolean;
    /** Leaves the key out: rules answer. */
    readonly withoutKey?: boolean;
  } = {},
): Promise<Stage> {
  const { redis = false, withoutKey = false } = options;
  const model = await startScriptedModel();
  const key = { ANTHROPIC_API_KEY: 'test-key', ANTHROPIC_BASE_URL: model.url };
  const env = withoutKey ? {} : key;
  const [playground, browser] = await Promise.all([
    startPlayground({ port: 0, env, redis, warn: () => {} }),
    startBrowser(),
  ]);
  const complaints: string[] = [];
  return {
    playground,
    model,
    browser,
    complaints,
    async open(contextOptions) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...contextOptions,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (protocol !== 'data:' && hostname !== 'localhost') complaints.push(request.url());
      });
      await page.goto(playground.url);
      await page.locator('.workspace').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await playground.stop();
      await model.close();
    },
  };
}
