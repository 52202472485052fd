import { clip } from '../lib/well-formed.ts';

/**
 * "Draw web -> api -> postgres, api -> redis" as Mermaid; null where nobody asks for a picture or no arrow is written.
 * Parts that are written alike are one.
 */
export function drawnArrows(text: string): string | null {
  if (!/\b(?:draw|diagram|sketch|picture|visuali[sz]e|zeichne\w*|dibuja|dessine)\b/i.test(text)) {
    return null;
  }
  const prose = text.replaceAll(/```[\s\S]*?```/g, ' ');
  const links = prose.split(/[,;:?!\n]|\.(?=\s|$)/).flatMap(linksOf);
  if (links.length === 0) return null;
  const parts = new Map(links.flat().map((name) => [name.toLowerCase(), name]));
  const ids = new Map([...parts.keys()].map((key, index) => [key, `n${index}`]));
  const idOf = (name: string) => ids.get(name.toLowerCase()) ?? '';
  return [
    'flowchart LR',
    ...[...parts.values()].map((name) => `  ${idOf(name)}["${name}"]`),
    ...links.map(([from, to]) => `  ${idOf(from)} --> ${idOf(to)}`),
  ].join('\n');
}

type Link = readonly [from: string, to: string];

function linksOf(chain: string): readonly Link[] {
  const names = chain.split(/(?<!-)-+>|=>|→/).map(nameOf);
  return names.slice(1).flatMap((to, index): readonly Link[] => {
    const from = names[index] ?? '';
    return from === '' || to === '' ? [] : [[from, to]];
  });
}

/** What was said before the first part ("please draw web") is no part; nor is anything that Mermaid would read. */
function nameOf(written: string): string {
  const name = written
    .trim()
    .replace(/^.*\b(?:draw|diagram|sketch|picture|visuali[sz]e|of|this|for me)\s+/i, '')
    .replaceAll(/[^\p{L}\p{N} ._/()-]/gu, '')
    .trim();
  return clip(name, LONGEST_NAME).replace(/[. ]+$/, '');
}

const LONGEST_NAME = 40;
