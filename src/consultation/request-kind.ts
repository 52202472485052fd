import type { IncomingMessage } from '../core/message.ts';
import { withoutAddress } from './without-address.ts';

/**
 * design  something is to be shaped, chosen or moved: options and a decision are due.
 * review  an architecture is to be judged as a whole.
 * narrow  everything else: a fact, a follow-up, the review of one artefact, which ends in findings rather than options.
 */
export type RequestKind = 'design' | 'review' | 'narrow';

/** What kind of answer a text asks for. Words decide, not a model: the same question is always the same kind. */
export function requestKind(text: string): RequestKind {
  const words = withoutAddress(text)
    .replace(/```[\s\S]*?```/g, ' ')
    .toLowerCase()
    .replace(endpoint, ' ');
  const count = words.split(/\s+/).filter((word) => word !== '').length;
  if (ordered.test(words) && !artefacts.test(words)) return 'design';
  if (count < FEWEST_WORDS) return 'narrow';
  if (reviewing.test(words) && wholes.test(words) && !artefacts.test(words)) return 'review';
  const way = wayTo.exec(words)?.[1];
  if (way !== undefined) return shapes(way) ? 'design' : 'narrow';
  if (whyOrWhen.test(words) || (choosing.test(words) && craft.test(words))) return 'narrow';
  if (moves.test(words) && !askingFacts.test(words)) return 'design';
  if (designing.test(words) && things.test(words)) return 'design';
  return count >= 8 && choosing.test(words) && shaped.test(words) ? 'design' : 'narrow';
}

/** Whether what a question seeks a way to do, up to the first preposition, gives a whole its shape, or moves one. */
function shapes(way: string): boolean {
  if (moving.test(way)) return shaped.test(way) || moves.test(way);
  const aim = way.split(aside)[0] ?? '';
  const verb = aim.split(determiner)[0] ?? '';
  return designing.test(verb) && (things.test(aim) || scaling.test(verb));
}

/** Whether a turn is a consultation of substance, which ends in a recommendation. */
export function wantsRecommendation(messages: readonly IncomingMessage[]): boolean {
  return messages.some(({ kind, request, text }) => {
    if (request !== undefined) return request.type === 'answer-questions';
    return kind !== 'schema-review' && kind !== 'api-review' && requestKind(text) !== 'narrow';
  });
}

/** "PUT or PATCH?" and "why is this slow?" want a sentence. */
const FEWEST_WORDS = 5;

