/** One thing that the word at the caret may become. */
export interface Choice {
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
}

export interface Completion {
  /** Where the word begins and ends in the text. */
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
}

export const commands: readonly Choice[] = [
  {
    insert: '/schema-review',
    label: '/schema-review',
    hint: 'paste DDL behind it, or leave it alone for a form',
  },
  {
    insert: '/api-review',
    label: '/api-review',
    hint: 'paste a contract behind it, or leave it alone for a form',
  },
  {
    insert: '/architect',
    label: '/architect',
    hint: 'decisions, decision 7, context, panel …, help',
  },
];

/** What the word at the caret may become: a name after an @ anywhere, a command after a / at the very start. */
export function complete(
  text: string,
  caret: number,
  people: readonly { readonly name: string; readonly realName: string; readonly isBot: boolean }[],
): Completion | null {
  const before = text.slice(0, caret);
  const [word = ''] = /(?:^|\s)@[\w.-]*$|^\/[\w-]*$/.exec(before) ?? [];
  const typed = word.trimStart();
  if (typed === '') return null;
  const choices = typed.startsWith('/') ? commands : names(people);
  const fitting = choices.filter(
    ({ insert }) => insert.toLowerCase().startsWith(typed.toLowerCase()) && insert !== typed,
  );
  if (fitting.length === 0) return null;
  return { from: caret - typed.length, to: caret, choices: fitting };
}

/** The bot first: it is whom one comes to see. */
function names(people: Parameters<typeof complete>[2]): readonly Choice[] {
  return people
    .toSorted((a, b) => Number(b.isBot) - Number(a.isBot))
    .map(({ name, realName, isBot }) => ({
      insert: `@${name}`,
      label: `@${name}`,
      hint: isBot ? 'app' : realName,
    }));
}

/** The text with the choice in place of the word, and where the caret stands then. */
export function accept(text: string, { from, to }: Completion, { insert }: Choice) {
  const head = `${text.slice(0, from)}${insert} `;
  return { text: head + text.slice(to).trimStart(), caret: head.length };
}
