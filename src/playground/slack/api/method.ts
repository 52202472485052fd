import type { z } from 'zod';
import type { Json } from '../data.ts';
import type { AppEvents } from '../delivery/app-events.ts';
import type { Settings } from '../settings.ts';
import type { Triggers } from '../triggers.ts';
import type { Workspace } from '../workspace.ts';
import { invalidArguments } from './refusal.ts';

/** What a method works on. */
export interface Context {
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly events: AppEvents;
  readonly triggers: Triggers;
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly origin: string;
  /** A fresh address for one Socket Mode connection; null while connections are refused. */
  readonly socketAddress: () => string | null;
}

export interface Method {
  readonly token: 'bot' | 'app' | 'any';
  /** Any one of these will do; empty means none is needed. */
  readonly scopes: readonly string[];
  /** Of Slack's rate tiers; null is not limited. */
  readonly perMinute: number | null;
  /** Calls with another key have a limit of their own. */
  readonly limitedBy: (args: Json) => string;
  call(args: Json, context: Context): Json | Promise<Json>;
}

export interface MethodSpec<Args> {
  readonly token?: Method['token'];
  readonly scopes?: readonly string[];
  readonly perMinute: number | null;
  readonly limitedBy?: (args: Json) => string;
  readonly args: z.ZodType<Args>;
  run(args: Args, context: Context): Json | Promise<Json>;
}

export function method<Args>(spec: MethodSpec<Args>): Method {
  return {
    token: spec.token ?? 'bot',
    scopes: spec.scopes ?? [],
    perMinute: spec.perMinute,
    limitedBy: spec.limitedBy ?? (() => ''),
    call: (args, context) => spec.run(parse(spec.args, args), context),
  };
}

function parse<Args>(schema: z.ZodType<Args>, args: Json): Args {
  const parsed = schema.safeParse(args);
  if (parsed.success) return parsed.data;
  throw invalidArguments(
    parsed.error.issues.map((issue) => {
      const [head = ''] = issue.path;
      const name = String(head);
      if (args[name] === undefined) return `missing required field: ${name}`;
      return `${issue.message} [json-pointer:/${issue.path.map(String).join('/')}]`;
    }),
  );
}