/** "POST /payments" is one operation, whatever its path is called after. */
const endpoint = /\b(?:get|head|post|put|patch|delete) `?\/\S*/g;

/** "Design Twitter's timeline": whatever it is, it is to be designed. */
const ordered =
  /^\s*(?:(?:please|can you|could you|help (?:me|us)(?: to)?|let['’]s|i (?:need|want) to|we (?:need|want) to)[\s,]+)*(?:re-?)?(?:design|architect)\s+\S+\s+\S/;

/** A text that opens with the question: its verb and object say whether a system is to be shaped, or a known pattern told. */
const wayTo =
  /^\W*(?:how (?:should|would|do|can|could|to)(?: (?:we|i|you|one))?|(?:what|which)(?:['’]s| is| would be) (?:a|the) \w+ way to) ([\s\S]*)/;
const aside =
  /[?.,:;\n]|\b(?:for|in|of|by|with|without|from|to|on|across|into|that|which|so|when|if|between|under|before|after)\b/;
const determiner = /\b(?:an?|the|our|my|your|this|these)\b/;
const moving = /^(?:get|go|move|migrate|switch)\b/;
const scaling = /\bscal(?:e|ing)\b/;
/** "When our traffic grows tenfold, how should we …" names a condition, and asks for no date. */
const whyOrWhen = /^\W*(?:why|when (?:should|do|does|did|would|will|is|are|can|must|to))\b/;

/** "Is our migration to Postgres 16 safe?" and "how long does a move to AWS take?" have one under way. */
const askingFacts =
  /^\W*(?:is|are|was|were|does|did|has|have|how (?:long|much|many|often|risky|safe))\b/;

/**
 * Asked for by a question, these have the same answer whatever the load, the data and the targets are: a form that asks
 * for them would be in the way. A system that is to have them is another matter.
 */
const craft =
  /\b(?:paginat\w+|version(?:s|ing)?|deprecat\w+|rename|rate[- ]?limit\w*|idempoten\w+|status codes?|secrets|passwords?|api keys?|credentials|slos?|slis?|alert(?:s|ing)?|trac(?:e|ing)|log(?:s|ging)?|feature flags?|time ?zones?|currenc\w+|code|hexagonal|clean architecture|mono-?repo\w*|unit tests?|hierarch\w+|rest or graphql|graphql or rest)\b/;

const designing =
  /\b(?:re-?)?(?:design(?:s|ed|ing)?|architect|build(?:ing)?|plan(?:ning)?|propose|sketch|model(?:l?ing)?|migrat(?:e|ing|ion)|split(?:ting)?|break(?:ing)? up|scal(?:e|ing)|replac(?:e|ing)|introduc(?:e|ing)|moderni[sz]e|structure|entwirf|entwerfen|entwurf|aufbauen|umbauen|concevoir|conception|diseñar|diseña|migrer|migrieren|skalieren)\b/;

const choosing =
  /\b(?:how (?:should|would|do|can) (?:we|i|you)|should (?:we|i)|what(?:'s| is| would be) the (?:best|right)|which (?:approach|architecture|database|broker|way|option|store)|is (?:this|it|that) the right|wie (?:sollen?|sollten|würdest)|sollen wir|comment (?:devrions|faire)|deberíamos)\b/;

const things =
  /\b(?:systems?|services?|microservices?|monolith\w*|architectures?|platforms?|back-?ends?|app|apps|applications?|pipelines?|databases?|schemas?|data models?|apis?|queues?|event(?:s|ing)?|cach(?:e|es|ing)|search|multi-?(?:region|tenan\w+)|region|ledger|workflows?|schedulers?|marketplace|check-?out|orders?|payments?|notifications?|tenants?|stor(?:e|age)|brokers?|warehouse|ingest\w*|feeds?|dashboards?|auth\w*|gateway|chat|bookings?|inventory|dienste?|architektur|datenbank|système|sistema|arquitectura)\b/;

/** What a choice is about when it hangs on load, data and targets. "How do we store a tree?" does not. */
const shaped =
  /\b(?:systems?|microservices?|monolith\w*|architectures?|platforms?|pipelines?|databases?|queues?|event[- ](?:bus|driven|sourc\w+)|kafka|brokers?|search|multi-?(?:region|tenan\w+)|warehouse|ingest\w*|feeds?|shards?|workflows?|marketplace|chat|notifications?|architektur|datenbank|système|sistema|arquitectura)\b/;

/** From one product to another, which is a project whatever the order of the two. */
const moves =
  /\b(?:migrat(?:e|ing|ion)|mov(?:e|ing)|switch(?:ing)?|porting|(?:to|we) port(?! \d)|port(?= (?:it|the|our|my|all|everything)\b))\b[^.?!;\n]{0,60}\b(?:to|from|off|onto|into)\s+(?:(?!(?:in|on|of|with|within|inside)\b)[\w-]+\s+){0,2}(?:postgres\w*|mysql|mariadb|oracle|sql server|mssql|mongo\w*|dynamo\w*|cassandra|couchbase|redis|elasticsearch|opensearch|bigquery|snowflake|redshift|rabbitmq|sqs|kinesis|heroku|firebase|supabase|aws|azure|gcp|kubernetes|k8s|serverless|lambda|the cloud|on-?prem\w*)\b/;

const reviewing =
  /\b(?:review|assess|evaluat(?:e|ion)|audit(?! (?:logs?|trails?))|critique|critici[sz]e|judge|bottlenecks?|single points? of failure|second opinion|prüfe?|bewerte?|beurteile?|évaluer|revisar|revisa)\b/;

const wholes =
  /\b(?:architectures?|systems?|set-?up|microservices?|designs?|infrastructure|platforms?|landscape|back-?end|architektur|système|arquitectura)\b/;

const artefacts =
  /\b(?:schemas?|tables?|ddl|openapi|swagger|specs?|contracts?|endpoints?|code|functions?|class|diff|pull requests?|pr|quer(?:y|ies)|sql|migration file|snippets?|dockerfile)\b/;
