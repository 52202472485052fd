import type { ModelMessage, ModelRequest } from '../core/model.ts';
import { FORM_PHRASE } from '../core/reply.ts';
import { isLabel } from './guess-language.ts';

/** What a request asks, as far as rules can tell. */
export interface Asked {
  /** What people wrote last, without the tags around it. */
  readonly text: string;
  /** What people wrote before that in the thread. */
  readonly before: string;
  /** Whether they got an answer before. */
  readonly hasAnswered: boolean;
  /** Whether the last that they got was a form of questions: what they write then belongs to what they asked before. */
  readonly afterForm: boolean;
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
  const thread = messages.flatMap(linesOf);
  const answer = thread.findLastIndex(({ by }) => by === 'bot');
  const said = saidIn(thread.slice(answer + 1));
  const inputs = messages.flatMap(({ role, content }) => (role === 'user' ? content : []));
  return {
    text: withoutFiles(said),
    form: formIn(withoutFiles(said)),
    before: withoutFiles(saidIn(thread.slice(0, answer + 1))),
    hasAnswered: answer >= 0,
    afterForm: thread[answer]?.text.includes(FORM_PHRASE) === true,
    files: [
      ...new Set([...said.matchAll(/<slack_file name="([^"]+)"/g)].map(([, name = '']) => name)),
    ],
    blocks: blocksIn(said),
    results: inputs.flatMap((part) => (part.type === 'tool-result' ? [part] : [])),
    tools: tools.map(({ name }) => name),
  };
}

interface Line {
  readonly by: 'person' | 'bot';
  readonly text: string;
}

/** What was said, in order. Another agent's answer comes as data within a person's turn. */
function linesOf({ role, content }: ModelMessage): readonly Line[] {
  return content.flatMap((part): readonly Line[] => {
    if (part.type !== 'text') return [];
    const { text } = part;
    if (role === 'assistant' || text.startsWith('<agent_answer')) return [{ by: 'bot', text }];
    return messagesIn(text).map((body) => ({ by: 'person', text: body }));
  });
}

function saidIn(lines: readonly Line[]): string {
  return lines.flatMap(({ by, text }) => (by === 'person' ? [text] : [])).join('\n\n');
}

function blocksIn(said: string): Asked['blocks'] {
  return [...said.matchAll(/```([\s\S]*?)```/g)].map(([, inside = '']) => blockOf(inside));
}

/** The fence's own line names the language, also with a file or options behind it; else it is a line of the text. */
function blockOf(inside: string): Asked['blocks'][number] {
  const end = inside.indexOf('\n');
  const own = inside.slice(0, Math.max(0, end)).trimEnd();
  const [, label = '', aside = ''] = /^([\w+#-]*)[ \t:]*([^\n]*)$/.exec(own) ?? [];
  const isInfo =
    aside === '' || (isLabel(label) && /^(?:[\w./@[\]-]*\.\w+|\{.*\}|\w+=.*)$/.test(aside));
  return end >= 0 && isInfo ? { label, text: inside.slice(end + 1) } : { label: '', text: inside };
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

function messagesIn(text: string): readonly string[] {
  return [...text.matchAll(/<slack_message [^>]*>\n?([\s\S]*?)<\/slack_message>/g)].map(
    ([, body = '']) => body,
  );
}
