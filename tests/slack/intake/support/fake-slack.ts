import type { FetchFunction } from '@slack/web-api';

interface SlackCall {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly token: string | null;
}

type Answer = Readonly<Record<string, unknown>> | Response | Promise<Response>;

/** Slack's Web API behind the `fetch` of real clients: it remembers each call and answers as told, else `ok`. */
export interface FakeSlack {
  readonly fetch: FetchFunction;
  readonly calls: readonly SlackCall[];
  answer(method: string, answer: (args: SlackCall['args']) => Answer): void;
  /** Resolves with the first call of the method, past or future. */
  called(method: string): Promise<SlackCall>;
}

export function fakeSlack(): FakeSlack {
  const calls: SlackCall[] = [];
  const waiting = new Set<() => void>();
  let posted = 0;
  const answers = new Map<string, (args: SlackCall['args']) => Answer>([
    ['auth.test', () => ({ user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1' })],
    ['chat.postMessage', () => ({ ts: `1763780000.${String((posted += 1)).padStart(6, '0')}` })],
  ]);

  return {
    calls,
    answer: (method, answer) => answers.set(method, answer),
    async fetch(url, init) {
      const method = String(url).split('/api/')[1] ?? '';
      const args = readForm(typeof init?.body === 'string' ? init.body : '');
      calls.push({ method, args, token: init?.headers?.['Authorization'] ?? null });
      for (const tell of waiting) tell();
      const answer = await (answers.get(method)?.(args) ?? {});
      return answer instanceof Response ? answer : Response.json({ ok: true, ...answer });
    },
    called: (method) =>
      new Promise((resolve) => {
        const look = () => {
          const call = calls.find((made) => made.method === method);
          if (call === undefined) return;
          waiting.delete(look);
          resolve(call);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** The SDK sends forms in which whatever is no string is JSON. */
function readForm(body: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([key, value]) => [key, readValue(value)]),
  );
}

function readValue(value: string): unknown {
  if (!/^[[{]|^(true|false)$/.test(value)) return value;
  return JSON.parse(value);
}
