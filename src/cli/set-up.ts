import { readFile } from 'node:fs/promises';
import { type Condition, type Diagnosis, writeDiagnoses } from '../doctor/diagnosis.ts';
import { diagnoseModel } from '../doctor/model.ts';
import { diagnoseRedis } from '../doctor/redis.ts';
import { diagnoseAppToken, diagnoseBotToken } from '../doctor/slack.ts';
import { readEnvFile, whyNotWritable, writeEnvFile } from './env-file.ts';
import { CommandFailure, type ExitCode } from './exit.ts';
import { createPrompt, type Prompt } from './prompt.ts';
import type { Terminal } from './terminal.ts';
import { variables } from '../variables.ts';

/** `architect init`: the way from nothing to a bot that answers. Each answer is checked before the next is asked for. */
export async function setUp(envFile: string, terminal: Terminal): Promise<ExitCode> {
  const refused = await whyNotWritable(envFile);
  if (refused !== null) throw new CommandFailure(`${envFile} cannot be written (${refused})`, 2);
  const known = { ...(await readEnvFile(envFile)), ...terminal.env };
  const steps: Steps = { prompt: createPrompt(terminal), known, terminal };
  terminal.remark(await howToCreate());
  const values: Record<string, string> = {};
  for (const question of questionsOf(known)) {
    // oxlint-disable-next-line no-await-in-loop -- one question after the other
    const answer = await settle(question, steps, values);
    if (answer === 'ended') {
      terminal.remark('The input ended before the set-up did: nothing was written.');
      return 1;
    }
    if (answer !== '') values[question.name] = answer;
  }
  await writeEnvFile(envFile, values);
  terminal.remark(
    `\nWritten to ${envFile}, readable by you alone: ${Object.keys(values).join(', ')}.` +
      '\nNext: `npm start`, then `/invite @architect` in a channel and mention it. `architect doctor` looks at all of it again.',
  );
  return 0;
}

interface Steps {
  readonly prompt: Prompt;
  readonly known: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

interface Question {
  readonly name: keyof typeof variables;
  readonly asks: string;
  readonly optional: boolean;
  readonly check: (answer: string) => Promise<readonly Diagnosis[]>;
}

function questionsOf(known: Steps['known']): readonly Question[] {
  const apiUrl = withSlash(known['SLACK_API_URL'] ?? 'https://slack.com/api/');
  const baseUrl = known['ANTHROPIC_BASE_URL'] ?? null;
  const compat = known['ARCHITECT_COMPAT'] === 'minimal' ? 'minimal' : 'full';
  return [
    {
      name: 'SLACK_BOT_TOKEN',
      asks: 'Bot User OAuth Token (xoxb-…, under OAuth & Permissions)',
      optional: false,
      check: (token) => diagnoseBotToken(apiUrl, token),
    },
    {
      name: 'SLACK_APP_TOKEN',
      asks: 'App-level token (xapp-…, under Basic Information). Leave it empty to use HTTP with a public address instead',
      optional: true,
      check: async (token) => [await diagnoseAppToken(apiUrl, token)],
    },
    {
      name: 'SLACK_SIGNING_SECRET',
      asks: 'Signing secret (under Basic Information)',
      optional: false,
      check: async () => [],
    },
    {
      name: 'ANTHROPIC_API_KEY',
      asks: 'Anthropic API key. Leave it empty to do without a model for now',
      optional: true,
      check: async (apiKey) => [await diagnoseModel({ apiKey, baseUrl, compat })],
    },
    {
      name: 'REDIS_URL',
      asks: 'Address of Redis (redis://…). Leave it empty to keep state in the process, to try things out',
      optional: true,
      check: (url) => diagnoseRedis(url),
    },
  ];
}

/** Asks until the answer holds, is left empty where it may be, or the input ends. */
async function settle(
  question: Question,
  { prompt, known, terminal }: Steps,
  values: Readonly<Record<string, string>>,
): Promise<string> {
  // Over Socket Mode nothing is signed.
  if (question.name === 'SLACK_SIGNING_SECRET' && values['SLACK_APP_TOKEN'] !== undefined)
    return '';
  const before = known[question.name] ?? '';
  const keep = before === '' ? '' : ' [Enter keeps the one that is set]';
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- as long as it takes
    const typed = await prompt.ask(`\n${question.asks}${keep}:`, { secret: true });
    if (typed === null) return 'ended';
    const answer = typed === '' ? before : typed;
    if (answer === '' && question.optional) return '';
    if (answer === '') {
      terminal.remark('This one is needed.');
      continue;
    }
    // What a service takes may still be nothing that the bot starts with, such as a person's token.
    const fits = variables[question.name].safeParse(answer);
    if (!fits.success) {
      terminal.remark(`${question.name} ${fits.error.issues[0]?.message ?? 'does not fit'}.`);
      continue;
    }
    // oxlint-disable-next-line no-await-in-loop -- as above
    const diagnoses = await question.check(answer);
    if (diagnoses.length > 0) terminal.remark(writeDiagnoses(diagnoses));
    if (worstOf(diagnoses) !== 'fail') return answer;
  }
}

function worstOf(diagnoses: readonly Diagnosis[]): Condition {
  return diagnoses.some(({ condition }) => condition === 'fail') ? 'fail' : 'ok';
}

async function howToCreate(): Promise<string> {
  const manifest = new URL('../../manifest.yml', import.meta.url);
  const text = await readFile(manifest, 'utf8');
  const url = `https://api.slack.com/apps?new_app=1&manifest_yaml=${encodeURIComponent(text.replaceAll(/^#.*\n/gm, ''))}`;
  return [
    'Setting Architect up in Slack',
    '',
    '1. Create the app: open the address below in a browser, pick the workspace, and confirm. It carries manifest.yml,',
    '   so that scopes, events and commands are what the bot needs.',
    '',
    url,
    '',
    '2. Basic Information → App-Level Tokens → Generate, with the scope connections:write. (Not needed over HTTP.)',
    '3. Install the app to the workspace.',
    '',
    'Then paste what it asks for here. Nothing is sent anywhere but to the service that it belongs to.',
  ].join('\n');
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
