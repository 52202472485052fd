import Sequencer from '@jest/test-sequencer';

/**
 * Files that wait for processes, browsers and engines go first, longest first: a worker that begins one of them last
 * would keep the other idle. Jest learns this by itself, but only in its cache, which a clean clone lacks.
 * By part of the path; what is not named follows in Jest's own order.
 */
const longest = [
  'process/crash',
  'review/schema/hostile',
  'review/schema/review',
  'playground/page/',
  'app/',
  'process/',
  'sandbox/',
  'cli/',
  'review/',
  'redis/',
];

// oxlint-disable-next-line import/no-default-export -- Jest takes the default export
export default class LongestFirst extends Sequencer {
  /** @param {Parameters<Sequencer['sort']>[0]} tests */
  sort(tests) {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's sort, not an array's
    return super.sort(tests).toSorted((a, b) => rank(a.path) - rank(b.path));
  }
}

/** @param {string} path */
function rank(path) {
  const at = longest.findIndex((part) => path.includes(`/tests/${part}`));
  return at < 0 ? longest.length : at;
}
