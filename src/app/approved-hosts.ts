import type { Config } from '../config.ts';
import type { Bot } from '../slack/intake/bot.ts';

/** Whose pages may be linked: those that the operator names, and the workspace's own, which lead nobody out of it. */
export function approvedHosts({ slack }: Pick<Config, 'slack'>, { url }: Bot): readonly string[] {
  return url === null ? slack.linkHosts : [...slack.linkHosts, new URL(url).host];
}
