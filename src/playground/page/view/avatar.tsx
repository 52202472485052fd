import type { PersonData } from '../../slack/data.ts';

/** A person's initial on a colour of their own; the app has its sign. */
export function Avatar({ person, small }: { person: PersonData | undefined; small?: boolean }) {
  const size = small === true ? 'avatar small' : 'avatar';
  if (person?.isBot === true) {
    return (
      <span class={`${size} bot`} aria-hidden="true">
        <svg viewBox="0 0 20 20">
          <path d="M10 3 3.500 16.500M10 3l6.500 13.500M6 11.500h8" />
        </svg>
      </span>
    );
  }
  const name = person?.realName ?? '?';
  return (
    <span class={`${size} hue-${hueOf(name)}`} aria-hidden="true">
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}

/** One of six, always the same for a name. */
function hueOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum += letter.codePointAt(0) ?? 0;
  return sum % 6;
}
