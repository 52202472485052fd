import type { DecisionSummary } from '../core/decision.ts';
import { wordsOf } from '../lib/words.ts';

export interface Match {
  readonly decision: DecisionSummary;
  readonly score: number;
}

/** Decisions that hold any of the words, best first. Without a word that says something: all of them, in their order. */
export function searchDecisions(
  decisions: readonly DecisionSummary[],
  words: string,
): readonly DecisionSummary[] {
  const asked = termsOf(words);
  if (asked.size === 0) return decisions;
  const index = indexOf(decisions);
  return index.rank(asked).map(({ decision }) => decision);
}

/**
 * The few decisions that bear on a question: so alike that an answer should know of them. One that was superseded
 * stands aside for its successor. Counts words besides adding up scores, for in a young log every word is rare.
 */
export function bearingOn(
  decisions: readonly DecisionSummary[],
  question: string,
  readTerms: ReadTerms = termsOfRecord,
): readonly DecisionSummary[] {
  const asked = termsOf(question.slice(0, longestQuestion));
  const index = indexOf(decisions, readTerms);
  const alike = index.rank(asked).filter(({ decision }) => index.isAlike(decision, asked));
  const best = alike[0]?.score ?? 0;
  const close = alike.filter(({ score }) => score >= best * closeToBest);
  const inForce = close.map(({ decision }) => successorOf(decision, decisions));
  return [...new Set(inForce)].slice(0, mostBearing);
}

const mostBearing = 3;
const closeToBest = 0.35;
/** What is asked stands at the beginning; pasted DDL and logs follow. */
const longestQuestion = 4_000;

/** Okapi BM25 with its usual constants; a word in the title counts as often as three in the text. */
const [k1, b, titleWeight] = [1.2, 0.75, 3];

/** The words of one record. */
interface Terms {
  readonly title: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

type ReadTerms = (decision: DecisionSummary) => Terms;

/** Reads a record's words once while it stays what it is: taking two thousand apart takes half a second. */
export function createReadTerms(): ReadTerms {
  const known = new Map<string, Terms>();
  return (decision) => {
    const text = `${decision.title}\n${decision.gist}`;
    const terms = known.get(text) ?? termsOfRecord(decision);
    // The oldest goes first: a Map keeps the order of insertion, and what was asked for is put last again.
    known.delete(text);
    known.set(text, terms);
    if (known.size > mostRemembered) known.delete(known.keys().next().value ?? text);
    return terms;
  };
}

/** A few megabytes. */
const mostRemembered = 5_000;

interface Index {
  rank(asked: ReadonlySet<string>): readonly Match[];
  isAlike(decision: DecisionSummary, asked: ReadonlySet<string>): boolean;
}

function indexOf(
  decisions: readonly DecisionSummary[],
  readTerms: ReadTerms = termsOfRecord,
): Index {
  const entries = new Map(decisions.map((decision) => [decision, readTerms(decision)]));
  const holding = new Map<string, number>();
  let words = 0;
  for (const { counts, length } of entries.values()) {
    words += length;
    for (const word of counts.keys()) holding.set(word, (holding.get(word) ?? 0) + 1);
  }
  const average = words / Math.max(1, entries.size);

  const weight = (word: string): number => {
    const count = holding.get(word) ?? 0;
    return Math.log(1 + (entries.size - count + 0.5) / (count + 0.5));
  };
  /** Says nothing in this log, because nearly each record holds it. */
  const isCommon = (word: string): boolean =>
    entries.size >= 5 && (holding.get(word) ?? 0) > entries.size * 0.4;

  const scoreOf = ({ counts, length }: Terms, asked: ReadonlySet<string>): number => {
    let score = 0;
    for (const word of asked) {
      const count = counts.get(word) ?? 0;
      const saturated = (count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / average));
      if (count > 0) score += weight(word) * saturated;
    }
    return score;
  };

  return {
    rank: (asked) =>
      [...entries]
        .map(([decision, terms]) => ({ decision, score: scoreOf(terms, asked) }))
        .filter(({ score }) => score > 0)
        .toSorted((one, other) => other.score - one.score),
    isAlike(decision, asked) {
      const entry = entries.get(decision);
      if (entry === undefined) return false;
      const shared = [...entry.counts.keys()].filter((word) => asked.has(word) && !isCommon(word));
      const inTitle = shared.filter((word) => entry.title.has(word)).length;
      return inTitle >= 2 || (inTitle === 1 && shared.length >= 3) || shared.length >= 5;
    },
  };
}

function termsOfRecord(decision: DecisionSummary): Terms {
  const title = wordsOf(decision.title).filter(isTelling);
  const gist = wordsOf(decision.gist).filter(isTelling);
  const counts = new Map<string, number>();
  const add = (word: string, times: number) => counts.set(word, (counts.get(word) ?? 0) + times);
  for (const word of title) add(word, titleWeight);
  for (const word of gist) add(word, 1);
  return {
    title: new Set(title),
    counts,
    length: title.length * titleWeight + gist.length,
  };
}

function successorOf(
  decision: DecisionSummary,
  decisions: readonly DecisionSummary[],
): DecisionSummary {
  const next = decisions.find(({ number }) => number === decision.supersededBy);
  return next === undefined ? decision : successorOf(next, decisions);
}

function termsOf(text: string): ReadonlySet<string> {
  return new Set(wordsOf(text).filter(isTelling));
}

function isTelling(word: string): boolean {
  return !silent.has(word) && !/^\d{1,2}$/.test(word);
}

/** Words of every question. As `wordsOf` leaves them. */
const silent: ReadonlySet<string> = new Set(
  wordsOf(
    `a about after all also an and any are as at be because been before but by can could did do does for from get give
     had has have how i if in into is it its just let like make may me more most much must my need new no not now of on
     one only or our out over please put question same shall should so some still such than that the their them then
     there these they this to too up us use used using very want was way we were what when where whether which while
     who why will with would you your best better good option choose chosen decision decide architecture system design
     thing think however instead each other per via vs versus und oder der die das ist wir`,
  ),
);
