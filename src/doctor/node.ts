import { type Diagnosis, fail, ok } from './diagnosis.ts';

/** The oldest Node that the package states in `engines`. */
const oldestNode = [20, 19] as const;

/** `version` as `process.versions.node` gives it. */
export function diagnoseNode(version: string): Diagnosis {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldest, oldestMinor] = oldestNode;
  const isEnough = major > oldest || (major === oldest && minor >= oldestMinor);
  if (isEnough) return ok('Node', `Version ${version}.`);
  return fail(
    'Node',
    `Version ${version} is too old.`,
    `Install Node ${oldest}.${oldestMinor} or later; the current long-term version is best.`,
  );
}
