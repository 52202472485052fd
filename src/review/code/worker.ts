import { createRequire } from 'node:module';
import { parse, registerDynamicLanguage } from '@ast-grep/napi';
import { z } from 'zod';
import type { SandboxedWork } from '../../core/sandbox.ts';
import type { Language } from './languages.ts';
import { type Answer, task } from './protocol.ts';
import { reviewSnippet, syntaxErrors } from './review-snippet.ts';

/** Parses and reviews, inside the sandbox child: the parsers are native code, and the text is a stranger's. */
export const run: SandboxedWork = async (input, note) => {
  const { snippets } = task.parse(input);
  register(new Set(snippets.map(({ language }) => language)));
  const reviewed: Answer['snippets'] = snippets.map(({ language, text }, index) => {
    note({ snippet: index });
    const root = parse(grammarName[language], text).root();
    return {
      findings: [...reviewSnippet(language, root, text)],
      syntaxErrors: [...syntaxErrors(root)],
    };
  });
  return { snippets: reviewed };
};

/** TypeScript's and JavaScript's parsers are built in; JSX is valid in neither of the two others. */
const grammarName: Readonly<Record<Language, string>> = {
  typescript: 'Tsx',
  javascript: 'Tsx',
  python: 'python',
  java: 'java',
  kotlin: 'kotlin',
  csharp: 'csharp',
  go: 'go',
  php: 'php',
  ruby: 'ruby',
};

const registration = z.looseObject({
  libraryPath: z.string(),
  extensions: z.array(z.string()),
  languageSymbol: z.string().exactOptional(),
  expandoChar: z.string().exactOptional(),
  metaVarChar: z.string().exactOptional(),
});

/** Once a child: only the languages that it needs. */
function register(wanted: ReadonlySet<Language>): void {
  const require = createRequire(import.meta.url);
  const packaged = (['python', 'java', 'kotlin', 'csharp', 'go', 'php', 'ruby'] as const).filter(
    (language) => wanted.has(language),
  );
  if (packaged.length === 0) return;
  registerDynamicLanguage(
    Object.fromEntries(
      packaged.map((language) => [
        language,
        registration.parse(require(`@ast-grep/lang-${language}`)),
      ]),
    ),
  );
}
