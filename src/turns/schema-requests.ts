import type { RequestOf, ThreadRequest } from '../core/request.ts';
import { fixScriptOf } from '../review/schema/report/artifacts.ts';
import { explainFinding } from '../review/schema/report/explain.ts';
import { ruleIds } from '../review/schema/rule-ids.ts';
import { writeObject } from '../review/schema/script/suppressions.ts';
import { stopped } from './alone.ts';
import type { RequestHandler, RequestHandlers } from './requests.ts';
import type { Responding } from './responding.ts';
import { houseWord, type Said } from './said.ts';
import { reviewHere, type SchemaDesk, sayReview } from './schema-desk.ts';
import { newestSchema } from './schema-thread.ts';

/**
 * The buttons under a review. With a model the agent reviews and explains, on the same engine through its tool; what
 * needs no words stays with the host either way.
 */
export function createSchemaRequests(
  desk: SchemaDesk,
  { hasModel }: { readonly hasModel: boolean },
): RequestHandlers {
  return {
    'review-schema-again': hasModel ? toAgent : (turn) => reviewAgain(turn, desk),
    'explain-finding': hasModel
      ? toAgent
      : async (turn, request) =>
          request.type === 'explain-finding' ? explain(turn, request, desk) : null,
    'schema-fix-script': (turn) => postScript(turn, desk),
    'ignore-finding': async (turn, request) =>
      request.type === 'ignore-finding' ? ignore(turn, request) : null,
  };
}

/** What people say instead of pressing a button; for where nobody else would understand them. */
export function requestInWords(text: string): ThreadRequest | null {
  if (
    /\b(review|check|run|look at)\b[^.?!\n]{0,40}\bagain\b|\bre-?(review|check|run)\b/i.test(text)
  ) {
    return { type: 'review-schema-again' };
  }
  if (/\bfix(es)?[ -]?script\b|\bfixes\.sql\b/i.test(text)) return { type: 'schema-fix-script' };
  const asked = /^\W*(?:please )?(?:explain|why)\b[^?!\n]*/i.exec(text)?.[0] ?? '';
  const named = asked.toLowerCase().match(/\b[a-z]+\.[a-z_]+\b/g) ?? [];
  // "why users.email?" names a column: no review would find it.
  const finding = named.find((name) => ruleIds.has(name));
  return finding === undefined ? null : { type: 'explain-finding', finding, object: anyObject };
}

/** Of a finding that was named without its object: the first. */
const anyObject = '';

const toAgent: RequestHandler = async () => null;

async function reviewAgain(turn: Responding, desk: SchemaDesk): Promise<Said> {
  const sources = await newestSchema(turn, desk.files);
  if (sources.length === 0) return say(turn, noSchema);
  const { owner } = turn.claim.conversation;
  const agent = owner?.agent ?? null;
  return sayReview(turn, sources, { agent, name: agent ?? 'Schema review', owner }, desk);
}

async function explain(
  turn: Responding,
  { finding: id, object }: RequestOf<'explain-finding'>,
  desk: SchemaDesk,
): Promise<Said> {
  const sources = await newestSchema(turn, desk.files);
  if (sources.length === 0) return say(turn, noSchema);
  const review = await reviewHere(turn, sources, desk);
  if (review === null) return stopped(turn);
  const found = review.findings.find(
    (finding) =>
      finding.id === id && (object === anyObject || writeObject(finding.object) === object),
  );
  if (found !== undefined) return say(turn, explainFinding(found));
  return say(
    turn,
    object === anyObject
      ? `The newest schema of this thread has no \`${id}\`.`
      : `\`${id}\` on \`${object}\` is not found any more in the newest schema of this thread.`,
  );
}

async function postScript(turn: Responding, desk: SchemaDesk): Promise<Said> {
  const sources = await newestSchema(turn, desk.files);
  if (sources.length === 0) return say(turn, noSchema);
  const review = await reviewHere(turn, sources, desk);
  if (review === null) return stopped(turn);
  const script = fixScriptOf(review);
  if (script === null) {
    return say(
      turn,
      'There is no fix that is safe to run without a look at your rows or your code.',
    );
  }
  turn.reply.attach(script);
  return say(
    turn,
    `The script with all safe fixes: \`${script.name}\`. ${review.change === null || review.change === undefined ? 'It ran as a whole on this schema.' : 'What of it was executed stands in it.'}`,
  );
}

async function ignore(
  turn: Responding,
  { finding, object, reason }: RequestOf<'ignore-finding'>,
): Promise<Said> {
  const said = say(
    turn,
    [
      `Noted: \`${finding}\` on \`${object}\` is on purpose. ${reason}`,
      'Later reviews in this thread leave it out and say so. To keep it beyond this thread, put this line into the script:',
      `\`\`\`sql\n-- schema-review: ignore ${finding} ${object} ${reason}\n\`\`\``,
    ].join('\n'),
  );
  const again = { label: 'Review again', request: { type: 'review-schema-again' } } as const;
  return { ...said, ending: { ...said.ending, actions: [again] } };
}

function say({ claim, reply }: Responding, text: string): Said {
  reply.append(text);
  return houseWord(text, claim.conversation.owner);
}

const noSchema =
  'I find no schema in this thread that I could read. Paste it, or share it as a file here.';
