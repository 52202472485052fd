import type { Grammar } from '../grammar.ts';
import type { Language } from '../languages.ts';
import { csharp } from './csharp.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { javascript } from './javascript.ts';
import { kotlin } from './kotlin.ts';
import { php } from './php.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';

export const grammars: Readonly<Record<Language, Grammar>> = {
  typescript: javascript,
  javascript,
  python,
  java,
  kotlin,
  csharp,
  go,
  php,
  ruby,
};
