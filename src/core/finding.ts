/** How much a finding matters: it breaks or corrupts, it will hurt, it is worth knowing. */
export type Severity = 'error' | 'warn' | 'info';
