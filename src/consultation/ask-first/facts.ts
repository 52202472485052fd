import { type Quantity, readQuantities } from '../verify/numbers/quantities.ts';

/** What a design stands or falls with. */
export const facts = [
  'load',
  'data',
  'targets',
  'stack',
  'consistency',
  'team',
  'compliance',
  'budget',
] as const;

export type Fact = (typeof facts)[number];

/** The facts that a text states, as far as words and numbers show it. */
export function statedFacts(text: string): ReadonlySet<Fact> {
  const quantities = readQuantities(text);
  return new Set(facts.filter((fact) => isStated[fact](text, quantities)));
}

type Shown = (text: string, quantities: readonly Quantity[]) => boolean;

const isStated: Readonly<Record<Fact, Shown>> = {
  load: (text, quantities) =>
    quantities.some(({ dimension, text: words }) =>
      dimension === 'rate' ? true : dimension === 'count' && busy.test(words),
    ) || /\b(?:load|traffic) (?:is|of)\b|\b(?:low|high|little|heavy) traffic\b/i.test(text),
  data: (text, quantities) =>
    quantities.some(({ dimension, text: words }) =>
      dimension === 'bytes' ? true : dimension === 'count' && stored.test(words),
    ) ||
    /\b(?:database|data set|data) (?:is|of) (?:about |roughly )?(?:small|tiny|huge|\d)/i.test(text),
  targets: (text, quantities) =>
    quantities.some(
      ({ dimension, values: [value = 0] }) =>
        (dimension === 'time' && value < 60) ||
        (dimension === 'percent' && value >= 90 && value < 100),
    ) || /\b(?:slos?|slas?|p9[059]|uptime|rto|rpo)\b/i.test(text),
  stack: (text) => technology.test(text),
  consistency: (text) =>
    /\b(?:(?:strong(?:ly)?|eventual(?:ly)?|causal(?:ly)?) consisten\w+|consistency|acid|transaction(?:s|al)|exactly[- ]once|at[- ]least[- ]once|double[- ](?:book|charg)\w+|stale|konsisten\w+)\b/i.test(
      text,
    ),
  team: (text) =>
    /\b(?:team of|\d+\s+(?:engineers?|developers?|devs?|people|teams?)|(?:two|three|four|five|six|seven|eight|nine|ten) (?:engineers?|developers?|devs?|people|teams?)|solo|on my own|our (?:platform|ops|sre) team|entwickler\w*)\b/i.test(
      text,
    ),
  compliance: (text) =>
    /\b(?:gdpr|dsgvo|hipaa|pci(?:[- ]dss)?|soc ?2|iso ?27001|complian\w+|personal data|pii|data residency|regulat\w+)\b/i.test(
      text,
    ),
  budget: (text, quantities) =>
    quantities.some(({ dimension }) => dimension === 'money' || dimension === 'spend') ||
    /\b(?:budget|cheap(?:ly)?|cost (?:limit|ceiling)|kosten)\b/i.test(text),
};

const busy = /user|customer|tenant|order|request|message|event|session|device|payment|call|click/i;
const stored = /row|record|document|order|message|event|user|customer/i;

const technology =
  /\b(?:postgres\w*|mysql|mariadb|sql server|oracle|mongo\w*|redis|kafka|rabbitmq|nats|sqs|pulsar|node(?:\.js)?|typescript|java|spring(?: boot)?|kotlin|python|django|fastapi|rails|ruby|golang|\.net|c#|php|laravel|symfony|elixir|phoenix|rust|kubernetes|k8s|aws|gcp|google cloud|azure|lambda|serverless|heroku|fly\.io|docker|terraform|dynamodb|cassandra|elasticsearch|opensearch|snowflake|bigquery|supabase|firebase|react|graphql|existing (?:stack|system))\b/i;
