/** How a delivery ended, for the acknowledgement, the log and the metrics. */
export interface Handled {
  /** A short constant: "stored", "duplicate", "own-message". */
  readonly outcome: string;
  /** Body of the acknowledgement: an ephemeral sentence for a command, `response_action` for a modal. */
  readonly response?: AckResponse;
  /** Best effort, begun once Slack has its acknowledgement. Its failure is logged and changes nothing. */
  readonly afterwards?: () => Promise<unknown>;
}

type AckResponse =
  | { readonly response_type: 'ephemeral'; readonly text: string }
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> };

/** Answers a slash command with a sentence that only the person sees. */
export function tellPrivately(outcome: string, text: string): Handled {
  return { outcome, response: { response_type: 'ephemeral', text } };
}

/** Keeps a modal open, with the sentence under one of its inputs. */
export function tellInModal(outcome: string, blockId: string, text: string): Handled {
  return { outcome, response: { response_action: 'errors', errors: { [blockId]: text } } };
}
