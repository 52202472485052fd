import { wordsOf } from '../lib/words.ts';
import { paragraphs, wordCounts } from './word-counts.ts';

/** How much a word says: 0 for one that stands everywhere, up to 1 for one that the project's prose never uses. */
export function rarityOf(word: string): number {
  if (everyday.has(word)) return 0;
  const count = counts.get(word) ?? 1;
  return Math.log((paragraphs + 1) / (count + 0.5)) / Math.log((paragraphs + 1) / 1.5);
}

const counts: ReadonlyMap<string, number> = new Map(
  wordCounts
    .trim()
    .split(/\s+/)
    .map((pair): [string, number] => {
      const [word = '', count = '1'] = pair.split(':');
      return [word, Number(count)];
    }),
);

/** What people say about anything. Our prose is no conversation, so it does not know that these are common. */
const everyday: ReadonlySet<string> = new Set(
  wordsOf(`
i me my mine we us our ours you your yours he she him her they them their it its this that these those who whom
am is are was were be been being do does did done have has had having can could will would shall should may might
must a an the and or but not no yes so if then than too also just only very really quite much many more most some
any all each every few lot lots other another one two three four five first second third last next new old good
better best bad worse worst great nice right wrong sure ok okay big small large little long short high low same
different what which when where why how here there now today tomorrow yesterday always never often sometimes still
already again please thanks thank hello hi hey welcome help need want like love know think guess mean see look show
tell say said ask give take get got go going come make made put keep let try tried use used using find found seem
happen work thing things something anything nothing everything someone anyone everybody people person somebody way
time day week month year place idea question problem issue case example option part kind sort bit point reason
about above after at before below between by for from in into of off on onto out over to under up down with without
because since while until though however maybe perhaps probably actually basically currently instead etc vs via
write read call set start stop add change move turn run open close buy order book home office meeting room team
colleague boss friend guys folks everyone screen laptop phone email mail company customer build design review
`),
);
