import { footer } from '../consultation/footer.ts';
import type { ThreadOwner } from '../core/dispatch.ts';
import type { Evidence } from '../core/evidence.ts';
import type { ReplyAction } from '../core/reply.ts';
import { noUsage } from '../core/usage.ts';
import type { Responding } from './responding.ts';
import { houseWord, type Said } from './said.ts';
import { stoppedMark } from './words.ts';

/** In whose name a review is said. */
export interface Speaker {
  readonly agent: string | null;
  readonly name: string;
  readonly owner: ThreadOwner | null;
}

/** A whole answer that a reviewer gave without a model. */
export function saidAlone(
  review: {
    readonly text: string;
    readonly evidence: readonly Evidence[];
    readonly elapsedMs: number;
    readonly actions?: readonly ReplyAction[];
  },
  { agent, name, owner }: Speaker,
): Said {
  const { text, evidence, elapsedMs, actions = [] } = review;
  return {
    text,
    agent,
    owner,
    ending: {
      outcome: 'answered',
      footer: footer({ agent: name, elapsedMs, usage: noUsage, byModel: false }),
      feedback: true,
      evidence,
      actions,
    },
    evidence,
    usage: noUsage,
    model: null,
    failure: null,
  };
}

/** Stands under it; `who` is what did take part. */
export function noModelTookPart(who: string): string {
  return `_No language model took part: this is what ${who} say. With \`ANTHROPIC_API_KEY\` set, an agent ranks and explains it and answers questions about it._`;
}

/** The answer where the person pressed Stop while a reviewer worked. */
export function stopped({ claim, reply }: Responding): Said {
  reply.append(stoppedMark);
  return houseWord(stoppedMark, claim.conversation.owner, { outcome: 'stopped' });
}
