import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder that was named; but where the usual one is not here, the roster that ships with the package: an installed
 * command runs in any folder.
 */
export function agentsFolder(named: string = USUAL): string {
  return named === USUAL && !existsSync(USUAL) ? shipped() : named;
}

const USUAL = 'agents';

function shipped(): string {
  return fileURLToPath(new URL('../../agents', import.meta.url));
}
