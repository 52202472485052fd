import type { DecisionStatus } from '../core/decision.ts';
import { toBody, toTitle, type Adr } from './adr.ts';

/**
 * Reads a record that people keep as Markdown: MADR with front matter, MADR 2 with its list of fields, or Nygard's
 * form with a "Status" section and a number in the title. What it does not say is left open; null where there is no
 * title, so no decision. `file`: its name, which may carry the number.
 */
export function parseAdr(text: string, file: string): Adr | null {
  const { fields, rest } = frontMatter(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'));
  const heading = /^#[ \t]+(.+)$/m.exec(rest);
  const title = titleOf(heading?.[1] ?? '');
  if (heading === null || title === null) return null;
  const written = toBody(rest.slice(heading.index + heading[0].length));
  const loose = fields.size === 0 ? looseFields(written) : { fields, body: written };
  const get = (name: string) => loose.fields.get(name);
  const { status, supersededBy } = readStatus(get('status') ?? '');
  const when = get('revisit-when');
  const by = isoDate(get('revisit-by'));
  return {
    number: readNumber(get('number') ?? '') ?? numberIn(file, heading[1] ?? ''),
    title,
    status,
    date: isoDate(get('date')) ?? '',
    body: loose.body,
    supersedes: numbersIn(get('supersedes') ?? ''),
    supersededBy,
    revisit: when === undefined ? null : { when, ...(by === null ? {} : { by }) },
  };
}

interface Parts {
  readonly fields: ReadonlyMap<string, string>;
  readonly rest: string;
}

/** The simple lines of it: a YAML parser would be a lot of code for `key: value`. */
function frontMatter(text: string): Parts {
  const match = /^---[ \t]*\n([\s\S]*?)^---[ \t]*(?:\n|$)/m.exec(text);
  if (match?.index !== 0) return { fields: new Map(), rest: text };
  const lines = (match[1] ?? '').split('\n').flatMap((line) => {
    const [, name, value = ''] = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), scalar(value.trim())] as const];
  });
  return { fields: new Map(lines), rest: text.slice(match[0].length) };
}

function scalar(value: string): string {
  if (value.startsWith('"')) {
    try {
      const read: unknown = JSON.parse(value);
      if (typeof read === 'string') return read;
    } catch {
      // Not one of ours: YAML allows more than JSON does.
    }
  }
  return value.replace(/\s+#.*$/, '').replace(/^(["'])(.*)\1$/, '$2');
}

/** `* Status: accepted` and `Date: 2020-02-14` above the first section; a section "Status" as Nygard has it. */
function looseFields(body: string): { fields: ReadonlyMap<string, string>; body: string } {
  const fields = new Map<string, string>();
  const firstSection = /^## /m.exec(body)?.index ?? body.length;
  const head = body
    .slice(0, firstSection)
    .replace(fieldLine, (_line, name: string, value: string) => {
      fields.set(name.toLowerCase(), value.trim());
      return '';
    });
  const sections = body
    .slice(firstSection)
    .replace(/^## Status[ \t]*\n+([\s\S]*?)(?=^## |(?![\s\S]))/im, (_section, said: string) => {
      const [first = ''] = said.trim().split('\n');
      const successor = /superce?ded by.*/i.exec(said)?.[0];
      fields.set('status', successor ?? first);
      return '';
    });
  return { fields, body: `${head.trim()}\n\n${sections.trim()}`.trim() };
}

const fieldLine = /^[ \t]*(?:[*-][ \t]+)?\**(Status|Date)\**[ \t]*:\**[ \t]*(.+)$/gim;

function titleOf(heading: string): string | null {
  return toTitle(heading.replace(/^(?:ADR[- ]?)?\d{1,4}[.:)–—-]\s+/i, '').replace(/\s+#+\s*$/, ''));
}

function readStatus(text: string): { status: DecisionStatus; supersededBy: number | null } {
  const said = text.toLowerCase();
  if (/superseded|superceded|deprecated/.test(said)) {
    const [by = null] = /by/.test(said) ? numbersIn(said) : [];
    // Without its successor it is out of force all the same.
    return by === null
      ? { status: 'rejected', supersededBy: null }
      : { status: 'superseded', supersededBy: by };
  }
  if (/accept|approved|decided|done/.test(said)) return { status: 'accepted', supersededBy: null };
  const status = said.startsWith('reject') ? 'rejected' : 'proposed';
  return { status, supersededBy: null };
}

function numberIn(file: string, heading: string): number | null {
  const [, inFile] = /^(?:adr[-_ ]?)?(\d{1,4})(?=[-_. ])/i.exec(file) ?? [];
  const [, inHeading] = /^(?:ADR[- ]?)?(\d{1,4})[.:)–—-]\s/i.exec(heading) ?? [];
  return readNumber(inFile ?? inHeading ?? '');
}

function readNumber(text: string): number | null {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  return number > 0 ? number : null;
}

function numbersIn(text: string): readonly number[] {
  const found = [...text.matchAll(/\d{1,4}(?!\d)/g)].map(([digits]) => Number(digits));
  return [...new Set(found)].filter((number) => number > 0);
}

function isoDate(text: string | undefined): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text?.trim() ?? '')?.[0] ?? null;
}
