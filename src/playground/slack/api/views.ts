import { z } from 'zod';
import type { Json, ViewData } from '../data.ts';
import { wireView } from '../wire-view.ts';
import { checkViewBlocks } from './blocks.ts';
import { json } from './fields.ts';
import { type Context, type Method, method } from './method.ts';
import { invalidArguments, Refusal } from './refusal.ts';

const title = z.looseObject({ type: z.literal('plain_text'), text: z.string().min(1).max(24) });

const viewSchema = z.looseObject({
  type: z.enum(['modal', 'home']),
  blocks: z.unknown(),
  title: title.optional(),
  submit: title.optional(),
  close: title.optional(),
  callback_id: z.string().max(255).default(''),
  private_metadata: z.string().max(3_000).default(''),
});

const view = json(viewSchema);
const openWith = z.object({ trigger_id: z.string(), view });

/** Views on top of one another, the first one counted. */
const maxStack = 3;

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': method({
    perMinute: 100,
    args: openWith,
    run(args, context) {
      const body = modal(args.view);
      const user = context.triggers.use(args.trigger_id);
      const id = context.workspace.ids.id('V');
      return shown(put({ id, user, rootId: id }, body, context), context);
    },
  }),

  'views.push': method({
    perMinute: 100,
    args: openWith,
    run(args, context) {
      const body = modal(args.view);
      const user = context.triggers.use(args.trigger_id);
      const stack = context.workspace.views
        .all()
        .filter((open) => open.open && open.kind === 'modal' && open.user === user);
      const top = stack.at(-1);
      if (top === undefined) throw new Refusal('not_found');
      if (stack.length >= maxStack) throw new Refusal('push_limit_reached');
      const id = context.workspace.ids.id('V');
      const chain = { id, user, rootId: top.rootId, previousId: top.id };
      return shown(put(chain, body, context), context);
    },
  }),

  'views.update': method({
    perMinute: 100,
    args: z.object({
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view,
    }),
    run(args, context) {
      const before = context.workspace.views.get(args.view_id ?? '');
      if (before === undefined || !before.open) throw new Refusal('not_found');
      if (args.hash !== undefined && args.hash !== before.hash) throw new Refusal('hash_conflict');
      return shown(replaceView(before, args.view, context), context);
    },
  }),

  'views.publish': method({
    perMinute: 100,
    args: z.object({ user_id: z.string(), view, hash: z.string().optional() }),
    run(args, context) {
      const { workspace } = context;
      if (workspace.people.get(args.user_id) === undefined) throw new Refusal('user_not_found');
      if (args.view.type !== 'home') throw invalidArguments(['view type must be home']);
      const before = homeOf(context, args.user_id);
      if (args.hash !== undefined && args.hash !== before?.hash) throw new Refusal('hash_conflict');
      const id = before?.id ?? workspace.ids.id('V');
      return shown(put({ id, user: args.user_id, rootId: id }, args.view, context), context);
    },
  }),
};

/** What the app answered to a submission is a view like any other. */
export function replaceView(
  before: ViewData,
  body: Json,
  context: Pick<Context, 'workspace'>,
): ViewData {
  const { id, user, rootId, previousId } = before;
  const chain = { id, user, rootId, ...(previousId === undefined ? {} : { previousId }) };
  return put(chain, readView(body), context);
}

/** A view that the app pushed by its answer to a submission. */
export function pushView(
  below: ViewData,
  body: Json,
  context: Pick<Context, 'workspace'>,
): ViewData {
  const id = context.workspace.ids.id('V');
  const chain = { id, user: below.user, rootId: below.rootId, previousId: below.id };
  return put(chain, readView(body), context);
}

export function homeOf(
  { workspace }: Pick<Context, 'workspace'>,
  user: string,
): ViewData | undefined {
  return workspace.views.all().find((known) => known.kind === 'home' && known.user === user);
}

type ViewArguments = z.infer<typeof viewSchema>;
type Chain = Pick<ViewData, 'id' | 'user' | 'rootId' | 'previousId'>;

function readView(body: Json): ViewArguments {
  const parsed = viewSchema.safeParse(body);
  if (!parsed.success) throw invalidArguments(parsed.error.issues.map((issue) => issue.message));
  return parsed.data;
}

function modal(args: ViewArguments): ViewArguments {
  if (args.type !== 'modal') throw invalidArguments(['view type must be modal']);
  if (args.title === undefined) throw invalidArguments(['missing required field: title']);
  return args;
}

function put(
  chain: Chain,
  args: ViewArguments,
  { workspace }: Pick<Context, 'workspace'>,
): ViewData {
  const blocks = checkViewBlocks(args.blocks, () => workspace.ids.id('b'));
  return workspace.views.put({
    ...chain,
    kind: args.type,
    callbackId: args.callback_id,
    body: { ...args, blocks },
    blocks,
    privateMetadata: args.private_metadata,
    hash: `${workspace.ids.count()}.local`,
    open: true,
    errors: {},
  });
}

function shown(data: ViewData, { workspace }: Context): Json {
  return { view: wireView(data, workspace) };
}
