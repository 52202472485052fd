import type { Change } from './change.ts';
import type { Diff } from './compare-documents.ts';

/**
 * What a difference means for callers: the differ's word, corrected where it is wrong (api-smart-diff 1.0.6). It takes
 * a response for the mirror image of a request throughout, so that there a new type breaks nobody and a new null
 * breaks those who send; and that a field disappears from answers it takes for harmless.
 */
export function effectOf(diff: Diff): Change['effect'] {
  const { type, path, action } = diff;
  const keys = path.map(String);
  const isResponse = keys.includes('responses');
  const [holder, key] = keys.slice(-2);
  if (key === 'type' && action === 'replace' && holder !== 'properties')
    return changedType(diff, isResponse);
  if (key === 'nullable' && holder !== 'properties') return changedNull(diff, isResponse);
  if (isResponse && action === 'remove' && holder === 'properties' && type === 'non-breaking')
    return 'dangerous';
  return type === 'deprecated' ? 'annotation' : type;
}

/** A number may become an integer where it is read, an integer a number where it is sent: the rest breaks. */
function changedType({ before, after }: Diff, isResponse: boolean): Change['effect'] {
  const [wide, narrow] = isResponse ? [before, after] : [after, before];
  return wide === 'number' && narrow === 'integer' ? 'non-breaking' : 'breaking';
}

function changedNull({ after }: Diff, isResponse: boolean): Change['effect'] {
  const isAllowed = after === true;
  return isAllowed === isResponse ? (isResponse ? 'dangerous' : 'breaking') : 'non-breaking';
}
