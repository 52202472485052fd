export interface Access {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  /** Read-only; null: public repositories only. */
  readonly token: string | null;
  readonly fetch?: typeof fetch;
}

export function commonHeaders({ token }: Access): Readonly<Record<string, string>> {
  return {
    'user-agent': 'architect-slack',
    'x-github-api-version': '2022-11-28',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
}
