import { agentIdMatches } from '../core/agent.ts';
import type { Agent } from '../core/agent.ts';

/** What a person asked for by name. Null: nobody in particular. */
export type ExplicitChoice =
  | { readonly kind: 'agent'; readonly agent: string }
  /** Somebody who does not exist. */
  | { readonly kind: 'unknown'; readonly name: string };

/**
 * Reads `ask <agent> …`, `use <agent> …` and `<agent>: …`, at the very start only: a name in a quote, in code or in
 * the middle of a sentence is a topic, not an order. A unique beginning of a name is enough where nothing else can
 * be meant (`ask security about …`, but not `use api keys`).
 */
export function explicitChoice(text: string, agents: readonly Agent[]): ExplicitChoice | null {
  const verb =
    /^(?:(?:hey|hi|hello|please|pls|can you|could you)[\s,]+)*(ask|use)\s+(?:the\s+)?@?/i.exec(
      text,
    );
  if (verb !== null) return byVerb(text.slice(verb[0].length), verb[1] === 'use', agents);
  const label =
    /^(?:the\s+)?@?([\p{L}\p{N}][\p{L}\p{N} ._-]{1,60}?)(?:\s+agent)?\s*:(?=\s|$)/u.exec(text)?.[1];
  if (label === undefined) return null;
  const agent = byName(label, agents) ?? byPrefix(label, agents);
  return agent === undefined ? null : { kind: 'agent', agent: agent.id };
}

function byVerb(rest: string, strictly: boolean, agents: readonly Agent[]): ExplicitChoice | null {
  const words = rest.split(/\s+/).slice(0, 8);
  for (let count = words.length; count >= 1; count -= 1) {
    const agent = byName(words.slice(0, count).join(' '), agents);
    if (agent !== undefined) return { kind: 'agent', agent: agent.id };
  }
  const [word = ''] = words;
  const name = word.replace(/[:,;.!?]+$/, '');
  const follows = afterName(word, rest, strictly);
  if (name.length < 3 || !follows) return null;
  const agent = byPrefix(name, agents);
  if (agent !== undefined) return { kind: 'agent', agent: agent.id };
  return looksLikeAgent(name, strictly) ? { kind: 'unknown', name } : null;
}

/** Whether the sentence goes on as after a name: `security about …`, `security: …`; not as `api keys or …`. */
function afterName(word: string, rest: string, strictly: boolean): boolean {
  if (/[:,]$/.test(word)) return true;
  const next = rest
    .slice(word.length)
    .trim()
    .replace(/^agent\s*/i, '');
  if (next === '') return true;
  return strictly
    ? /^(?:to|for this|here|on this)\b/i.test(next)
    : /^(?:to|about|if|whether|for|on|how|what|why|which|when|where|who|should|can|could|is|are|do|does|please)\b/i.test(
        next,
      );
}

function byName(name: string, agents: readonly Agent[]): Agent | undefined {
  const bare = name.replace(/[:,;.!?]+$/, '').replace(/\s+agent$/i, '');
  return agents.find((agent) => agentIdMatches(agent.id, bare) || agentIdMatches(agent.name, bare));
}

/** The only agent whose id begins so; one that begins with just these whole words comes before the others. */
function byPrefix(name: string, agents: readonly Agent[]): Agent | undefined {
  const prefix = name
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '-');
  if (prefix.length < 3) return undefined;
  const whole = agents.filter((agent) => `${agent.id}-`.startsWith(`${prefix}-`));
  const found = whole.length > 0 ? whole : agents.filter((agent) => agent.id.startsWith(prefix));
  return found.length === 1 ? found[0] : undefined;
}

/** A name that nobody has, rather than a thing to be used: it sounds like a role. */
function looksLikeAgent(name: string, strictly: boolean): boolean {
  const role =
    /(?:agent|architect|reviewer|designer|analyst|auditor|expert|specialist|engineer|developer|master|guru|wizard|bot|pro)$/i;
  return role.test(name) || (!strictly && /^[\p{Ll}\p{N}]+(?:-[\p{Ll}\p{N}]+)+$/u.test(name));
}
