import { z } from 'zod';
import { toError } from '../../src/lib/errors.ts';
import type { ShownMessage } from '../../src/playground/slack/shown.ts';
import { buttonCalled } from '../../tests/support/button.ts';
import type { Act, EvalCase } from '../case.ts';
import type { Observation, SeenEvidence } from '../observation.ts';
import { readEvidence } from './evidence.ts';
import { observe } from './observe.ts';
import { isAbout, type Scene, setScene } from './scene.ts';
import { playScript } from './script.ts';
import type { Stage } from './stage.ts';

/** Plays one case in a channel and a thread of its own, by a person of its own. Never rejects: what broke is seen. */
export async function play(
  one: EvalCase,
  stage: Stage,
  { answerMs }: { readonly answerMs: number },
): Promise<Observation> {
  const { model, canary } = stage;
  const scene = setScene(one, stage);
  if (model !== null) {
    playScript(one, model, (request) => isAbout(scene, request), canary.addressOf(one.id));
  }
  try {
    if (one.context !== undefined) await giveContext(one.context, scene);
    for (const [index, act] of one.acts.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- a conversation: one after the other
      await doAct(act, scene);
      // oxlint-disable-next-line no-await-in-loop
      await finishedTurn(index + 1, scene, answerMs);
    }
    return observe(scene, { evidence: await openEvidence(scene), broken: null });
  } catch (thrown) {
    return observe(scene, { evidence: [], broken: toError(thrown).message });
  }
}

async function doAct(act: Act, scene: Scene): Promise<void> {
  if ('choose' in act) return await sendForm(act.choose, scene);
  if ('press' in act) return await press(act.press, scene);
  const { person, channel, stage, root } = scene;
  const { slack } = stage;
  const plant = (text: string) => planted(text, scene);
  const files = (act.files ?? []).map(({ name, content }) => ({ name, content: plant(content) }));
  const said = person.say(channel, `${slack.mention} ${slack.typed(plant(act.say))}`, {
    files,
    ...(root === null ? {} : { threadTs: root.ts }),
  });
  scene.root ??= said;
}

/** As a person does it: a file in the channel, then the command. */
async function giveContext(content: string, scene: Scene): Promise<void> {
  const { person, channel, stage } = scene;
  person.upload(channel, { name: 'CLAUDE.md', content: planted(content, scene) });
  await person.command('/architect', 'context', channel);
  await stage.slack.until(
    () => stage.slack.messages(channel).find(({ shown }) => shown.startsWith('From now on')),
    { what: 'the word that the context is taken' },
  );
}

function planted(text: string, { one, stage }: Scene): string {
  return text.replaceAll('{canary}', stage.canary.addressOf(one.id));
}

async function press(label: string, { person, channel, root, stage }: Scene): Promise<void> {
  const answers = stage.slack.answers(channel, threadOf(root)).toReversed();
  const [found] = answers.flatMap((answer) => {
    const button = buttonCalled(label, answer);
    return button === null ? [] : [{ answer, button }];
  });
  if (found === undefined) throw new Error(`there is no button "${label}"`);
  await person.click(found.answer, found.button);
}

async function sendForm(
  choices: Readonly<Record<string, string>>,
  { person, channel, root, stage: { slack } }: Scene,
): Promise<void> {
  const form = slack.answers(channel, threadOf(root)).at(-1);
  if (form === undefined) throw new Error('there is no form to choose in');
  for (const [field, value] of Object.entries(choices)) {
    // oxlint-disable-next-line no-await-in-loop -- one choice after the other
    await person.click(form, `form_field:${field}`, { value });
  }
  await person.click(form, 'request:0');
}

/** The n-th turn of the thread is over: its answer is closed, its files are posted, its log line is written. */
async function finishedTurn(n: number, { root, stage }: Scene, answerMs: number): Promise<void> {
  const ended = stage.heard.nth(
    n,
    ({ message, fields }) => message === 'turn finished' && fields['ts'] === root?.ts,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer ${n} within ${answerMs} ms`)), answerMs);
  });
  await Promise.race([ended, late]).finally(() => clearTimeout(timer));
}

async function openEvidence(scene: Scene): Promise<readonly SeenEvidence[]> {
  const { person, channel, root, stage } = scene;
  const { slack } = stage;
  const answer = slack.answers(channel, threadOf(root)).findLast(hasEvidence);
  if (answer === undefined) return [];
  await person.click(answer, 'evidence');
  const view = await slack.until(
    () => slack.views().find(({ kind, user }) => kind === 'modal' && user === person.id),
    { what: 'the evidence' },
  );
  return readEvidence(view);
}

const holder = z.looseObject({
  elements: z.array(z.looseObject({ action_id: z.string().optional() })),
});

function hasEvidence({ blocks }: ShownMessage): boolean {
  return blocks.some((block) => {
    const parsed = holder.safeParse(block);
    return parsed.success && parsed.data.elements.some(({ action_id: id }) => id === 'evidence');
  });
}

function threadOf(root: Scene['root']): string {
  if (root === null) throw new Error('the first act says nothing');
  return root.ts;
}
