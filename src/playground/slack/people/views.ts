import { z } from 'zod';
import { pushView, replaceView } from '../api/views.ts';
import type { Block, FileData, Json, ViewData } from '../data.ts';
import type { Outcome } from '../delivery/carrier.ts';
import { type ViewState, wireView } from '../wire-view.ts';
import { type NewFile, addFile } from './files.ts';
import { type ClickOptions, findElement } from './elements.ts';
import { entered, type Entry } from './entered.ts';
import { interact } from './interactions.ts';
import type { Actor } from './stage.ts';

/** Block id to action id to what the person wrote, chose or attached. */
export type ViewValues = Readonly<
  Record<string, Readonly<Record<string, Entry | readonly NewFile[]>>>
>;

export interface Submitted {
  readonly outcome: Outcome;
  /** Afterwards: closed, changed, or still open with the app's `errors`. */
  readonly view: ViewData;
}

const input = z.looseObject({
  block_id: z.string(),
  element: z.looseObject({ type: z.string(), action_id: z.string() }),
});

const answer = z.looseObject({
  response_action: z.enum(['errors', 'update', 'push', 'clear']).optional(),
  errors: z.record(z.string(), z.string()).default({}),
  view: z.record(z.string(), z.unknown()).default({}),
});

/** Presses the view's button. Fields that are not named stay empty. */
export async function submit(actor: Actor, id: string, values: ViewValues): Promise<Submitted> {
  const { workspace } = actor.stage.context;
  const view = openView(actor, id);
  const state = { ...stateOf(actor, view.blocks, values), ...chosenIn(actor, id) };
  const outcome = await interact(actor, 'view_submission', {
    view: wireView(view, workspace, state),
    response_urls: responseUrls(actor, view.blocks, state),
  });
  if (!outcome.acknowledged) return { outcome, view };
  return { outcome, view: answered(actor, openView(actor, id), outcome.response) };
}

/** Presses or chooses something in a modal or a Home tab; `values` is what stands in its inputs meanwhile. */
export async function clickView(
  actor: Actor,
  id: string,
  actionId: string,
  { values = {}, ...options }: ClickOptions & { readonly values?: ViewValues } = {},
): Promise<Outcome> {
  const { context, choices } = actor.stage;
  const view = openView(actor, id);
  const action = findElement(view.blocks, actionId, options);
  choices.make(actor.data.id, id, action);
  const state = { ...stateOf(actor, view.blocks, values), ...chosenIn(actor, id) };
  return await interact(actor, 'block_actions', {
    container: { type: 'view', view_id: id },
    view: wireView(view, context.workspace, state),
    actions: [{ ...action, action_ts: context.workspace.ids.ts() }],
  });
}

function chosenIn({ data, stage }: Actor, id: string): ViewState {
  return stage.choices.values(data.id, id);
}

/** Closes the view; the app hears of it when it asked to. */
export async function closeView(actor: Actor, id: string): Promise<void> {
  const { workspace } = actor.stage.context;
  const view = workspace.views.put({ ...openView(actor, id), open: false });
  if (view.body['notify_on_close'] !== true) return;
  await interact(actor, 'view_closed', { view: wireView(view, workspace), is_cleared: false });
}

/** One for each chosen conversation of an input that asks for it; other modals come without. */
function responseUrls({ data, stage }: Actor, blocks: readonly Block[], state: ViewState): Json[] {
  return inputsOf(blocks).flatMap(({ block_id, element: { action_id, ...element } }) => {
    const { selected_conversation, selected_channel } = state[block_id]?.[action_id] ?? {};
    const channel_id = selected_conversation ?? selected_channel;
    if (element['response_url_enabled'] !== true || typeof channel_id !== 'string') return [];
    const response_url = stage.responses.issue({ channel: channel_id, user: data.id });
    return [{ block_id, action_id, channel_id, response_url }];
  });
}

function inputsOf(blocks: readonly Block[]): readonly z.infer<typeof input>[] {
  return blocks.flatMap((block) => {
    const parsed = block.type === 'input' ? input.safeParse(block) : undefined;
    return parsed?.success === true ? [parsed.data] : [];
  });
}

function answered(actor: Actor, view: ViewData, response: Json | null): ViewData {
  const { context } = actor.stage;
  const { views } = context.workspace;
  const { response_action: action, errors, view: body } = answer.parse(response ?? {});
  switch (action) {
    case 'errors':
      return views.put({ ...view, errors });
    case 'update':
      return replaceView(view, body, context);
    case 'push':
      return pushView(view, body, context);
    case 'clear':
      for (const other of views.all()) {
        if (other.rootId === view.rootId) views.put({ ...other, open: false });
      }
      return { ...view, open: false };
    case undefined:
      return views.put({ ...view, open: false, errors: {} });
  }
}

function openView({ stage }: Actor, id: string): ViewData {
  const view = stage.context.workspace.views.get(id);
  if (view === undefined || !view.open) throw new Error('This form is closed already.');
  return view;
}

function stateOf(actor: Actor, blocks: readonly Block[], values: ViewValues): ViewState {
  const fields = inputsOf(blocks);
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field.block_id === id));
  if (unknown !== undefined) throw new Error(`the view has no input block ${unknown}`);
  return Object.fromEntries(
    fields.map(({ block_id, element }) => {
      const { type, action_id } = element;
      const value = values[block_id]?.[action_id];
      return [block_id, { [action_id]: { type, ...inField(actor, element, value) } }];
    }),
  );
}

function inField(actor: Actor, element: Json, value: Entry | readonly NewFile[] | undefined): Json {
  const given = typeof value === 'string' || value === undefined ? [] : value;
  if (element['type'] === 'file_input') return { files: given.flatMap((f) => attached(actor, f)) };
  if (typeof value === 'string' || value === undefined) return entered(element, value);
  return entered(
    element,
    given.filter((one) => typeof one === 'string'),
  );
}

function attached(actor: Actor, file: string | NewFile): readonly Json[] {
  return typeof file === 'string' ? [] : [attach(actor, file)];
}

function attach(actor: Actor, file: NewFile): Json {
  const added: FileData = addFile(actor, file, '');
  const { id, name, mimetype, size, url } = added;
  return { id, name, mimetype, size, url_private: url, url_private_download: url };
}
