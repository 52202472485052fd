import { z } from 'zod';
import type { LocalSlack } from './slack/local-slack.ts';
import type { NewFile } from './slack/people/files.ts';
import type { ViewValues } from './slack/people/views.ts';
import { type Entries, type Entry, faultNames, type PageAct, type UploadedFile } from './wire.ts';

const spoken = { as: z.string(), channel: z.string() };
const file = z.object({ name: z.string().min(1), mimetype: z.string(), base64: z.base64() });

/** What was chosen or written: several where the element takes several. */
const entry = z.union([z.string(), z.array(z.string())]);
const files = z.array(file).max(10, 'Slack takes ten files a message.');
const entries = z.record(z.string(), z.record(z.string(), z.union([entry, files])));
const press = { actionId: z.string(), blockId: z.string().optional(), value: entry.optional() };

const messageText = z.string().max(40_000, 'Slack takes messages up to 40,000 characters.');

export const pageAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('say'),
    ...spoken,
    threadTs: z.string().optional(),
    text: messageText,
    files,
  }),
  z.object({ act: z.literal('command'), ...spoken, command: z.string(), text: z.string() }),
  z.object({ act: z.literal('shortcut'), ...spoken, ts: z.string() }),
  z.object({
    act: z.literal('click'),
    ...spoken,
    ts: z.string(),
    ...press,
  }),
  z.object({
    act: z.literal('click-view'),
    as: z.string(),
    view: z.string(),
    ...press,
    values: entries,
  }),
  z.object({
    act: z.literal('submit'),
    as: z.string(),
    view: z.string(),
    values: entries,
  }),
  z.object({ act: z.literal('close'), as: z.string(), view: z.string() }),
  z.object({ act: z.literal('stop'), ...spoken, threadTs: z.string() }),
  z.object({ act: z.literal('react'), ...spoken, ts: z.string(), reaction: z.string() }),
  z.object({ act: z.literal('unreact'), ...spoken, ts: z.string(), reaction: z.string() }),
  z.object({ act: z.literal('edit'), ...spoken, ts: z.string(), text: messageText }),
  z.object({ act: z.literal('remove'), ...spoken, ts: z.string() }),
  z.object({ act: z.literal('invite'), ...spoken }),
  z.object({
    act: z.literal('fault'),
    as: z.string(),
    fault: z.enum(faultNames),
  }),
  z.object({ act: z.literal('open'), as: z.string(), tab: z.enum(['home', 'messages']) }),
]) satisfies z.ZodType<PageAct>;

/** Does it. Resolves with the sentence that the person is shown when the app did not take it, else null. */
export async function perform(
  slack: LocalSlack,
  act: Exclude<PageAct, { act: 'fault' }>,
): Promise<string | null> {
  const person = slack.person(act.as);
  switch (act.act) {
    case 'command': {
      const outcome = await person.command(act.command, slack.typed(act.text), act.channel);
      return outcome.acknowledged ? null : `${act.command} failed: the app did not answer in time.`;
    }
    case 'shortcut':
      return failureOf(await person.shortcut('ask_architect', act));
    case 'click':
      return failureOf(await person.click(act, act.actionId, clickOptions(act)));
    case 'click-view': {
      const options = { ...clickOptions(act), values: viewValues(act.values) };
      return failureOf(await person.clickView(act.view, act.actionId, options));
    }
    case 'submit':
      return failureOf((await person.submit(act.view, viewValues(act.values))).outcome);
    case 'close':
      await person.closeView(act.view);
      return null;
    case 'say':
    case 'react':
    case 'unreact':
    case 'edit':
    case 'remove':
    case 'invite':
    case 'stop':
    case 'open':
      performAtOnce(slack, person, act);
      return null;
  }
}

type Waiting = 'fault' | 'command' | 'shortcut' | 'click' | 'click-view' | 'submit' | 'close';

/** What needs no word from the app. */
function performAtOnce(
  slack: LocalSlack,
  person: ReturnType<LocalSlack['person']>,
  act: Exclude<PageAct, { act: Waiting }>,
): void {
  switch (act.act) {
    case 'say': {
      const thread = act.threadTs === undefined ? {} : { threadTs: act.threadTs };
      const options = { files: act.files.map(newFile), ...thread };
      return void person.say(act.channel, slack.typed(act.text), options);
    }
    case 'react':
      return person.react(act, act.reaction);
    case 'unreact':
      return person.unreact(act, act.reaction);
    case 'edit':
      return void person.edit(act, slack.typed(act.text));
    case 'remove':
      return person.remove(act);
    case 'invite':
      return slack.person(slack.app.userId).join(act.channel);
    case 'stop':
      return person.stopStream(act.channel, act.threadTs);
    case 'open':
      return act.tab === 'home' ? person.openHome() : person.openMessagesTab();
  }
}

/** What stands in a view's fields, its files unpacked. */
function viewValues(values: Entries): ViewValues {
  const fields = Object.entries(values).map(([block, actions]) => [
    block,
    Object.fromEntries(Object.entries(actions).map(([id, value]) => [id, valueOf(value)])),
  ]);
  return Object.fromEntries(fields);
}

function valueOf(value: Entry | readonly UploadedFile[]): Entry | readonly NewFile[] {
  if (typeof value === 'string') return value;
  const uploads = value.filter((one) => typeof one !== 'string').map(newFile);
  return uploads.length > 0 ? uploads : value.filter((one) => typeof one === 'string');
}

function newFile({ base64, ...rest }: UploadedFile): NewFile {
  return { ...rest, content: Buffer.from(base64, 'base64') };
}

function clickOptions({ blockId, value }: Extract<PageAct, { act: 'click' | 'click-view' }>) {
  return {
    ...(blockId === undefined ? {} : { blockId }),
    ...(value === undefined ? {} : { value }),
  };
}

/** The sentence for the person. */
function failureOf(outcome: { readonly acknowledged: boolean }): string | null {
  return outcome.acknowledged ? null : 'The app did not answer in time.';
}
