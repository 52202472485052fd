import { type Quantity, readNumbers, readQuantities } from './quantities.ts';

/** Numbers that were read in this thread: stated by people, standing in files, returned by tools. */
export interface Known {
  has(quantity: Quantity): boolean;
}

export interface Sources {
  /** What people wrote, earlier answers, files. */
  readonly texts: readonly string[];
  /** What tools returned, each with what they were given: an echo of one's own guess is no source. */
  readonly results: readonly { readonly content: string; readonly input: unknown }[];
}

/** Below it a bare number proves nothing: every text has a 2 or a 10 somewhere. */
const smallestTelling = 11;

export function createKnown({ texts, results }: Sources): Known {
  const stated = texts.map(withoutRefuted);
  const echoes = new Set(results.flatMap(({ input }) => numbersIn(input)));
  const returned = results.map(({ content }) => content);
  const isEcho = (quantity: Quantity) => quantity.bare.some((value) => echoes.has(value));
  const quantities = [
    ...stated.flatMap(readQuantities),
    ...returned.flatMap(readQuantities).filter((quantity) => !isEcho(quantity)),
  ];
  const written = stated.flatMap(readNumbers).filter(isTelling);
  const computed = returned.flatMap(readNumbers).filter((value) => !echoes.has(value));
  return {
    has: (claim) =>
      quantities.some((known) => sameQuantity(claim, known)) ||
      claim.bare.some(
        (own) =>
          written.some((value) => close(own, value, EXACT)) ||
          // A tool says 84.2 under a heading that names the unit; an answer may round it.
          computed.some((value) => close(own, value, Math.max(claim.tolerance, EXACT))),
      ),
  };
}

function isTelling(value: number): boolean {
  return value >= smallestTelling || value % 1 !== 0;
}

/** Whether two quantities may be the same, given how they are rounded; a kilobyte is 1000 bytes or 1024. */
export function sameQuantity(claim: Quantity, known: Quantity): boolean {
  if (claim.dimension !== known.dimension) return false;
  const tolerance = Math.max(claim.tolerance, EXACT);
  const readings = claim.dimension === 'bytes' ? bytesMeant : exactly;
  return claim.values.some((own) =>
    known.values.some((value) => readings(own).some((meant) => close(meant, value, tolerance))),
  );
}

export function close(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

const EXACT = 1e-9;

function exactly(value: number): readonly number[] {
  return [value];
}

/** "1 GB" may be 1000³ bytes or 1024³, in the claim as in what it is from. */
function bytesMeant(value: number): readonly number[] {
  const power = Math.max(0, Math.floor(Math.log10(value) / 3));
  return [value, value * 1.024 ** power, value / 1.024 ** power];
}

/** What an earlier answer had to mark, and the word before it, is no source for a later one. */
function withoutRefuted(text: string): string {
  const pieces = text.split(notVerified);
  const last = pieces.pop() ?? '';
  return [...pieces.map(withoutLastWords), last].join(' ');
}

const notVerified = /\s_?\(not verified\)_?/;

function withoutLastWords(piece: string): string {
  const near = piece.slice(-longestRefuted);
  return piece.slice(0, piece.length - near.length) + near.replace(/\S+(?:\s\S+)?$/, ' ');
}

/** No number is longer; a file without a space in it would be looked through from each of its characters. */
const longestRefuted = 100;

function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  // A schema or a contract that was handed to a tool is no guess; a lone figure in quotes is one.
  if (typeof value === 'string') return value.length <= 20 ? readNumbers(value) : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
