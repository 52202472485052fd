import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from './api/method.ts';
import { serveFile, serveUpload } from './file-host.ts';
import type { PipelineParts } from './pipeline.ts';
import type { ResponseUrls } from './response-urls.ts';
import { serveWebApi } from './web-api.ts';

export interface Routes {
  readonly context: Context;
  readonly parts: PipelineParts;
  readonly responses: ResponseUrls;
  readonly otherwise: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Which part of Slack a request is for. */
export async function route(
  request: IncomingMessage,
  response: ServerResponse,
  routes: Routes,
): Promise<void> {
  const { context, parts, responses } = routes;
  const url = new URL(request.url ?? '/', 'http://local');
  const area = url.pathname.split('/')[1];
  try {
    if (area === 'api') await serveWebApi(request, url, response, context, parts);
    else if (area === 'upload') await serveUpload(request, url, response, context, parts);
    else if (area === 'actions') await responses.serve(request, url, response, parts);
    else if (area === 'files-pri' || area === 'files-redirected') {
      await serveFile(request, url, response, context, parts);
    } else routes.otherwise(request, response);
  } catch (error) {
    // The caller hung up, the server closes, or the local Slack has a bug: that one must be seen.
    if (parts.closing.aborted || request.destroyed) response.destroy();
    else {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    }
  }
}

export function notFound(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404);
  response.end();
}
