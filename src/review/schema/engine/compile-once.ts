import { setFlagsFromString } from 'node:v8';

/**
 * V8 compiles WebAssembly fast first, and what runs often a second time in the background. An engine lives for
 * seconds: the second compilation takes more of the processor than it gives back (of a review of 50 tables a third, of
 * 200 tables a quarter). Unlike on a command line, a flag that a later V8 no longer knows is a warning here.
 */
export function compileOnce(): void {
  setFlagsFromString('--liftoff-only');
}
