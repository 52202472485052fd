import { describeDecisionRequest } from './describe-decision-request.ts';
import type { FormAnswer, RequestOf, ThreadRequest } from './request.ts';

/** A request in words: for the people in the thread, and for the transcript. */
export interface DescribedRequest {
  /** Follows the person's name: "asked to review the schema again." */
  readonly did: string;
  /** What the message says that carries the request: what an agent reads where no handler takes it. */
  readonly text: string;
  /** A person's own words, shown beneath. */
  readonly quote?: string;
}

export function describeRequest(request: ThreadRequest): DescribedRequest {
  switch (request.type) {
    case 'review-schema-again':
      return {
        did: 'asked to review the schema again.',
        text: 'Review the newest schema in this thread again, without the findings that we ignored.',
      };
    case 'schema-fix-script':
      return {
        did: 'asked for the fix script.',
        text: 'Post the script with all safe fixes of the schema.',
      };
    case 'explain-finding': {
      const { finding, object } = request;
      return {
        did: `asked to explain ${finding} on ${object}.`,
        text: `Explain the finding ${finding} on ${object}: why it matters here, how it was shown, and what to do.`,
      };
    }
    case 'ignore-finding': {
      const { finding, object, reason } = request;
      return {
        did: `asked to ignore ${finding} on ${object}:`,
        quote: reason,
        // The line that would silence it in the script itself; later reviews of the thread read it from here.
        text: `Ignore a finding from now on.\n-- schema-review: ignore ${finding} ${object} ${reason}`,
      };
    }
    case 'answer-questions':
      return describeAnswers(request);
    case 'forget-requirements':
      return {
        did: 'asked to forget this channel’s requirements.',
        text: 'Forget the requirements that were remembered for this channel.',
      };
    case 'save-decision':
    case 'change-decision':
    case 'supersede-decision':
    case 'revisit-decision':
    case 'post-decision':
    case 'export-decisions':
    case 'import-decisions':
    case 'set-context':
    case 'remove-context':
    case 'second-opinion':
    case 'panel':
    case 'run-panel':
      return describeDecisionRequest(request);
  }
}

/** One sentence a kind, so that later turns read what is known and what is only taken for granted. */
function describeAnswers({ answers, assumed }: RequestOf<'answer-questions'>): DescribedRequest {
  const known = answers.length === 0 ? [] : [`${list(answers)}.`];
  const guessed = assumed.length === 0 ? [] : [`Assume the rest: ${list(assumed)}.`];
  const text = [...known, ...guessed].join('\n');
  const did =
    answers.length === 0 ? 'left the questions to assumptions:' : 'answered the questions:';
  return { did, text, quote: text };
}

function list(entries: readonly FormAnswer[]): string {
  return entries.map(({ label, text }) => `${label}: ${text}`).join('; ');
}
