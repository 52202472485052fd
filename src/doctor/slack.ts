import { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { toError } from '../lib/errors.ts';
import { silentLog } from '../lib/log.ts';
import { slackLogger } from '../slack/logger.ts';
import { requirements } from '../slack/requirements.ts';
import { type Diagnosis, fail, ok, warn } from './diagnosis.ts';

export interface SlackAccount {
  /** Ends with a slash. */
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string | null;
}

/** Asks Slack itself about the tokens: whose they are, and what they may do. */
export async function diagnoseSlack({ apiUrl, botToken, appToken }: SlackAccount) {
  const diagnoses = await diagnoseBotToken(apiUrl, botToken);
  return [...diagnoses, ...(appToken === null ? [] : [await diagnoseAppToken(apiUrl, appToken)])];
}

export async function diagnoseBotToken(
  apiUrl: string,
  token: string,
): Promise<readonly Diagnosis[]> {
  const what = 'Bot token';
  try {
    const response = identity.parse(await clientOf(apiUrl, token).auth.test());
    const diagnosed = ok(what, `It is @${response.user} in ${response.team}.`);
    return [diagnosed, diagnoseScopes(response.response_metadata?.scopes ?? null)];
  } catch (thrown) {
    return [
      refusal(
        what,
        apiUrl,
        thrown,
        'Copy the Bot User OAuth Token (xoxb-…) from OAuth & Permissions; reinstall the app if there is none.',
      ),
    ];
  }
}

const identity = z.looseObject({
  user: z.string(),
  team: z.string(),
  response_metadata: z.looseObject({ scopes: z.array(z.string()).optional() }).optional(),
});

function diagnoseScopes(granted: readonly string[] | null): Diagnosis {
  const what = 'Scopes';
  if (granted === null) {
    return warn(
      what,
      'Slack did not say which scopes were granted.',
      'Compare them with manifest.yml.',
    );
  }
  const missing = neededScopes().filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return ok(what, `All ${neededScopes().length} are granted.`);
  return fail(
    what,
    `Missing: ${missing.join(', ')}.`,
    'Paste manifest.yml at api.slack.com/apps → your app → App Manifest, then reinstall the app to the workspace.',
  );
}

/** All of them, also where a method names several: each kind of conversation has its own. */
function neededScopes(): readonly string[] {
  const { methods, events, downloads, commands } = requirements;
  const all = [...Object.values(methods), ...Object.values(events), ...Object.values(commands)];
  return [...new Set([...all.flat(), ...downloads])].toSorted();
}

export async function diagnoseAppToken(apiUrl: string, token: string): Promise<Diagnosis> {
  const what = 'App token';
  try {
    await clientOf(apiUrl, token).apps.connections.open();
    return ok(what, 'Socket Mode connections can be opened.');
  } catch (thrown) {
    return refusal(
      what,
      apiUrl,
      thrown,
      'Create an app-level token (xapp-…) with connections:write under Basic Information, and switch Socket Mode on.',
    );
  }
}

function clientOf(apiUrl: string, token: string): WebClient {
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: PATIENCE_MS,
    logger: slackLogger(silentLog),
  });
}

const PATIENCE_MS = 10_000;

const refused = z.looseObject({ data: z.looseObject({ error: z.string() }) });

/** Slack's own word for it, or that Slack was not reached: two different things to do. */
function refusal(what: string, apiUrl: string, thrown: unknown, remedy: string): Diagnosis {
  const said = refused.safeParse(thrown);
  if (said.success) return fail(what, `Slack refuses it: ${said.data.data.error}.`, remedy);
  const { host } = new URL(apiUrl);
  const why = toError(thrown)
    .message.replaceAll(/xox[a-z]-[\w-]+|xapp-[\w-]+/g, '…')
    .split('\n')[0];
  return fail(
    what,
    `${host} was not reached (${why}).`,
    'Check the network, the proxy and SLACK_API_URL.',
  );
}
