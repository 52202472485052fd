import { types } from 'node:util';

/**
 * Makes an Error of whatever was thrown. Uses `util.types`, because an error that Node's core throws
 * is not `instanceof Error` in another realm (Jest, vm; jest#2549).
 */
export function toError(thrown: unknown): Error {
  if (isError(thrown)) return thrown;
  return new Error(typeof thrown === 'string' ? thrown : 'a value that is no error was thrown', {
    cause: thrown,
  });
}

/** True for every Error, of this realm or another, and for DOMException (which is no native error). */
export function isError(thrown: unknown): thrown is Error {
  return types.isNativeError(thrown) || thrown instanceof Error || thrown instanceof DOMException;
}

/** The `code` of a Node system error (`ENOENT`), else undefined. */
export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
