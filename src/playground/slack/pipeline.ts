import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CallData, Json } from './data.ts';
import type { DueFault, Fault, Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import type { Limits } from './limits.ts';
import type { Workspace } from './workspace.ts';

/** What the app asked for. */
export interface Call extends Pick<CallData, 'method' | 'args' | 'token'> {
  readonly limit: { readonly perMinute: number | null; readonly key: string };
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** For the journal. */
  readonly result: Json;
}

export interface PipelineParts {
  readonly workspace: Workspace;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly limits: Limits;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}

export function jsonAnswer(
  result: Json,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(result),
    result,
  };
}

/** The way of each call: latency, planned trouble, rate limits, the work, the answer, the journal. */
export async function serve(
  call: Call,
  work: () => Answer | Promise<Answer>,
  response: ServerResponse,
  parts: PipelineParts,
): Promise<void> {
  const { workspace, journal, faults } = parts;
  const at = workspace.now();
  workspace.feed.emit({ type: 'request', method: call.method, args: call.args });
  const latency = faults.latencyOf(call.method);
  if (latency > 0) await wait(latency, undefined, { signal: parts.closing });
  const due = faults.take(call.method, call.args);
  const answer = await answerTo(call, work, due, parts);
  const { method, args, token } = call;
  if (answer === null) response.destroy();
  else {
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  }
  journal.add({
    method,
    args,
    token,
    at,
    status: answer?.status ?? 0,
    result: answer?.result ?? null,
  });
}

/** Null: the connection is dropped. */
async function answerTo(
  call: Call,
  work: () => Answer | Promise<Answer>,
  due: DueFault | undefined,
  { limits, closing }: PipelineParts,
): Promise<Answer | null> {
  const waitS = limits.take(call.method, call.limit.perMinute, call.limit.key);
  if (waitS !== null) return rateLimited(waitS);
  if (due === undefined) return await work();
  const done = due.afterWork || due.fault.kind === 'delay' ? await work() : null;
  return await troubled(due.fault, done, closing);
}

async function troubled(
  fault: Fault,
  done: Answer | null,
  closing: AbortSignal,
): Promise<Answer | null> {
  switch (fault.kind) {
    case 'error':
      return jsonAnswer({ ok: false, error: fault.error, ...fault.extra });
    case 'status':
      return { status: fault.status, body: fault.body ?? '', result: { status: fault.status } };
    case 'rate-limited':
      return rateLimited(fault.retryAfterS);
    case 'drop':
      return null;
    case 'delay':
      await wait(fault.delayMs, undefined, { signal: closing });
      return done;
    case 'hang':
      await new Promise((resolve) => closing.addEventListener('abort', resolve, { once: true }));
      return null;
  }
}

function rateLimited(retryAfterS: number): Answer {
  return jsonAnswer({ ok: false, error: 'ratelimited' }, 429, {
    'retry-after': String(retryAfterS),
  });
}
