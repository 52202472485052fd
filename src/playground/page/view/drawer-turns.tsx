import { chosenBy } from '../../behind/chosen-by.ts';
import type { LogLine } from '../../wire.ts';
import { clockTime } from '../when.ts';
import { fieldsOf, list, numberOf, textOf } from './fields.ts';
import { inWords, seconds } from './spent.ts';

/** Why this agent answers: by which rule, and how the others scored. */
export function Decision({ line }: { line: LogLine }) {
  const dispatch = fieldsOf(line.fields['dispatch']);
  const by = textOf(dispatch['by']) ?? '';
  const ranking = list(dispatch['ranking']).slice(0, 4);
  const best = Math.max(...ranking.map(({ score }) => numberOf(score)), 0.001);
  return (
    <div class="decision">
      <p>
        <time>{clockTime(String(line.at / 1000))}</time>{' '}
        <strong>{textOf(dispatch['agent']) ?? 'nobody'}</strong> answers: {reasons.get(by) ?? by}
        {dispatch['confident'] === true ? '' : ' (not sure)'}
      </p>
      <ul>
        {ranking.map(({ agent, score }) => (
          <li key={textOf(agent)}>
            <span>{textOf(agent)}</span>
            <span class="bar" style={`--share:${numberOf(score) / best}`} aria-hidden="true" />
            <span class="score">{numberOf(score).toFixed(2)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const reasons = new Map(Object.entries(chosenBy));

/** What the turn took and cost. */
export function FinishedTurn({ line }: { line: LogLine }) {
  const { fields } = line;
  const usage = fieldsOf(fields['usage']);
  const spent = inWords({
    inputTokens: numberOf(usage['inputTokens']),
    cacheReadTokens: numberOf(usage['cacheReadTokens']),
    cacheWriteTokens: numberOf(usage['cacheWriteTokens']),
    outputTokens: numberOf(usage['outputTokens']),
    usd: numberOf(usage['usd']),
    unpricedTokens: numberOf(usage['unpricedTokens']),
  });
  return (
    <p class="turn">
      <time>{clockTime(String(line.at / 1000))}</time> <strong>{textOf(fields['outcome'])}</strong>{' '}
      · {seconds(numberOf(fields['tookMs']))} · {spent}
    </p>
  );
}
