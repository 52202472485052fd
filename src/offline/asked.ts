import type { InputPart, ModelRequest } from '../core/model.ts';

/** What a request asks, as far as rules can tell. */
export interface Asked {
  /** What people wrote last, without the tags around it. */
  readonly text: string;
  /** What people wrote before that in the thread. */
  readonly before: string;
  /** What a form of questions was answered with, or assumes; null where the last message is no such answer. */
  readonly form: string | null;
  /** Names of the files that came with it. */
  readonly files: readonly string[];
  /** Fenced blocks: what stands behind the fence, and what is in it. */
  readonly blocks: readonly { readonly label: string; readonly text: string }[];
  /** What tools answered since, in order; empty before they ran. */
  readonly results: readonly { readonly ok: boolean; readonly content: string }[];
  readonly tools: readonly string[];
}

export function readAsked({ messages, tools }: ModelRequest): Asked {
  const inputs = messages.flatMap(({ role, content }) => (role === 'user' ? [content] : []));
  const turns = inputs.filter((parts) => parts.some(isMessage));
  const said = saidIn(turns.at(-1) ?? []);
  return {
    text: withoutFiles(said),
    form: formIn(withoutFiles(said)),
    before: withoutFiles(turns.slice(0, -1).map(saidIn).join('\n\n')),
    files: [
      ...new Set([...said.matchAll(/<slack_file name="([^"]+)"/g)].map(([, name = '']) => name)),
    ],
    blocks: blocksIn(said),
    results: inputs.flat().flatMap((part) => (part.type === 'tool-result' ? [part] : [])),
    tools: tools.map(({ name }) => name),
  };
}

/** Fenced, from the fence's own line on where it names no language; or else statements that stand bare in the message. */
function blocksIn(said: string): Asked['blocks'] {
  const fenced = [...said.matchAll(/```(?:([\w+-]*)[^\S\n]*\n)?([\s\S]*?)```/g)].map(
    ([, label = '', text = '']) => ({ label, text }),
  );
  if (fenced.length > 0) return fenced;
  const [bare] = /\b(?:create|alter)\s+(?:unlogged\s+)?table\s[\s\S]*;/i.exec(said) ?? [];
  return bare === undefined ? [] : [{ label: 'sql', text: bare }];
}

function saidIn(parts: readonly InputPart[]): string {
  const said = parts.flatMap((part) => (part.type === 'text' ? messagesIn(part.text) : []));
  return said.join('\n\n');
}

/** As the host words it: "Load: 100 requests/s; Data: … .", "Assume the rest: Targets: … ." */
function formIn(text: string): string | null {
  return /^(?:Assume the rest: )?(?:Load|Data|Targets|Stack|Consistency|Team|Compliance|Budget): /.test(
    text,
  )
    ? text
    : null;
}

function withoutFiles(said: string): string {
  return said.replaceAll(/<slack_file [^>]*\/>/g, '').trim();
}

function isMessage(part: InputPart): boolean {
  return part.type === 'text' && part.text.includes('<slack_message');
}

function messagesIn(text: string): readonly string[] {
  return [...text.matchAll(/<slack_message [^>]*>\n?([\s\S]*?)<\/slack_message>/g)].map(
    ([, body = '']) => body,
  );
}
