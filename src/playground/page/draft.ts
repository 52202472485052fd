import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { accept, type Choice, complete, type Completion } from './completion.ts';
import { readUpload } from './upload.ts';
import type { Draft } from './send-draft.ts';

export interface DraftState {
  readonly draft: Draft;
  readonly caret: number;
  readonly isEmpty: boolean;
  /** What the word at the caret may become, and which of it the keyboard stands on. */
  readonly completion: Completion | null;
  readonly chosen: Choice | undefined;
  readonly type: (text: string, caret: number) => void;
  readonly moveCaret: (caret: number) => void;
  readonly insert: (word: string) => void;
  readonly step: (by: number) => void;
  readonly choose: (choice: Choice) => void;
  readonly dismiss: () => void;
  readonly take: (picked: Iterable<File>) => Promise<void>;
  readonly leaveOut: (index: number) => void;
  /** Empties it, and brings it back when `send` says that it was not taken. */
  readonly submit: (send: (draft: Draft) => Promise<boolean>) => Promise<void>;
}

/** What is being written in one composer. `kept` is what was left in it before, `keep` remembers it. */
export function useDraft(
  field: RefObject<HTMLTextAreaElement | null>,
  people: Parameters<typeof complete>[2],
  { kept, keep }: { readonly kept: Draft | undefined; readonly keep: (draft: Draft) => void },
): DraftState {
  const [text, setText] = useState(kept?.text ?? '');
  const [caret, setCaret] = useState(text.length);
  const [files, setFiles] = useState<Draft['files']>(kept?.files ?? []);
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState('');
  const putAt = useRef<number | null>(null);
  const completion = text === dismissed ? null : complete(text, caret, people);
  const many = completion?.choices.length ?? 1;
  useEffect(() => keep({ text, files }), [text, files]);

  const type = (next: string, caretAt: number) => {
    setText(next);
    setCaret(caretAt);
    setAt(0);
  };
  const put = (next: string, caretAt: number) => {
    type(next, caretAt);
    putAt.current = caretAt;
  };
  // Before the next key: a caret that is set a frame later would jump back behind what was typed meanwhile.
  useLayoutEffect(() => {
    if (putAt.current === null) return;
    field.current?.focus();
    field.current?.setSelectionRange(putAt.current, putAt.current);
    putAt.current = null;
  });
  return {
    draft: { text, files },
    caret,
    isEmpty: text.trim() === '' && files.length === 0,
    completion,
    chosen: completion?.choices[at] ?? completion?.choices[0],
    type,
    moveCaret: setCaret,
    insert(word) {
      const head = text.slice(0, caret);
      const spaced = `${head === '' || /\s$/.test(head) ? '' : ' '}${word} `;
      put(head + spaced + text.slice(caret), caret + spaced.length);
    },
    step: (by) => setAt((now) => (now + by + many) % many),
    choose(choice) {
      if (completion === null) return;
      const done = accept(text, completion, choice);
      put(done.text, done.caret);
    },
    dismiss: () => setDismissed(text),
    async take(picked) {
      const read = await Promise.all([...picked].map(readUpload));
      setFiles((before) => [...before, ...read]);
      field.current?.focus();
    },
    leaveOut: (index) => setFiles((before) => before.filter((_, other) => other !== index)),
    async submit(send) {
      setText('');
      setFiles([]);
      if (await send({ text, files })) return;
      setText((now) => (now === '' ? text : now));
      setFiles((now) => (now.length === 0 ? files : now));
    },
  };
}
