/**
 * Which of two things is the earlier version of the other, by what they are called: "old" beside "new", or the same
 * name but for such a word, or a file that is called nothing else. Null: they are two things.
 */
export function earlierOf(one: string, two: string): 0 | 1 | null {
  if (isBefore(one, two)) return 0;
  return isBefore(two, one) ? 1 : null;
}

function isBefore(earlier: string, later: string): boolean {
  if (!isOld(earlier) || isOld(later)) return false;
  const rest = withoutWord(earlier);
  const isBareFile = rest === '' && /\.\w+$/.test(earlier);
  return isNew(later) || isBareFile || (rest !== '' && rest === withoutWord(later));
}

function isOld(name: string): boolean {
  return OLD.test(name) && !isNew(name);
}

function isNew(name: string): boolean {
  return NEW.test(name);
}

/** What a name says beside its age. */
function withoutWord(name: string): string {
  return name
    .replace(/\.\w+$/, '')
    .replace(OLD, '')
    .replace(NEW, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

const OLD = /(?<![a-z])(before|old|previous|prev|current)(?![a-z])/i;
const NEW = /(?<![a-z])(after|new|next|target|proposed)(?![a-z])/i;
