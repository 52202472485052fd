/** The languages whose syntax is read. Anything else is said not to have been looked at. */
export const languages = [
  'typescript',
  'javascript',
  'python',
  'java',
  'kotlin',
  'csharp',
  'go',
  'php',
  'ruby',
] as const;

export type Language = (typeof languages)[number];

/** By what people write behind a code fence, or as a file's ending. Null: not one of ours. */
export function languageOf(label: string): Language | null {
  const ending = label.toLowerCase().replace(/^.*\./, '');
  return byLabel.get(ending) ?? null;
}

const byLabel: ReadonlyMap<string, Language> = new Map([
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['typescript', 'typescript'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['javascript', 'javascript'],
  ['node', 'javascript'],
  ['py', 'python'],
  ['python', 'python'],
  ['python3', 'python'],
  ['java', 'java'],
  ['kt', 'kotlin'],
  ['kts', 'kotlin'],
  ['kotlin', 'kotlin'],
  ['cs', 'csharp'],
  ['c#', 'csharp'],
  ['csharp', 'csharp'],
  ['go', 'go'],
  ['golang', 'go'],
  ['php', 'php'],
  ['rb', 'ruby'],
  ['ruby', 'ruby'],
]);
