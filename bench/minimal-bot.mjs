/**
 * The baseline of the benchmark: what a Bolt bot is when nobody minds a crash. No Redis, no queue, no dedupe, no
 * dispatch, no status; the SDKs used as their documentation shows. Plain JavaScript, so that it starts as fast as it can.
 */
import Anthropic from '@anthropic-ai/sdk';
import bolt from '@slack/bolt';

const { SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_API_URL, PORT } = process.env;

const app = new bolt.App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
const anthropic = new Anthropic();

app.event('app_mention', async ({ event, client, context }) => {
  const streamer = client.chatStream({
    channel: event.channel,
    thread_ts: event.thread_ts ?? event.ts,
    recipient_team_id: context.teamId,
    recipient_user_id: event.user,
  });
  const stream = anthropic.messages.stream({
    model: 'claude-sonnet-5-5',
    max_tokens: 16_000,
    messages: [{ role: 'user', content: event.text }],
  });
  for await (const part of stream) {
    if (part.type === 'content_block_delta' && part.delta.type === 'text_delta') {
      await streamer.append({ markdown_text: part.delta.text });
    }
  }
  await streamer.stop();
});

const server = await app.start(Number(PORT));
process.stdout.write(`${JSON.stringify({ msg: 'ready', port: server.address().port })}\n`);
