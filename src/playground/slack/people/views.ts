import { z } from 'zod';
import { pushView, replaceView } from '../api/views.ts';
import type { Block, FileData, Json, ViewData } from '../data.ts';
import type { Outcome } from '../delivery/carrier.ts';
import { type ViewState, wireView } from '../wire-view.ts';
import { type NewFile, addFile } from './files.ts';
import { interact } from './interactions.ts';
import type { Actor } from './stage.ts';

/** Block id to action id to what the person wrote, chose or attached. */
export type ViewValues = Readonly<
  Record<string, Readonly<Record<string, string | readonly NewFile[]>>>
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
  const state = stateOf(actor, view.blocks, values);
  const outcome = await interact(actor, 'view_submission', {
    view: wireView(view, workspace, state),
    response_urls: [],
  });
  if (!outcome.acknowledged) return { outcome, view };
  return { outcome, view: answered(actor, openView(actor, id), outcome.response) };
}

/** Closes the view; the app hears of it when it asked to. */
export async function closeView(actor: Actor, id: string): Promise<void> {
  const { workspace } = actor.stage.context;
  const view = workspace.views.put({ ...openView(actor, id), open: false });
  if (view.body['notify_on_close'] !== true) return;
  await interact(actor, 'view_closed', { view: wireView(view, workspace), is_cleared: false });
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
  if (view === undefined || !view.open) throw new Error(`no open view ${id}`);
  return view;
}

function stateOf(actor: Actor, blocks: readonly Block[], values: ViewValues): ViewState {
  const fields = blocks.flatMap((block) => {
    const parsed = block.type === 'input' ? input.safeParse(block) : undefined;
    return parsed?.success === true ? [parsed.data] : [];
  });
  const unknown = Object.keys(values).find((id) => !fields.some((field) => field.block_id === id));
  if (unknown !== undefined) throw new Error(`the view has no input block ${unknown}`);
  return Object.fromEntries(
    fields.map(({ block_id, element: { type, action_id } }) => {
      const value = values[block_id]?.[action_id];
      return [block_id, { [action_id]: { type, ...entered(actor, type, value) } }];
    }),
  );
}

function entered(actor: Actor, type: string, value: string | readonly NewFile[] | undefined): Json {
  if (type === 'file_input') {
    const files = typeof value === 'object' ? value.map((file) => attach(actor, file)) : [];
    return { files };
  }
  const text = typeof value === 'string' && value !== '' ? value : null;
  if (type === 'static_select' || type === 'radio_buttons') {
    return { selected_option: text === null ? null : { value: text } };
  }
  if (type === 'checkboxes') {
    return {
      selected_options: (text ?? '')
        .split(',')
        .filter(Boolean)
        .map((v) => ({ value: v })),
    };
  }
  const selected: Readonly<Record<string, string>> = {
    users_select: 'selected_user',
    channels_select: 'selected_channel',
    conversations_select: 'selected_conversation',
  };
  return { [selected[type] ?? 'value']: text };
}

function attach(actor: Actor, file: NewFile): Json {
  const added: FileData = addFile(actor, file, '');
  const { id, name, mimetype, size, url } = added;
  return { id, name, mimetype, size, url_private: url, url_private_download: url };
}
