import { toUSVString } from 'node:util';

/** Longer than what Slack lets a person send, so that only quoted messages can reach it. */
const MAX_TEXT_CHARS = 60_000;

/**
 * Slack's message text as a person reads it: own mention gone, other mentions and links readable, entities decoded,
 * well-formed UTF-16 (half an emoji makes an invalid model request). Code fences stay as they are.
 */
export function readText(raw: string, botUserId: string): string {
  return toUSVString(decode(stripMention(raw, botUserId))).trim();
}

/** Cuts at the limit and says so, in the text itself: the model and the person's answer both have to know. */
export function capText(text: string, max = MAX_TEXT_CHARS): string {
  if (text.length <= max) return text;
  const kept = text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept}\n\n[Cut here: the message has ${text.length} characters, the first ${max} were read.]`;
}

/** Whom the raw text speaks to: user ids, user groups and broadcasts. */
export function addressees(raw: string): readonly string[] {
  return [...raw.matchAll(/<(?:@([\w-]+)|!(subteam\^[\w-]+|here|channel|everyone))[^<>]*>/g)].map(
    ([, user, group]) => user ?? group ?? '',
  );
}

/** "@architect, what…" and "@architect: what…" begin with the question, not with the comma. */
function stripMention(raw: string, botUserId: string): string {
  const mention = `<@${botUserId}(?:\\|[^<>]*)?>`;
  return raw
    .replace(new RegExp(`^\\s*${mention}[ \\t]*[,:]?[ \\t]*`), '')
    .replace(new RegExp(`^${mention}[ \\t]*`, 'gm'), '')
    .replace(new RegExp(`[ \\t]*${mention}[ \\t]*`, 'g'), ' ');
}

/**
 * One pass over tokens and entities together: what a decoded entity yields is never read as a token again.
 * A literal `<` of the author always arrives as `&lt;`, so every `<…>` is Slack's.
 */
function decode(raw: string): string {
  return raw.replace(
    /<([^<>]*)>|&(amp|lt|gt);/g,
    (whole: string, token?: string, entity?: string) => {
      if (entity !== undefined) return ENTITIES[entity] ?? whole;
      return token === undefined || token === '' ? whole : readToken(token);
    },
  );
}

/** https://docs.slack.dev/messaging/formatting-message-text: the forms of `<…>`. */
function readToken(token: string): string {
  const bar = token.indexOf('|');
  const target = decodeEntities(bar === -1 ? token : token.slice(0, bar));
  const label = bar === -1 ? '' : decodeEntities(token.slice(bar + 1));
  if (target.startsWith('@')) return label === '' ? target : `@${label.replace(/^@/, '')}`;
  if (target.startsWith('#')) return `#${label === '' ? target.slice(1) : label}`;
  if (target.startsWith('!')) return readCommand(target.slice(1), label);
  return readLink(target, label);
}

function readCommand(command: string, label: string): string {
  if (command.startsWith('date^')) return label;
  if (label !== '') return label.startsWith('@') ? label : `@${label}`;
  return `@${command.replace(/^subteam\^/, '')}`;
}

function readLink(url: string, label: string): string {
  const bare = url.replace(/^mailto:|^tel:/, '');
  if (label === '' || label === url || label === bare) return bare;
  // A bare domain that a person typed is linked by Slack: "example.com" says it all.
  if (/^https?:\/\//.test(url) && url.replace(/^https?:\/\//, '').replace(/\/$/, '') === label) {
    return label;
  }
  return `${label} (${bare})`;
}

function decodeEntities(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (whole, entity: string) => ENTITIES[entity] ?? whole);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' };
