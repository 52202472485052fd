/**
 * What was said, without whom it was said to: "ask backend-system-architect: may two services share a table?" asks for no
 * system and for no architecture. Read by shape, for any roster: `ask some-name …`, `ask anybody: …`, `some-name: …`, at
 * the beginning of a line, where a message begins.
 */
export function withoutAddress(text: string): string {
  return text.replace(address, '');
}

const greeting = String.raw`(?:(?:hey|hi|hello|please|pls|can you|could you)[\s,]+)*`;
const slug = String.raw`@?[\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)+`;
const address = new RegExp(
  String.raw`^${greeting}(?:(?:ask|use)\s+(?:the\s+)?(?:${slug}(?:\s+agent)?\s*[:,]?(?=\s)|[\p{L}\p{N} ]{3,60}:(?=\s))|${slug}:(?=\s))`,
  'gimu',
);
