import { describe, expect, test } from '@jest/globals';
import { LogLevel } from '@slack/web-api';
import { silentLog, type LogFields } from '../../src/lib/log.ts';
import { redact, slackLogger } from '../../src/slack/logger.ts';

describe('redact', () => {
  test.each([
    ['Bearer xoxb-12-34-AbC failed', 'Bearer xoxb-… failed'],
    ['xoxe.xoxb-1-abc and xapp-1-A0-99-ff', 'xoxe.xoxb-… and xapp-…'],
    ['wss://x.slack.com/link/?ticket=8f-3&app_id=A1', 'wss://x.slack.com/link/?ticket=…&app_id=A1'],
    ['nothing to hide: xoxo', 'nothing to hide: xoxo'],
  ])('%j', (text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });
});

function listen() {
  const lines: string[] = [];
  const write = (level: string) => (fields: LogFields) =>
    void lines.push(`${level} ${String(fields['said'])}`);
  const log = { ...silentLog, debug: write('debug'), info: write('info'), error: write('error') };
  return { logger: slackLogger(log), lines };
}

describe('slackLogger', () => {
  test('never lets the SDK talk at debug, whatever is asked for', () => {
    const { logger, lines } = listen();
    logger.setLevel(LogLevel.DEBUG);
    logger.debug('{"payload":"what a person wrote"}');
    expect(logger.getLevel()).toBe(LogLevel.INFO);
    expect(lines).toEqual([]);
  });

  test('says what an error says, and nothing of what objects hold', () => {
    const { logger, lines } = listen();
    logger.error('failed:', new Error('refused xoxb-1-2'), { text: 'what a person wrote' }, 3);
    expect(lines).toEqual(['error failed: refused xoxb-… [object] 3']);
  });
});
