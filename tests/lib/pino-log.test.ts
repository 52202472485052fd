import { describe, expect, test } from '@jest/globals';
import { createPinoLog } from '../../src/lib/pino-log.ts';
import type { PinoLogOptions } from '../../src/lib/pino-log.ts';

function recorded(level: PinoLogOptions['level'], secrets: readonly string[] = []) {
  const lines: string[] = [];
  const log = createPinoLog({ level, to: { write: (line) => lines.push(line) }, secrets });
  return { log, lines, parsed: (): unknown[] => lines.map((line) => JSON.parse(line)) };
}

describe('the JSON log', () => {
  test('writes one object a line: level as a word, time in ISO, fields beside the message', () => {
    const { log, lines, parsed } = recorded('info');
    log.warn({ agent: 'api-designer', tookMs: 12 }, 'dispatched');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/\}\n$/);
    expect(parsed()[0]).toMatchObject({
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      agent: 'api-designer',
      tookMs: 12,
      msg: 'dispatched',
    });
  });

  test('carries the trace id through children', () => {
    const { log, parsed } = recorded('info');
    log.child({ traceId: 't-1' }).child({ thread: 'T:C:1.1' }).info({}, 'turn finished');
    expect(parsed()[0]).toMatchObject({ traceId: 't-1', thread: 'T:C:1.1', msg: 'turn finished' });
  });

  test('says nothing below its level', () => {
    const { log, lines } = recorded('error');
    log.debug({}, 'a');
    log.info({}, 'b');
    log.warn({}, 'c');
    log.error({}, 'd');
    expect(lines).toHaveLength(1);
  });

  test('lets no secret through, in fields, children or messages', () => {
    const { log, lines } = recorded('debug', ['0123456789abcdef']);
    const bound = log.child({ appToken: 'plain', url: 'redis://:pw@host' });
    bound.error({ error: new Error('0123456789abcdef') }, 'refused with xoxb-1-2');
    expect(lines.join('')).not.toMatch(/plain|pw@|0123456789abcdef|xoxb-/);
    expect(lines.join('')).toContain('redis://[redacted]@host');
  });
});
