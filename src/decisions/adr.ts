import { longestBody, type Decision, type DecisionStatus } from '../core/decision.ts';
import { clip, wellFormed } from '../lib/well-formed.ts';
import { oneLine } from './adr-body.ts';

/** What a record's file says of itself. Everything else about a decision is the log's. */
export type Adr = Pick<
  Decision,
  'title' | 'status' | 'date' | 'body' | 'supersedes' | 'supersededBy' | 'revisit'
> & { readonly number: number | null };

/** "adr-0007-use-an-outbox.md": sorts by number, and reads by title. */
export function adrFileName({ number, title }: Pick<Decision, 'number' | 'title'>): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return `adr-${padded(number)}${slug === '' ? '' : `-${slug}`}.md`;
}

/** A decision as a Markdown file of MADR 4: what MADR has no field for stands beside its own in the front matter. */
export function writeAdr(decision: Decision): string {
  const { number, title, status, date, supersedes, supersededBy, revisit, body } = decision;
  const fields: readonly (readonly [string, string | null])[] = [
    ['status', quoted(statusText(status, supersededBy))],
    ['date', date],
    ['number', String(number)],
    ['consulted', decision.agent === null ? null : quoted(decision.agent)],
    ['supersedes', supersedes.length === 0 ? null : `[${supersedes.join(', ')}]`],
    ['revisit-when', revisit === null ? null : quoted(revisit.when)],
    ['revisit-by', revisit?.by ?? null],
    ['source', decision.source?.link == null ? null : quoted(decision.source.link)],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const text = body === '' ? '' : `\n${body}\n`;
  return `---\n${lines.join('\n')}\n---\n\n# ${title}\n${text}`;
}

/** A title as a heading, a list and a file's name can carry it. Null when nothing is left of it. */
export function toTitle(text: string): string | null {
  const title = clip(oneLine(wellFormed(text).replace(/\p{Cc}/gu, ' ')), 120).trim();
  return title === '' ? null : title;
}

/** A body as it is kept: one kind of line end, no blank ends, bounded. */
export function toBody(text: string): string {
  const body = wellFormed(text).replace(/\r\n?/g, '\n').trim();
  if (body.length <= longestBody) return body;
  const note = `\n\n[Cut here: ${body.length - longestBody} characters more were not kept.]`;
  return `${clip(body, longestBody - note.length).trimEnd()}${note}`;
}

function padded(number: number): string {
  return String(number).padStart(4, '0');
}

function statusText(status: DecisionStatus, supersededBy: number | null): string {
  return status === 'superseded' && supersededBy !== null
    ? `superseded by ADR-${padded(supersededBy)}`
    : status;
}

/** JSON's strings are YAML's double-quoted ones, but for two characters that only YAML and patterns take for line ends. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
