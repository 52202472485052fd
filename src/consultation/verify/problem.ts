import type { Mark } from './marks.ts';

/** Something in an answer that does not hold. */
export interface Problem {
  readonly kind: 'block' | 'number' | 'citation';
  /** What the model is told, exactly enough to mend it; null where it is not to blame (the check could not run). */
  readonly complaint: string | null;
  /** What people see at the place if it stays. */
  readonly mark: Mark | null;
}
