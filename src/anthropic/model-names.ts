type ModelAlias = 'haiku' | 'sonnet' | 'opus' | 'fable';

const builtIn: Readonly<Record<ModelAlias, string>> = {
  haiku: 'claude-haiku-5-5',
  sonnet: 'claude-sonnet-5-5',
  opus: 'claude-opus-5-5',
  fable: 'claude-fable-5-2',
};

export interface ModelNaming {
  /** One model for everything, whatever the agent's file says; null: the agent's own. */
  readonly override: string | null;
  /** Ids that replace the built-in ones of an alias. */
  readonly aliases: Readonly<Partial<Record<ModelAlias, string | null>>>;
  readonly compat: 'full' | 'minimal';
}

/** The id of the model that answers. What is neither an alias nor `inherit` passes through: other hosts name models freely. */
export function answeringModel(asked: string | null, naming: ModelNaming): string {
  if (naming.override !== null) return resolve(naming.override, naming);
  return resolve(asked ?? 'inherit', naming);
}

/** The small model. A gateway has no Claude Haiku, so there the one model that was configured does this too. */
export function classifyingModel(naming: ModelNaming): string {
  const own = naming.aliases.haiku ?? null;
  if (own !== null) return own;
  return naming.compat === 'minimal' ? answeringModel(null, naming) : builtIn.haiku;
}

function resolve(name: string, { aliases }: ModelNaming): string {
  // Claude Code's mark for the long context window is no part of an id.
  const plain = name.trim().replace(/\[1m\]$/i, '');
  const folded = plain.toLowerCase();
  const alias = folded === 'inherit' || folded === '' ? 'sonnet' : folded;
  return isAlias(alias) ? (aliases[alias] ?? builtIn[alias]) : plain;
}

function isAlias(name: string): name is ModelAlias {
  return Object.hasOwn(builtIn, name);
}
