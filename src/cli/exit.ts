/** 0 fine, 1 the check failed or found what it was told to fail on, 2 bad use. */
export type ExitCode = 0 | 1 | 2;

/** Ends a command with one line on stderr. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}
