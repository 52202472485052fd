/** The few sentences that a turn says itself. */

export const stoppedBeforeItBegan = '_Stopped before I began._';

export const stoppedMark = '_Stopped._';

/** Where nobody takes over: the state goes with the process. */
export const shutDownMark =
  '_I am being shut down and cannot finish this. Please ask again when I am back._';

/** After an error of ours, when trying again did not help. */
export function apology(reference: string): string {
  return `Something went wrong on my side and trying again did not help, so this question has no answer. Please ask once more; if it happens again, give your operator the reference \`${reference}\`.`;
}

/** The same for what was asked by a command, a form or a button and never came to stand in the channel. */
export function unplaced(reference: string): string {
  return `Slack did not take my message, and trying again did not help, so what you asked for was not begun. Please ask once more; if it happens again, give your operator the reference \`${reference}\`.`;
}

/** Under what there is of an answer that broke off; outside of a code block that it left open. */
export function belowPartial(text: string, sentence: string): string {
  if (text === '') return sentence;
  const fences = text.match(/^```/gm)?.length ?? 0;
  return `${fences % 2 === 1 ? '\n```' : ''}\n\n${sentence}`;
}
