import { InvalidArgumentError, program } from 'commander';
import { createAnthropicModel, defaultModelLimits } from '../src/anthropic/anthropic-model.ts';
import { parseConfig } from '../src/config.ts';
import { createSystemClock } from '../src/core/clock.ts';
import { silentLog } from '../src/lib/log.ts';
import { allCases } from './cases/all.ts';
import type { EvalCase } from './case.ts';
import { createJudge } from './judge.ts';
import { compare } from './report/compare.ts';
import { keep, readLast, type Mode } from './report/store.ts';
import { writeReport } from './report/write.ts';
import { isBad } from './result.ts';
import { run, type RunOptions } from './run/run.ts';

const options = program
  .name('npm run eval --')
  .description('Consultations as cases, played through the whole bot and graded.')
  .option('--real', 'ask the model of ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL, not the scripts')
  .option('--judge', 'have a model judge the answers by each case’s rubric, too')
  .option('--only <id or concern>', 'a case, or all of one concern', chosen, allCases)
  .option('--json', 'print the results as JSON')
  .parse()
  .opts<{ real?: true; judge?: true; only: readonly EvalCase[]; json?: true }>();

const mode: Mode = options.real === true ? 'real' : 'scripted';
if ((options.real === true || options.judge === true) && !process.env['ANTHROPIC_API_KEY']) {
  program.error('--real and --judge need ANTHROPIC_API_KEY', { exitCode: 2 });
}

const before = readLast(mode);
const played = options.only.filter(({ scriptOnly }) => mode === 'scripted' || scriptOnly !== true);
const results = await run(played, {
  answerer: mode === 'real' ? { kind: 'real', env: modelEnvironment() } : { kind: 'scripted' },
  ...judging(),
  onResult: ({ id, status }) => console.error(`${status.padEnd(7)} ${id}`),
});
const difference = compare(before, results);
keep(mode, results);
const report = { mode, results, difference };
console.log(options.json ? JSON.stringify(report, null, 2) : writeReport(results, difference));
process.exit(results.some(isBad) ? 1 : 0);

function chosen(word: string): readonly EvalCase[] {
  const found = allCases.filter(({ id, concern }) => id === word || concern === word);
  if (found.length === 0) throw new InvalidArgumentError('there is no such case or concern');
  return found;
}

/** What of the environment speaks of the model; tokens of a Slack are none of an evaluation's business. */
function modelEnvironment() {
  const ours = Object.entries(process.env).filter(([name]) =>
    /^(?:ANTHROPIC_|ARCHITECT_MODEL|BUDGET_)/.test(name),
  );
  return Object.fromEntries(ours);
}

function judging(): Pick<RunOptions, 'judge'> {
  if (options.judge !== true) return {};
  const nowhere = { SLACK_BOT_TOKEN: 'xoxb-none', SLACK_SIGNING_SECRET: 'none', PORT: '0' };
  const { apiKey, ...model } = parseConfig({ ...modelEnvironment(), ...nowhere }).model;
  const limits = defaultModelLimits;
  const deps = {
    ...model,
    apiKey: apiKey ?? '',
    limits,
    clock: createSystemClock(),
    log: silentLog,
  };
  return { judge: createJudge(createAnthropicModel(deps)) };
}
