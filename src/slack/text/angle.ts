import { asCode } from './code-text.ts';
import type { Allowed, Step, Window } from './step.ts';
import { canonicalUrl } from './url.ts';
import { ZERO_WIDTH } from './zero-width.ts';

/**
 * Everything that begins with `<`: Slack's tags (`<!channel>`, `<@U1>`, `<#C1|name>`, `<url|label>`), Markdown's
 * autolinks, and HTML. HTML is kept visible: a renderer drops what it takes for a tag, `Map<String>` included.
 */
export function angle({ text, complete }: Window, allowed: Allowed): Step {
  const next = text[1];
  if (next === undefined) return complete ? { taken: 1, out: '<' } : 'more';
  // An escape or an entity may spell the character that makes it a tag.
  if (/[\\&]/.test(next)) return { taken: 1, out: `<${ZERO_WIDTH}` };
  if (!/[!@#/?a-z]/i.test(next)) return { taken: 1, out: '<' };
  const tag = /[!@#]/.test(next);
  const body = text.slice(1, tag ? TAG_LIMIT : undefined);
  const stop = body.search(tag || LABELLED.test(body) ? /[<>\n]/ : /[<>\s]/);
  if (stop === -1 && !complete && !(tag && body.length === TAG_LIMIT - 1)) return 'more';
  const plain = { taken: 1, out: `<${ZERO_WIDTH}` };
  if (body[stop] !== '>') return plain;
  const inner = body.slice(0, stop);
  const written = tag ? slackTag(inner, allowed) : slackLink(inner, allowed);
  return written === null ? plain : { taken: stop + 2, ...written };
}

/** Longest tag with its label; a lone `<!` holds the stream back no longer than this. */
const TAG_LIMIT = 256;

/** An address and a bar: what follows is a label, which may have spaces. */
const LABELLED = /^[^<>\s|]*\|/;

type Written = { readonly out: string; readonly rewritten?: boolean } | null;

function slackTag(inner: string, { isKnownUser, nested }: Allowed): Written {
  const person = /^@([UW][A-Z0-9]+)(?:\|(.*))?$/.exec(inner);
  if (person?.[1] !== undefined) {
    const [, id, label] = person;
    if (isKnownUser(id)) return { out: `<@${id}>` };
    return name('@', label ?? id, nested);
  }
  const channel = /^#([A-Z0-9]+)(?:\|(.*))?$/.exec(inner);
  if (channel?.[1] !== undefined) return name('#', channel[2] || channel[1], nested);
  const broadcast = /^!(channel|here|everyone)(?:\|.*)?$/i.exec(inner);
  if (broadcast?.[1] !== undefined) return name('@', broadcast[1], nested);
  const group = /^!subteam\^[A-Z0-9]+(?:\|@?(.*))?$/i.exec(inner);
  if (group !== null) return name('@', group[1] || 'group', nested);
  const date = /^!date\^[^|]*\|(.*)$/i.exec(inner);
  return date?.[1] === undefined ? null : { out: nested(date[1]), rewritten: true };
}

/** What the tag would have shown, as text. */
function name(sigil: string, label: string, nested: Allowed['nested']): Written {
  return { out: sigil + ZERO_WIDTH + nested(label), rewritten: true };
}

function slackLink(inner: string, { isApproved, nested }: Allowed): Written {
  const link = /^([a-z][a-z0-9+.-]*:[^|]*)(?:\|(.*))?$/i.exec(inner);
  if (link?.[1] === undefined) return null;
  const [, address, label] = link;
  const url = canonicalUrl(address);
  if (url !== null && isApproved(url)) {
    const out = label ? `[${nested(label)}](${url})` : `<${url}>`;
    return { out, rewritten: true };
  }
  const shown = /^https?:/i.test(address) ? asCode(address) : asCode(`<${address}>`);
  return { out: label ? `${nested(label)} (${shown})` : shown, rewritten: true };
}
