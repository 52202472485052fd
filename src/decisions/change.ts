import type { Decision, DecisionChange } from '../core/decision.ts';
import { adrFile, type KeepDeps, nameOf, noDecision, remind, type Told } from './keep.ts';

/** Changes what the log says of a decision, and tells the thread. */
export async function changeDecision(
  team: string,
  number: number,
  change: DecisionChange,
  deps: Pick<KeepDeps, 'decisions' | 'reminders' | 'clock'>,
): Promise<Told> {
  const changed = await deps.decisions.change(team, number, change);
  if (changed.outcome === 'unknown') {
    return { text: noDecision(changed.number) };
  }
  if (changed.outcome === 'circle') return { text: circle };
  const { decision } = changed;
  await remind(decision, deps);
  const older = 'supersede' in change ? await deps.decisions.get(team, change.supersede) : null;
  if (older !== null) await remind(older, deps);
  return {
    text: sentence(decision, older),
    artifacts: older === null ? [adrFile(decision)] : [decision, older].map(adrFile),
  };
}

/** Said in its thread on the day that a decision itself named. */
export async function tellToRevisit(
  team: string,
  number: number,
  { decisions }: Pick<KeepDeps, 'decisions'>,
): Promise<Told> {
  const decision = await decisions.get(team, number);
  if (decision === null) return { text: `Decision ${number} said to look again, and is gone.` };
  const { revisit, status, supersededBy } = decision;
  if (status === 'superseded' || status === 'rejected') {
    const since = supersededBy === null ? status : `superseded by decision ${supersededBy}`;
    return { text: `${nameOf(decision)} said to look again now. It is ${since}: nothing to do.` };
  }
  const when = revisit === null ? '' : `\n\n> ${revisit.when.replace(/\s+/g, ' ')}`;
  return {
    text: `${nameOf(decision)} said to look again now.${when}\n\nDoes it still hold? Write here what has changed, and I look at it again; or settle it with \`/architect decision ${number} accept\`, \`reject\`, or \`/architect decision <new> supersede ${number}\`.`,
    artifacts: [adrFile(decision)],
  };
}

function sentence(decision: Decision, older: Decision | null): string {
  if (older === null) return `${nameOf(decision)} is ${decision.status} now.`;
  return `${nameOf(decision)} is accepted now and takes the place of ${nameOf(older)}.`;
}

const circle =
  'That would make the decision supersede itself, directly or through the ones that took its place. Nothing was changed.';
