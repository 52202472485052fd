import { isoDate } from '../core/clock.ts';
import type { Decision, DecisionDraft } from '../core/decision.ts';
import type { Files } from '../core/file.ts';
import type { FileRef } from '../core/message.ts';
import { type Adr, adrFileName, toBody, writeAdr } from './adr.ts';
import { adrFile, type KeepDeps, nameOf, noDecision, type Told, unreadable } from './keep.ts';
import { parseAdr } from './parse-adr.ts';

/** Each is an upload of three requests; more come as one file. */
const mostFiles = 20;

/** One record, whole. */
export async function postDecision(
  team: string,
  number: number,
  { decisions }: Pick<KeepDeps, 'decisions'>,
): Promise<Told> {
  const decision = await decisions.get(team, number);
  if (decision === null) return { text: noDecision(number) };
  return { text: `${nameOf(decision)}, ${decision.status}.`, artifacts: [adrFile(decision)] };
}

/** All decisions as files for a repository's `docs/adr`. */
export async function exportDecisions(
  team: string,
  { decisions }: Pick<KeepDeps, 'decisions'>,
): Promise<Told> {
  const all: Decision[] = [];
  for (const { number } of (await decisions.list(team)).toReversed()) {
    // oxlint-disable-next-line no-await-in-loop -- up to two thousand: not all at once
    const decision = await decisions.get(team, number);
    if (decision !== null) all.push(decision);
  }
  if (all.length === 0) return { text: 'The decision log is empty: there is nothing to export.' };
  if (all.length <= mostFiles) {
    return { text: `The decision log, ${counted(all.length)}.`, artifacts: all.map(adrFile) };
  }
  const content = all.map((each) => `<!-- ${adrFileName(each)} -->\n${writeAdr(each)}`).join('\n');
  return {
    text: `The decision log, ${counted(all.length)}, in one file. A line with the file's name stands above each; \`awk '/^<!-- adr-.*\\.md -->$/{f=$2;next}{print > f}' decisions.md\` takes it apart, and I read it back as it is.`,
    artifacts: [{ name: 'decisions.md', title: `Decisions, ${counted(all.length)}`, content }],
  };
}

/** Takes records in that people shared as Markdown. The same title again updates the same decision. */
export async function importDecisions(
  wish: {
    readonly team: string;
    readonly user: string;
    readonly files: readonly FileRef[];
    /** An earlier try may have taken records in and not come to their ties. */
    readonly retried?: boolean;
    readonly signal: AbortSignal;
  },
  deps: Pick<KeepDeps, 'decisions' | 'clock'> & { readonly files: Files },
): Promise<Told> {
  const lines: string[] = [];
  const taken: Taken[] = [];
  for (const file of wish.files) {
    // oxlint-disable-next-line no-await-in-loop -- in order: numbers are given in it
    const content = await deps.files.read(file, wish.signal);
    const records = content.kind === 'text' ? recordsIn(content.text, file.name) : [];
    if (records.length === 0) lines.push(`- \`${file.name}\`: ${refusal(content)}`);
    for (const { adr, name } of records) {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const one = await take(adr, wish, deps);
      if ('refused' in one) lines.push(`- \`${name}\`: ${one.refused}`);
      else taken.push(one);
    }
  }
  const untied = wish.retried === true ? taken : taken.filter(({ outcome }) => outcome === 'new');
  await tie(wish.team, { taken, untied }, deps);
  const told = taken.map(
    ({ decision, outcome }) => `- ${nameOf(decision)}${outcome === 'known' ? ' (updated)' : ''}`,
  );
  return {
    text: [`${counted(taken.length)} imported.`, ...told.slice(0, 40), ...lines].join('\n'),
  };
}

interface Taken {
  readonly adr: Adr;
  readonly decision: Decision;
  readonly outcome: 'new' | 'known';
}

/** One record a file, or those of an export in one. */
function recordsIn(text: string, file: string): readonly { adr: Adr; name: string }[] {
  const parts = text.split(/^<!-- (adr-[\w-]+\.md) -->\r?\n/m);
  const named = parts.length === 1 ? [file, text] : parts.slice(1);
  return named.flatMap((name, at) => {
    const adr = at % 2 === 0 ? parseAdr(named[at + 1] ?? '', name) : null;
    return adr === null ? [] : [{ adr, name }];
  });
}

async function take(
  adr: Adr,
  { team, user }: { readonly team: string; readonly user: string },
  { decisions, clock }: Pick<KeepDeps, 'decisions' | 'clock'>,
): Promise<Taken | { readonly refused: string }> {
  const { number, title, status, date, body, revisit } = adr;
  const draft: DecisionDraft = {
    title,
    // Which one took its place is said once all are there.
    status: status === 'superseded' ? 'accepted' : status,
    date: date === '' ? isoDate(clock.now()) : date,
    source: null,
    agent: null,
    savedBy: user,
    recommendation: null,
    body: toBody(body),
    revisit,
  };
  const key = `file:${title.normalize('NFKC').toLowerCase()}`;
  const saved = await decisions.save(team, key, draft, number === null ? undefined : { number });
  if (saved.outcome === 'full') return { refused: 'the log is full' };
  return saved.outcome === 'unreadable' ? { refused: unreadable(saved.number) } : { ...saved, adr };
}

/** What took whose place, in the log's numbers, as far as both were among the files. */
async function tie(
  team: string,
  { taken, untied }: { readonly taken: readonly Taken[]; readonly untied: readonly Taken[] },
  { decisions }: Pick<KeepDeps, 'decisions'>,
): Promise<void> {
  const numbers = new Map(taken.map(({ adr, decision }) => [adr.number, decision.number]));
  for (const { adr, decision } of untied) {
    const successor = adr.supersededBy === null ? undefined : numbers.get(adr.supersededBy);
    if (successor === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop -- each rests on those before it
    await decisions.change(team, successor, { supersede: decision.number });
  }
}

function refusal(content: Awaited<ReturnType<Files['read']>>): string {
  if (content.kind === 'refused') return content.why;
  return content.kind === 'text' ? 'no decision record: it has no title' : 'no Markdown file';
}

function counted(count: number): string {
  return count === 1 ? '1 decision' : `${count} decisions`;
}
