/**
 * The language of code that was pasted without saying it, as people do in Slack; null where no shape speaks for one. Only
 * what `review_code` reads: a wrong guess costs a parse that finds nothing.
 */
export function guessLanguage(code: string): string | null {
  return shapes.find(({ shape }) => shape.test(code))?.language ?? null;
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

/** The first that fits: what hardly stands in another language goes before what does. */
const shapes: readonly { readonly language: string; readonly shape: RegExp }[] = [
  { language: 'php', shape: /<\?php|\$\w+->\w+|\bfunction \w+\([^)]*\$\w+/ },
  {
    language: 'kotlin',
    shape: /\bfun (?:<[^>]+> )?[\w.]+\(|\bdata class \w+\(|\bval \w+(?:: \w+)? = /,
  },
  {
    language: 'go',
    shape: /^\s*(?:func (?:\(\w+ [*\w.]+\) )?\w+\(|package \w+\s*$)|\w+, err :?= /m,
  },
  { language: 'python', shape: /^\s*(?:async )?def \w+\([^)]*\).*:\s*$|^from [\w.]+ import /m },
  { language: 'ruby', shape: /^\s*def \w+[^:]*$[\s\S]*^\s*end\b|\bdo \|\w+\|/m },
  {
    language: 'csharp',
    shape:
      /^\s*using [A-Z][\w.]*;|\basync Task\b|\bforeach \(|\{ get; |\bawait \w+[\w.]*Async(?:<[^(]*>)?\(|\bnew \w+\(\$@?"|\bnamespace [A-Z][\w.]*\s*[;{]/m,
  },
  {
    language: 'typescript',
    shape:
      /\): Promise<|\basync \w+\(|\bconstructor\s*\((?:private|public|protected|readonly) |\bimport [^;\n]+ from ['"]|\b(?:private|public|protected) (?:readonly |static )*\w+\??: /,
  },
  {
    language: 'java',
    shape: /\b(?:public|private|protected) (?:static |final )*[\w<>[\], ]+ \w+\s*\(/,
  },
  {
    language: 'typescript',
    shape: /\b(?:const|let) \w+(?:: [^=]+)? = |\b(?:async )?function \w+\(|\bawait \w+[.(]|=> [{(]/,
  },
];
