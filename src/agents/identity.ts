export type Identity =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly why: string };

/** The id of a name: a slug in whatever script. `:` is refused as in Claude Code, where it parts a plugin's name. */
export function identify(name: string): Identity {
  const folded = name.normalize('NFKC').toLowerCase();
  if (folded.includes(':')) {
    return { ok: false, why: `the name "${name.slice(0, 60)}" contains ":"` };
  }
  const id = folded.replace(/[^\p{L}\p{M}\p{N}.]+/gu, '-').replace(/^-+|-+$/g, '');
  if (!/[\p{L}\p{N}]/u.test(id)) {
    return { ok: false, why: `the name "${name.slice(0, 60)}" has no letter and no digit` };
  }
  return { ok: true, id };
}

/** The name of a file that gives none: its own. */
export function nameOfFile(file: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1);
  return base.replace(/\.md$/i, '').replace(/\.(?:agent|chatmode|subagent)$/i, '');
}
