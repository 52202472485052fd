/**
 * The language of code that was pasted without saying it, as people do in Slack; null where no shape speaks for one. Only
 * what `review_code` reads: a wrong guess costs a parse that finds nothing.
 */
export function guessLanguage(code: string): string | null {
  const fits = ({ shape, and }: Shape) => shape.test(code) && (and === undefined || and.test(code));
  return shapes.find(fits)?.language ?? null;
}

/** What people write behind a fence, of the languages and formats that a tool reads. */
export function isLabel(word: string): boolean {
  return isCodeLabel(word) || /^(?:sql|ya?ml|json|graphql|proto(?:buf)?|mermaid)$/i.test(word);
}

export function isCodeLabel(word: string): boolean {
  return /^(?:tsx?|typescript|jsx?|javascript|py(?:thon)?|java|kts?|kotlin|cs|c#|csharp|go(?:lang)?|php|rb|ruby)$/i.test(
    word,
  );
}

interface Shape {
  readonly language: string;
  readonly shape: RegExp;
  /** What must stand somewhere in it as well. In one pattern the two are looked for from each line on. */
  readonly and?: RegExp;
}

/**
 * The first that fits: what hardly stands in another language goes before what does. A line's indent is `[^\S\n]*`:
 * `\s*` reads a row of empty lines once from each of them.
 */
const shapes: readonly Shape[] = [
  { language: 'php', shape: /<\?php|\$\w+->\w+|\bfunction \w+\([^)]*\$\w+/ },
  {
    language: 'kotlin',
    shape: /\bfun (?:<[^>\n]+> )?[\w.]+\(|\bdata class \w+\(|\bval \w+(?:: \w+)? = /,
  },
  {
    language: 'go',
    shape: /^[^\S\n]*(?:func (?:\(\w+ [*\w.]+\) )?\w+\(|package \w+[^\S\n]*$)|\b\w+, err :?= /m,
  },
  {
    language: 'python',
    shape: /^[^\S\n]*(?:async )?def \w+\([^)]*\).*:[^\S\n]*$|^from [\w.]+ import /m,
  },
  { language: 'ruby', shape: /^[^\S\n]*def \w+[^:\n]*$/m, and: /^[^\S\n]*end\b/m },
  { language: 'ruby', shape: /\bdo \|\w+\|/ },
  {
    language: 'csharp',
    shape:
      /^[^\S\n]*using [A-Z][\w.]*;|\basync Task\b|\bforeach \(|\{ get; |\bawait \w[\w.]*Async(?:<[^(]*>)?\(|\bnew \w+\(\$@?"|\bnamespace [A-Z][\w.]*\s*[;{]/m,
  },
  {
    language: 'typescript',
    shape:
      /\): Promise<|\basync \w+\(|\bconstructor\s*\((?:private|public|protected|readonly) |\bimport [^;\n]+ from ['"]|\b(?:private|public|protected) (?:readonly |static )*\w+\??: /,
  },
  {
    language: 'java',
    shape: /\b(?:public|private|protected) [\w<>[\], ]+ \w+\s*\(/,
  },
  {
    language: 'typescript',
    shape: /\b(?:const|let) \w+(?:: [^=]+)? = |\b(?:async )?function \w+\(|\bawait \w+[.(]|=> [{(]/,
  },
];
