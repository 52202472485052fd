export interface ModelTrouble {
  readonly fetch: typeof fetch;
  /** The next request is answered with 429, to be asked again after a second. */
  limit(): void;
  /** The next two requests are answered with 529. */
  overload(): void;
}

interface Refusal {
  readonly status: 429 | 529;
  readonly type: 'rate_limit_error' | 'overloaded_error';
}

/** A way to the model's server on which, now and then, the server refuses: the bot's own client sees the refusal. */
export function createModelTrouble(): ModelTrouble {
  const due: Refusal[] = [];
  return {
    fetch: async (input, init) => {
      const refusal = due.shift();
      return refusal === undefined ? await fetch(input, init) : refusing(refusal);
    },
    limit: () => void due.push({ status: 429, type: 'rate_limit_error' }),
    overload() {
      const refusal: Refusal = { status: 529, type: 'overloaded_error' };
      due.push(refusal, refusal);
    },
  };
}

function refusing({ status, type }: Refusal): Response {
  const error = { type, message: 'made on the playground’s page' };
  return Response.json({ type: 'error', error }, { status, headers: { 'retry-after': '1' } });
}
