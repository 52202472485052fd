import { createServer, type IncomingHttpHeaders } from 'node:http';

interface Reaction {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface RequestUrl {
  readonly url: string;
  readonly requests: {
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
    readonly at: number;
  }[];
  /** What the next requests are answered with, then 200 again. */
  readonly reactions: (Reaction | 'silence')[];
  close(): Promise<void>;
}

/** An app's request URL that writes down what it is sent. */
export async function startRequestUrl(): Promise<RequestUrl> {
  const requests: RequestUrl['requests'] = [];
  const reactions: RequestUrl['reactions'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      requests.push({ headers: request.headers, body, at: performance.now() });
      const reaction = reactions.shift() ?? {};
      if (reaction === 'silence') return;
      const { status = 200, headers = {}, body: answer = '' } = reaction;
      response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/slack/events`,
    requests,
    reactions,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
