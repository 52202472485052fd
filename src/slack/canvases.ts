import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Canvases } from '../core/canvases.ts';
import { settledWithin, type Clock } from '../core/clock.ts';
import { toError } from '../lib/errors.ts';
import type { Log } from '../lib/log.ts';
import { redact } from './logger.ts';
import { neutralise } from './text/neutralise.ts';

/** A file says the same: nobody waits long for the canvas. */
const PATIENCE_MS = 4_000;

export function createCanvases(deps: {
  /** The one for look-ups: a refusal or a 429 here must not hold up answers. */
  readonly client: WebClient;
  /** Null: Slack did not say where the workspace is. */
  readonly workspaceUrl: string | null;
  readonly clock: Clock;
  readonly log: Log;
}): Canvases {
  const { client, workspaceUrl, clock, log } = deps;

  async function create(title: string, markdown: string, channel: string): Promise<string> {
    const nobody = { isApproved: () => false, isKnownUser: () => false };
    const content = neutralise(markdown, nobody);
    const { canvas_id } = created.parse(
      await client.canvases.create({
        title: neutralise(title, nobody),
        document_content: { type: 'markdown', markdown: content },
      }),
    );
    // Until then only the bot sees it.
    await client.canvases.access.set({ canvas_id, access_level: 'read', channel_ids: [channel] });
    return canvas_id;
  }

  return {
    async create({ title, markdown }, { team, channel }) {
      if (workspaceUrl === null) return null;
      const creating = create(title, markdown, channel);
      try {
        if (!(await settledWithin(clock, PATIENCE_MS, creating))) return null;
        return `${workspaceUrl.replace(/\/*$/, '/')}docs/${team}/${await creating}`;
      } catch (thrown) {
        const reason = redact(toError(thrown).message);
        log.debug({ channel, reason }, 'no canvas: the file says the same');
        return null;
      }
    },
  };
}

const created = z.object({ canvas_id: z.string().regex(/^[A-Z0-9]+$/) });
