/**
 * ok    works.
 * warn  works, but not as it should, or could not be checked from here.
 * fail  the bot will not work with this.
 */
export type Condition = 'ok' | 'warn' | 'fail';

/** What was found about one thing, and what a person does about it. Never holds a secret. */
export interface Diagnosis {
  /** "Redis", "Bot token". */
  readonly what: string;
  readonly condition: Condition;
  /** A sentence. */
  readonly found: string;
  /** What to do; null where nothing is to be done. */
  readonly remedy: string | null;
}

export function ok(what: string, found: string): Diagnosis {
  return { what, condition: 'ok', found, remedy: null };
}

export function warn(what: string, found: string, remedy: string): Diagnosis {
  return { what, condition: 'warn', found, remedy };
}

export function fail(what: string, found: string, remedy: string): Diagnosis {
  return { what, condition: 'fail', found, remedy };
}

/** Each line can be read alone: sign, thing, what was found, what to do. */
export function writeDiagnoses(diagnoses: readonly Diagnosis[]): string {
  const width = Math.max(...diagnoses.map(({ what }) => what.length));
  const sign = { ok: '✓', warn: '!', fail: '✗' };
  return diagnoses
    .map(({ what, condition, found, remedy }) => {
      const line = `${sign[condition]} ${what.padEnd(width)}  ${found}`;
      return remedy === null ? line : `${line}\n  ${' '.repeat(width)}  → ${remedy}`;
    })
    .join('\n');
}
