import type { ViewsOpenArguments, WebClient } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import { toError } from '../../lib/errors.ts';
import type { Log } from '../../lib/log.ts';
import { redact } from '../logger.ts';
import { within } from './within.ts';

export interface OpenForm {
  readonly delivery: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Shows a person a form. False: Slack refused it. A Slack that is slow is not waited for, since it waits for our
 * acknowledgement itself: the form opens late, or the person sees that it did not.
 */
export async function openForm(
  trigger_id: string,
  view: Extract<ViewsOpenArguments, { trigger_id: string }>['view'],
  { delivery, clock, log }: OpenForm,
): Promise<boolean> {
  const opened = delivery.views.open({ trigger_id, view }).then(
    () => true,
    (thrown: unknown) => {
      log.warn({ reason: redact(toError(thrown).message) }, 'could not open a form');
      return false;
    },
  );
  return (await within(clock, BUDGET_MS, opened)) ?? true;
}

/** With the longest look-up before it, less than the three seconds that Slack waits. */
const BUDGET_MS = 1_200;
