import type { ChannelSettings } from '../../core/settings.ts';

/**
 * Whether the whole message says stop. Exact and few on purpose: "stop using Redis here?" is a question, and a
 * question that is taken for an order is lost.
 */
export function saysStop(text: string): boolean {
  return STOP.has(fold(text));
}

/** `@architect mention only` and `@architect follow threads`. Null: an ordinary message. */
export function asksForSettings(text: string): ChannelSettings | null {
  switch (fold(text)) {
    case 'mention only':
      return { mentionOnly: true };
    case 'follow threads':
      return { mentionOnly: false };
    default:
      return null;
  }
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[!/]|[.!]+$/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const STOP: ReadonlySet<string> = new Set([
  'stop',
  'cancel',
  'abort',
  'stopp',
  'abbrechen',
  'abbruch',
  'arrête',
  'para',
  'detente',
]);
