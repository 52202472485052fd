import { readFences, type Fence } from './fences.ts';

/**
 * Statements that an answer suggests in the middle of a sentence: `CREATE INDEX ON orders (customer_id)`. The mere
 * name of a command ("`ALTER TABLE` takes a lock") is none, nor one with something left out.
 */
export function readInlineDdl(markdown: string): readonly Fence[] {
  const blocks = readFences(markdown);
  return [...markdown.matchAll(inlineCode)].flatMap((match) => {
    const [whole, , text = ''] = match;
    const from = match.index;
    const inside = blocks.some((block) => block.from <= from && from < block.to);
    if (inside || !isStatement(text)) return [];
    return [{ language: 'sql', text, from, to: from + whole.length, closed: true }];
  });
}

const inlineCode = /(?<!`)(`{1,2})(?!`)([^\n]+?)(?<!`)\1(?!`)/g;

function isStatement(text: string): boolean {
  return whole.test(text.trim()) && !/…|\.\.\./.test(text);
}

const whole =
  /^(?:create\s+(?:unique\s+)?index\b.*\bon\s+\S+.*\(.+\).*|create\s+table\s+\S+\s*\(.+\).*|alter\s+table\s+\S+\s+(?:add|drop|alter|rename|validate|set)\s+\S+.*)$/is;
