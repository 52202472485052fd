import { withoutAddress } from '../without-address.ts';
import { concerns, type Topic } from './concerns.ts';

/** Which concerns of a question its answer speaks of, and which it does not. */
export interface Coverage {
  readonly assessed: readonly string[];
  readonly missing: readonly string[];
}

/** By words, not by a model's own account. A concern counts from its second mention on: one is no assessment. */
export function assessCoverage(asked: string, answer: string): Coverage {
  const topic = topicOf(asked);
  const sentences = answer.split(/[.!?;](?=\s|$)|\n|\|/);
  const due = concerns.filter(({ topics }) => topics.includes(topic));
  const isAssessed = ({ words }: (typeof concerns)[number]) =>
    sentences.filter((sentence) => words.test(sentence)).length >= 2;
  return {
    assessed: due.filter(isAssessed).map(({ name }) => name),
    missing: due.filter((concern) => !isAssessed(concern)).map(({ name }) => name),
  };
}

/** "Assessed: data model, cost (2 of 9). Not assessed: security, …"; nothing where no concern was spoken of. */
export function coverageLine({ assessed, missing }: Coverage): string {
  if (assessed.length === 0) return '';
  const count = `${assessed.length} of ${assessed.length + missing.length}`;
  const done = assessed.join(', ');
  const left = missing.length === 0 ? '' : ` Not assessed: ${missing.join(', ')}.`;
  return `_Assessed: ${done} (${count}).${left}_`;
}

/** A question about one schema or one contract is not held to have left out the rest of the world. */
function topicOf(asked: string): Topic {
  const words = withoutAddress(asked).toLowerCase();
  const data = /\b(?:schemas?|tables?|data models?|index(?:es)?|database|datenbank)\b/.test(words);
  const api = /\b(?:apis?|endpoints?|openapi|graphql|grpc|rest)\b/.test(words);
  const whole =
    /\b(?:systems?|architectures?|services?|microservices?|platforms?|back-?ends?)\b/.test(words);
  if (whole || data === api) return 'system';
  return data ? 'data' : 'api';
}
