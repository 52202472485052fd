import type { Expected } from '../case.ts';
import type { Observation } from '../observation.ts';
import { type Check, check } from './check.ts';

/** What people must read, in any of the answers. */
export function gradeSays({ says = [] }: Expected, { answers }: Observation): readonly Check[] {
  const text = answers.map((answer) => answer.text).join('\n\n');
  return says.map((shape) => check('says', shape.test(text), `says ${shape}`, text));
}

/** What must stand nowhere: neither in texts and blocks nor in files and their names. */
export function gradeNever(
  { never = [] }: Expected,
  { answers, files }: Observation,
): readonly Check[] {
  const places = [
    ...answers.flatMap(({ text, blocks }) => [text, blocks]),
    ...files.flatMap(({ name, text }) => [name, text ?? '']),
  ];
  return never.map((shape) => {
    const place = places.find((text) => shape.test(text));
    return check('never', place === undefined, `never shows ${shape}`, around(shape, place ?? ''));
  });
}

export function gradeFiles({ files: wanted = [] }: Expected, seen: Observation): readonly Check[] {
  const names = seen.files.map(({ name }) => name);
  return wanted.map((shape) => {
    const ok = names.some((name) => shape.test(name));
    return check('files', ok, `posts a file ${shape}`, names.join(', ') || 'no file');
  });
}

/** What the model was told back. A real model is not listened to. */
export function gradeTold({ told = [] }: Expected, seen: Observation): readonly Check[] {
  if (seen.told === null) return [];
  const text = seen.told.join('\n');
  return told.map((shape) =>
    check('told', shape.test(text), `the model is told ${shape}`, seen.told?.at(-1) ?? 'nothing'),
  );
}

function around(shape: RegExp, text: string): string {
  const at = text.search(shape);
  return text.slice(Math.max(0, at - 120), at + 280);
}
