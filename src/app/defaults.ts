import type { Config } from '../config.ts';

/** What an operator should know of a bot on defaults: said once in the log, and on the app's Home tab. */
export function defaultsOf({ redis, model }: Config): readonly string[] {
  const noRedis =
    'REDIS_URL is not set: questions and threads live in this process and go with it.';
  const noKey =
    'ANTHROPIC_API_KEY is not set: no model answers; tools, reviews and written checklists do, and say so.';
  return [...(redis === null ? [noRedis] : []), ...(model.apiKey === null ? [noKey] : [])];
}
