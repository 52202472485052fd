/** The reactions that the page offers, and the short names that answers use. Others stay `:name:`, as they are. */
const emoji: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  thumbsup: '👍',
  thumbsdown: '👎',
  eyes: '👀',
  heart: '❤️',
  tada: '🎉',
  rocket: '🚀',
  fire: '🔥',
  joy: '😂',
  smile: '😄',
  thinking_face: '🤔',
  pray: '🙏',
  wave: '👋',
  bulb: '💡',
  memo: '📝',
  mag: '🔍',
  lock: '🔒',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  red_circle: '🔴',
  large_blue_circle: '🔵',
};

export const quickReactions = ['+1', 'eyes', 'white_check_mark', 'memo', 'tada'] as const;

export function emojiOf(name: string): string {
  return emoji[name] ?? `:${name}:`;
}

export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole);
}
