import { replyContract } from '../../contracts/reply.ts';
import { createStage } from './stage.ts';

replyContract('a streamed reply', {
  arrange: async () => ({ stage: await createStage(), begun: [] }),
});

replyContract('a reply in a direct conversation', {
  arrange: async () => ({ stage: await createStage({ channel: 'direct' }), begun: [] }),
});

replyContract('a reply where Slack refuses to stream', {
  async arrange() {
    const stage = await createStage();
    stage.slack.faults.next(
      'chat.startStream',
      { kind: 'error', error: 'unknown_method' },
      { times: Number.POSITIVE_INFINITY },
    );
    return { stage, begun: [] };
  },
});

replyContract('a reply that finishes what a dead worker began', {
  async arrange() {
    const stage = await createStage();
    const dead = stage.open();
    dead.append('This was never fin');
    dead.append('ished ');
    await stage.slack.until(() => stage.begun.length > 0);
    await dead.abandon();
    return { stage, begun: [...stage.begun] };
  },
});
