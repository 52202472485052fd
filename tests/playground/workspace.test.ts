import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Ids } from '../../src/playground/slack/ids.ts';
import { createLocalSlack, type LocalSlack } from '../../src/playground/slack/local-slack.ts';
import { webClient } from '../support/slack.ts';

let slack: LocalSlack;

beforeEach(async () => {
  slack = await createLocalSlack({ now: () => 1_763_780_000_000 });
});

afterEach(() => slack.close());

describe('names', () => {
  it('are the same in every run', async () => {
    const other = await createLocalSlack({ now: () => 1_763_780_000_000 });
    const said = [slack, other].map((each) => each.person('ada').say('general', 'hi'));
    expect(said[0]).toEqual(said[1]);
    expect(said[0]?.ts).toMatch(/^1763780000\.\d{6}$/);
    await other.close();
  });

  it('never repeat a ts, and it only grows, whatever the clock does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 })),
        (times) => {
          let at = 1_500_000_000_000;
          const ids = new Ids(() => at);
          const all = times.map((time) => {
            at = time;
            return ids.ts();
          });
          expect(all.every((ts, index) => index === 0 || ts > (all[index - 1] ?? ''))).toBe(true);
        },
      ),
    );
  });
});

describe('what is seen', () => {
  it('of a message with blocks is the blocks, with the footer', async () => {
    await webClient(slack).chat.postMessage({
      channel: slack.channel('general').id,
      text: 'notification',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: 'body' } },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
      ],
    });
    expect(slack.messages('general')).toMatchObject([{ shown: 'body\nsmall', footer: 'small' }]);
  });

  it('is a plain picture of everything', () => {
    slack.person('ada').say('general', 'hi');
    const snapshot = slack.snapshot();
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
    expect(snapshot.people.map((person) => person.name)).toEqual([
      'architect',
      'ada',
      'grace',
      'linus',
    ]);
  });

  it('changes bring a copy up to date', async () => {
    const texts = new Map<string, string>();
    slack.on('message', ({ message }) => texts.set(message.ts, message.text));
    slack.on('update', ({ message }) => texts.set(message.ts, message.text));
    slack.on('delete', ({ ts }) => texts.delete(ts));
    const [a, b] = ['a', 'b'].map((text) => slack.person('ada').say('general', text));
    slack.person('ada').edit(a!, 'c');
    slack.person('ada').remove(b!);
    expect([...texts.values()]).toEqual(['c']);
  });
});

describe('waiting', () => {
  it('ends with the change that brings it about', async () => {
    const found = slack.until(() => slack.messages('general')[0]);
    slack.person('ada').say('general', 'hi');
    expect(await found).toMatchObject({ text: 'hi' });
  });

  it('ends at once when it is so already, and with a reason when it never is', async () => {
    expect(await slack.until(() => 0)).toBe(0);
    await expect(slack.until(() => false, { timeoutMs: 5, what: 'rain' })).rejects.toThrow(
      'not within 5 ms: rain',
    );
  });

  it('tells how things stand when it gives up', async () => {
    await webClient(slack).auth.test();
    slack.person('ada').tell('hi');
    await expect(slack.until(() => false, { timeoutMs: 5 })).rejects.toThrow(
      'last calls: auth.test ok\non the way: message.im',
    );
  });

  it('fails with the error of the look', async () => {
    const looking = slack.until(() => slack.messages('nowhere'));
    await expect(looking).rejects.toThrow('no channel nowhere');
  });
});

describe('other requests', () => {
  it('go to whoever serves them', async () => {
    const served = await createLocalSlack({
      otherwise: (_request, response) => response.end('page'),
    });
    expect(await (await fetch(`${served.url}/`)).text()).toBe('page');
    expect((await fetch(`${slack.url}/`)).status).toBe(404);
    await served.close();
  });
});
