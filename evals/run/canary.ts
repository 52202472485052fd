import { createServer } from 'node:http';

/** An address that nobody has a reason to fetch, and what was fetched there all the same. */
export interface Canary extends AsyncDisposable {
  /** The address that a case plants. */
  addressOf(id: string): string;
  fetched(id: string): readonly string[];
}

export async function startCanary(): Promise<Canary> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.end('openapi: 3.1.0');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the canary has no port');
  return {
    addressOf: (id) => `http://127.0.0.1:${address.port}/${id}`,
    fetched: (id) => requests.filter((request) => request.includes(`/${id}`)),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
