/**
 * Writes src/dispatch/word-counts.ts: in how many paragraphs of the project's own prose each word occurs. Dispatch
 * needs to know which words say little, and six agents are too few to learn it from.
 * Run: npx tsx scripts/word-counts.mts
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { wordsOf } from '../src/lib/words.ts';

const folders = [
  'agents',
  'tests/agents/fixtures',
  'docs',
  'src/core',
  'src/lib',
  'src/redis',
  'src/anthropic',
  'src/slack',
];
const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => /\.(?:md|ts)$/.test(file))
  .toSorted();
const paragraphs = files.flatMap((file) => proseOf(file, readFileSync(file, 'utf8')));
const counts = new Map<string, number>();
for (const paragraph of paragraphs) {
  for (const word of new Set(wordsOf(paragraph))) counts.set(word, (counts.get(word) ?? 0) + 1);
}
const kept = [...counts]
  .filter(([, count]) => count >= 4)
  .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
const lines = kept
  .map(([word, count]) => `${word}:${count}`)
  .join(' ')
  .replace(/(.{1,108}) /g, '$1\n');
writeFileSync(
  'src/dispatch/word-counts.ts',
  `/** Made by scripts/word-counts.mts from the project's own prose. */\n` +
    `export const paragraphs = ${paragraphs.length};\n\n` +
    `/** \`word:paragraphs\`, for words in at least four. */\nexport const wordCounts = \`\n${lines}\n\`;\n`,
);

function proseOf(file: string, text: string): readonly string[] {
  if (!file.endsWith('.ts')) return text.split(/\n\s*\n|\n- /);
  return [...text.matchAll(/\/\*\*([\s\S]*?)\*\//g)].map(([, comment = '']) =>
    comment.replaceAll('*', ' '),
  );
}
