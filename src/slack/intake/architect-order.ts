import type { ThreadRequest } from '../../core/request.ts';

/** What stands behind `/architect`. */
export type ArchitectOrder =
  | { readonly kind: 'help' }
  /** All decisions, or those that hold the words. */
  | { readonly kind: 'decisions'; readonly words: string }
  | { readonly kind: 'decision'; readonly number: number }
  /** The channel's context: set from a file that was shared just before, else shown. */
  | { readonly kind: 'context'; readonly only: 'show' | 'set' | null }
  /** Asked aloud and answered in a thread; `text` where the person's words are the question. */
  | { readonly kind: 'request'; readonly request: ThreadRequest; readonly text?: string }
  /** The same, with the files that were shared just before. */
  | { readonly kind: 'file-request'; readonly request: ThreadRequest };

/** Null: nothing that is known. */
export function parseOrder(text: string): ArchitectOrder | null {
  const [, verb = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text.trim()) ?? [];
  const behind = rest.trim();
  switch (verb.toLowerCase()) {
    case '':
    case 'help':
      return { kind: 'help' };
    case 'decisions':
    case 'decision':
      return decisionOrder(behind);
    case 'context':
      return contextOrder(behind);
    case 'panel':
      return behind === '' ? null : { kind: 'request', request: { type: 'panel' }, text: behind };
    default:
      return null;
  }
}

function decisionOrder(rest: string): ArchitectOrder | null {
  const [first = '', verb = '', last = ''] = rest.toLowerCase().split(/\s+/);
  if (first === 'export' && verb === '') return request({ type: 'export-decisions' });
  if (first === 'import' && verb === '') {
    return { kind: 'file-request', request: { type: 'import-decisions' } };
  }
  const number = numberOf(first);
  if (number === null || (verb !== '' && !VERBS.has(verb))) {
    return { kind: 'decisions', words: rest };
  }
  if (verb === '' || verb === 'show') return { kind: 'decision', number };
  if (verb === 'post') return request({ type: 'post-decision', number });
  if (verb !== 'supersede' && verb !== 'supersedes') {
    return request({ type: 'change-decision', number, to: STATUS[verb] ?? 'proposed' });
  }
  const older = numberOf(last);
  return older === null ? null : request({ type: 'supersede-decision', number, older });
}

/** `owner/repo[@ref][:path]` is a repository; all else is a word of ours. */
function contextOrder(rest: string): ArchitectOrder | null {
  const word = rest.toLowerCase();
  if (word === '') return { kind: 'context', only: null };
  if (word === 'show' || word === 'set') return { kind: 'context', only: word };
  if (word === 'remove') return request({ type: 'remove-context' });
  const match = /^(?:https:\/\/github\.com\/)?([\w.-]+\/[\w.-]+?)(?:@([\w./-]+))?(?::(\S+))?$/.exec(
    rest,
  );
  const [, name, ref, path] = match ?? [];
  if (name === undefined) return null;
  const repository = {
    name,
    ...(ref === undefined ? {} : { ref }),
    ...(path === undefined ? {} : { path }),
  };
  return request({ type: 'set-context', repository });
}

function request(asked: ThreadRequest): ArchitectOrder {
  return { kind: 'request', request: asked };
}

function numberOf(word: string): number | null {
  const digits = /^#?(\d{1,4})$/.exec(word)?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

const STATUS: Readonly<Record<string, 'accepted' | 'rejected' | 'proposed'>> = {
  accept: 'accepted',
  accepted: 'accepted',
  reject: 'rejected',
  rejected: 'rejected',
  propose: 'proposed',
  reopen: 'proposed',
};

const VERBS: ReadonlySet<string> = new Set([
  'show',
  'post',
  'supersede',
  'supersedes',
  ...Object.keys(STATUS),
]);
