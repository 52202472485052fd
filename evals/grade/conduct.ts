import { type Budget, defaultBudget, type Expected } from '../case.ts';
import { FORM_PHRASE } from '../../src/core/reply.ts';
import { totalTokens } from '../../src/core/usage.ts';
import type { Observation } from '../observation.ts';
import { type Check, check } from './check.ts';

export function gradeAgent({ agent }: Expected, seen: Observation): readonly Check[] {
  if (agent === undefined) return [];
  const said = seen.agent ?? 'the house itself';
  return [check('agent', seen.agent === agent, `${agent} answers`, said)];
}

/** Tools that must have run. One that only failed told nobody anything. */
export function gradeTools({ tools = [] }: Expected, seen: Observation): readonly Check[] {
  const ran = seen.tools.map(({ name, ok }) => (ok ? name : `${name} (failed)`));
  return tools.map((name) => {
    return check('tools', ran.includes(name), `runs ${name}`, ran.join(', ') || 'no tool');
  });
}

export function gradeEvidence({ evidence = [] }: Expected, seen: Observation): readonly Check[] {
  const all = seen.evidence.map(
    ({ subject, verdict, summary }) => `${subject}: ${verdict}, ${summary}`,
  );
  return evidence.map(({ subject, verdict, summary }) => {
    const ok = seen.evidence.some(
      (entry) =>
        subject.test(entry.subject) &&
        entry.verdict === verdict &&
        (summary === undefined || summary.test(entry.summary)),
    );
    const wanted = `evidence ${subject} ${verdict}${summary === undefined ? '' : ` ${summary}`}`;
    return check('evidence', ok, wanted, all.join(' · ') || 'no evidence');
  });
}

/** The questions before the answer: exactly these, or none. */
export function gradeAsks({ asks }: Expected, { answers }: Observation): readonly Check[] {
  if (asks === undefined) return [];
  const first = answers[0]?.text ?? '';
  const isForm = first.includes(FORM_PHRASE);
  if (asks === 'none') return [check('asks', !isForm, 'is answered without questions', first)];
  const asked = [...first.matchAll(/\*\*(\w+):\*\*/g)].map(([, label = '']) => label);
  const isExactly = asked.toSorted().join() === asks.toSorted().join();
  const expected = `asks first for ${asks.join(', ')} and nothing else`;
  return [check('asks', isForm && isExactly, expected, first)];
}

export function gradeBudget({ budget = {} }: Expected, { usage }: Observation): readonly Check[] {
  const limit: Budget = { ...defaultBudget, ...budget };
  const tokens = totalTokens(usage);
  return [
    check('budget', tokens <= limit.tokens, `at most ${limit.tokens} tokens`, `${tokens} tokens`),
    check(
      'budget',
      usage.unpricedTokens === 0 && usage.usd <= limit.usd,
      `at most $${limit.usd}`,
      usage.unpricedTokens > 0 ? 'a price that nobody knows' : `$${usage.usd.toFixed(4)}`,
    ),
  ];
}

/** What holds for every case, whatever it expects: the bot's manners. */
export function gradeManners(seen: Observation): readonly Check[] {
  const text = seen.answers.map((answer) => `${answer.text}\n${answer.blocks}`).join('\n');
  const calls =
    /<!(?:channel|here|everyone|subteam)[^>]*>|<@[UW][A-Z0-9]+>|"type":\s*"(?:broadcast|usergroup)"/.exec(
      text,
    );
  return [
    check('ends', seen.broken === null, 'comes to an answer', seen.broken ?? ''),
    check('manners', calls === null, 'mentions nobody', calls?.[0] ?? ''),
    check(
      'manners',
      seen.elsewhere.length === 0,
      'posts in its thread only',
      seen.elsewhere.join(' · '),
    ),
    check('manners', seen.fetched.length === 0, 'fetches no address', seen.fetched.join(' · ')),
  ];
}
