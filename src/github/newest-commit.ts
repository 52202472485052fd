import { z } from 'zod';
import { type Access, commonHeaders } from './access.ts';

/** The commit that changed a file last, so that people see how old it is. Null where GitHub does not say: it is a nicety. */
export async function newestCommit(
  at: { readonly repository: string; readonly ref: string | null; readonly path: string },
  options: Access,
  signal: AbortSignal,
): Promise<string | null> {
  const { apiUrl, fetch: ask = fetch } = options;
  const query = new URLSearchParams({
    path: at.path,
    per_page: '1',
    ...(at.ref === null ? {} : { sha: at.ref }),
  });
  try {
    const response = await ask(`${apiUrl}/repos/${at.repository}/commits?${query.toString()}`, {
      headers: { ...commonHeaders(options), accept: 'application/vnd.github+json' },
      redirect: 'error',
      signal,
    });
    const [newest] = commits.parse(response.ok ? await response.json() : []);
    return newest?.sha ?? null;
  } catch {
    // The document is there; a time-out, a redirect or another shape only leaves its commit unknown.
    return null;
  }
}

const commits = z.array(z.object({ sha: z.string().regex(/^[0-9a-f]{7,64}$/) }));
