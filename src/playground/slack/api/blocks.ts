import { z } from 'zod';
import type { Block } from '../data.ts';
import { blockSchema } from './block-schema.ts';
import { Refusal } from './refusal.ts';

const maxBlocksPerMessage = 50;
const maxBlocksPerView = 100;
/** All `markdown` blocks of a message together. */
const maxMarkdown = 12_000;
/** Undocumented; measured by several people against the real service (bolt-js#2509, metabase#79908). */
const maxTextOfBlocks = 13_202;

const blockList = z.array(z.looseObject({ type: z.string() }));

/** The blocks of a message, checked as Slack checks them, with block ids filled in. Throws a `Refusal`. */
export function checkBlocks(value: unknown, nextId: () => string): readonly Block[] {
  const blocks = readBlocks(value);
  if (blocks.length > maxBlocksPerMessage) {
    throw invalidBlocks([
      `no more than ${maxBlocksPerMessage} items allowed [json-pointer:/blocks]`,
    ]);
  }
  checkEach(blocks);
  const markdown = blocks.reduce((sum, block) => sum + markdownLength(block), 0);
  if (markdown > maxMarkdown) {
    throw invalidBlocks([`markdown text must be less than ${maxMarkdown + 1} characters`]);
  }
  if (textLength(blocks) > maxTextOfBlocks) throw new Refusal('msg_blocks_too_long');
  return withIds(blocks, nextId);
}

/** The blocks of a modal or a home tab. */
export function checkViewBlocks(value: unknown, nextId: () => string): readonly Block[] {
  const blocks = readBlocks(value);
  if (blocks.length > maxBlocksPerView) {
    throw invalidBlocks([
      `no more than ${maxBlocksPerView} items allowed [json-pointer:/view/blocks]`,
    ]);
  }
  checkEach(blocks);
  return withIds(blocks, nextId);
}

/** Characters of every text inside, as the ceiling on a message counts them. */
export function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + textLength(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => {
    return sum + (key === 'text' && typeof item === 'string' ? item.length : textLength(item));
  }, 0);
}

function readBlocks(value: unknown): Block[] {
  const parsed = blockList.safeParse(value);
  if (!parsed.success) throw new Refusal('invalid_blocks_format');
  return parsed.data;
}

function checkEach(blocks: readonly Block[]): void {
  const problems = blocks.flatMap((block, index) => problemsOf(block, index));
  const ids = blocks.flatMap((block) =>
    typeof block['block_id'] === 'string' ? block['block_id'] : [],
  );
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) problems.push(`block_id "${twice}" already exists`);
  if (problems.length > 0) throw invalidBlocks(problems);
}

function problemsOf(block: Block, index: number): string[] {
  const schema = blockSchema(block.type);
  if (schema === undefined)
    return [`unsupported type: ${block.type} [json-pointer:/blocks/${index}/type]`];
  const parsed = schema.safeParse(block);
  if (parsed.success) return [];
  return parsed.error.issues.map(
    (issue) =>
      `${issue.message} [json-pointer:/blocks/${[index, ...issue.path].map(String).join('/')}]`,
  );
}

function invalidBlocks(problems: readonly string[]): Refusal {
  return new Refusal('invalid_blocks', {
    errors: problems,
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}

function markdownLength(block: Block): number {
  return block.type === 'markdown' && typeof block['text'] === 'string' ? block['text'].length : 0;
}

function withIds(blocks: readonly Block[], nextId: () => string): readonly Block[] {
  return blocks.map((block) =>
    block['block_id'] === undefined ? { ...block, block_id: nextId() } : block,
  );
}
