import { afterEach, describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WebClient } from '@slack/web-api';
import { parse } from 'yaml';
import { z } from 'zod';
import { suggestedPrompts } from '../../src/slack/intake/prompts.ts';
import { requirements } from '../../src/slack/requirements.ts';
import { startIntake, type RunningIntake } from './intake/support/running-intake.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(ROOT, 'manifest.yml'), 'utf8');

const manifest = z
  .object({
    features: z.object({
      agent_view: z.object({
        agent_description: z.string().max(300),
        suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).max(4),
      }),
      app_home: z.object({
        home_tab_enabled: z.literal(true),
        messages_tab_enabled: z.literal(true),
      }),
      slash_commands: z.array(
        z.object({ command: z.string().max(32), should_escape: z.literal(true) }),
      ),
      shortcuts: z.array(z.object({ type: z.literal('message'), callback_id: z.string() })),
    }),
    oauth_config: z.object({
      scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
    }),
    settings: z.object({
      event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
      interactivity: z.object({ is_enabled: z.literal(true) }),
      socket_mode_enabled: z.literal(true),
    }),
  })
  .parse(parse(text));

const { features, oauth_config, settings } = manifest;
const granted = [...oauth_config.scopes.bot, ...oauth_config.scopes.bot_optional];

/** The source of the bot: the playground is Slack's side. */
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('playground'))
  .filter((file) => file !== 'slack/requirements.ts')
  .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));

/** Every method that the SDK has: "chat.update". */
const known = methodNames(new WebClient());

function methodNames(node: object, path = ''): ReadonlySet<string> {
  const names = Object.entries(node).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'function') return [path + name];
    const isFamily = typeof value === 'object' && value?.constructor === Object;
    return isFamily ? [...methodNames(value, `${path}${name}.`)] : [];
  });
  return new Set(names);
}

/** `client.chat.update(…)`, over line breaks too; in the source a method is called in no other way. */
function calledMethods(): readonly string[] {
  return sources
    .flatMap((source) => [...source.matchAll(/\.(\w+(?:\s*\.\w+){1,2})\(/g)])
    .map(([, method]) => (method ?? '').replace(/\s+/g, ''))
    .flatMap((method) => [method, method.replace(/^\w+\./, '')])
    .filter((method) => known.has(method));
}

const sorted = (values: Iterable<string>) =>
  [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));

describe('the manifest grants what the code needs, and no more', () => {
  test('the table of methods is what the source calls', () => {
    // The socket client opens its connections itself.
    const called = new Set([...calledMethods(), 'apps.connections.open']);
    expect(sorted(called)).toEqual(sorted(Object.keys(requirements.methods)));
  });

  test('nothing calls Slack past the table', () => {
    const hidden = /\.apiCall\(|\.chatStream\(|\.filesUploadV2\(|\.paginate\(/;
    expect(sources.filter((source) => hidden.test(source))).toEqual([]);
  });

  test('scopes', () => {
    const { methods, events, downloads, commands, messageShortcuts } = requirements;
    const needed = [methods, events, commands, messageShortcuts].flatMap((needs) =>
      Object.values(needs).flat(),
    );
    expect(sorted(granted)).toEqual(sorted([...needed, ...downloads]));
  });

  test('each scope says why', () => {
    const silent = granted.filter((scope) => !new RegExp(`- ${scope} # \\S`).test(text));
    expect(silent).toEqual([]);
  });

  test('events', () => {
    expect(sorted(settings.event_subscriptions.bot_events)).toEqual(
      sorted(Object.keys(requirements.events)),
    );
  });

  test('commands and shortcuts', () => {
    expect(features.slash_commands.map(({ command }) => command)).toEqual(
      Object.keys(requirements.commands),
    );
    expect(features.shortcuts.map(({ callback_id }) => callback_id)).toEqual(
      Object.keys(requirements.messageShortcuts),
    );
  });

  test('the first questions are those that the code sets', () => {
    expect(features.agent_view.suggested_prompts).toEqual(suggestedPrompts);
  });
});

describe('each thing in the manifest is handled', () => {
  let running: RunningIntake | undefined;

  afterEach(async () => {
    await running?.intake.stop();
    running = undefined;
  });

  test.each(settings.event_subscriptions.bot_events)('the event %s', async (event) => {
    running = await startIntake();
    const [type = ''] = event.split('.');
    await running.event({ type });
    expect(running.outcomes).toEqual([`${type} unreadable`]);
  });

  test.each(features.slash_commands)('the command $command', async ({ command }) => {
    running = await startIntake();
    await running.command({
      command,
      text: 'help',
      user_id: 'U1',
      channel_id: 'C1',
      trigger_id: 't',
    });
    expect(running.outcomes).toEqual(['command help']);
  });

  test.each(features.shortcuts)('the shortcut $callback_id', async ({ callback_id }) => {
    running = await startIntake();
    await running.interaction({
      type: 'message_action',
      callback_id,
      trigger_id: 't',
      user: { id: 'U1' },
      channel: { id: 'C1' },
      message: { ts: '1.2' },
    });
    expect(running.outcomes).toEqual(['shortcut modal']);
  });
});
