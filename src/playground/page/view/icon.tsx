/** Line icons of 20 by 20, drawn in the colour of the text around them. */
const paths = {
  hash: 'M8 3 6 17M14 3l-2 14M3.5 7.5h14M2.5 12.5h14',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  send: 'M3 10 17 3.5 12.5 17l-3-5.5zM9.5 11.5 17 3.5',
  clip: 'm14.5 9-5.2 5.2a3 3 0 0 1-4.2-4.2l6-6a2 2 0 0 1 2.9 2.9l-5.8 5.8a1 1 0 0 1-1.5-1.4l5-5',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0c0 3 4 2.6 4 0a7 7 0 1 0-3 5.7',
  close: 'm5 5 10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  reply: 'M3 4.5h14v9H9l-3.5 3v-3H3z',
  edit: 'm4 16 .8-3.6L13.6 3.6l2.8 2.8-8.8 8.8z',
  trash: 'M4.5 6h11M8 6V4h4v2M6 6l.7 10.5h6.6L14 6',
  smile: 'M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0ZM7.5 8v.8M12.5 8v.8M7 12c1.4 2.2 4.6 2.2 6 0',
  spark: 'M10 2.5 11.7 8 17 10l-5.3 2L10 17.500l-1.700-5.500L3 10l5.300-2z',
  bulb: 'M7.5 14.5c0-2-2.500-3-2.500-6a5 5 0 0 1 10 0c0 3-2.500 4-2.500 6zM8 17h4',
  up: 'M7 16.500V9l3.200-6c1.600 0 1.800 1.500 1.400 3L11 8h4.500c1 0 1.500.8 1.300 1.600l-1.400 5.600c-.2.8-.8 1.300-1.600 1.300zM3.500 9H7v7.500H3.500z',
  down: 'M7 3.500V11l3.200 6c1.600 0 1.800-1.500 1.400-3L11 12h4.500c1 0 1.500-.8 1.300-1.600l-1.400-5.600c-.2-.8-.8-1.300-1.600-1.300zM3.500 11H7V3.500H3.500z',
  check: 'm4.500 10.500 3.500 3.500 7.500-8',
  file: 'M5 2.500h6.500L15 6v11.500H5zM11.500 2.500V6H15',
  stop: 'M6 6h8v8H6z',
  theme: 'M10 3a7 7 0 1 0 0 14zM10 3a7 7 0 0 1 0 14',
  behind: 'm7 6-4 4 4 4M13 6l4 4-4 4',
  picture: 'M3 4h14v12H3zM3 13.5l4-4 4 4 2.500-2.500L17 14M13 7.500v.600',
  more: 'M10 4v12M5 11l5 5 5-5',
  warn: 'M10 3 18 16.500H2zM10 8v4M10 14v.600',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

/** A button that is an icon; `label` is its name. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  onClick: () => void;
  pressed?: boolean;
}) {
  const { icon, label, onClick, pressed } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
