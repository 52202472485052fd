import type { Json } from '../data.ts';

/** What a person chose or wrote in one element: several only where it takes several. */
export type Entry = string | readonly string[];

/** What Slack says of it in `state.values` and in `actions`. An empty entry is nothing chosen. */
export function entered(element: Json, entry: Entry | undefined): Json {
  const type = String(element['type']);
  const values = (typeof entry === 'string' ? [entry] : (entry ?? [])).filter((v) => v !== '');
  const first = values[0] ?? null;
  const many = MANY[type];
  if (many !== undefined) return { [many]: values };
  switch (type) {
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return { selected_option: first === null ? null : optionOf(element, first) };
    case 'checkboxes':
    case 'multi_static_select':
      return { selected_options: apart(values).map((value) => optionOf(element, value)) };
    case 'datetimepicker':
      return { selected_date_time: first === null ? null : Number(first) };
    default:
      return { [ONE[type] ?? 'value']: first };
  }
}

const ONE: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  channels_select: 'selected_channel',
  conversations_select: 'selected_conversation',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
};

const MANY: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_channels_select: 'selected_channels',
  multi_conversations_select: 'selected_conversations',
};

/** One text with commas between stands for several values, too. */
function apart(values: readonly string[]): readonly string[] {
  const [only = ''] = values;
  return values.length === 1 ? only.split(',').filter((value) => value !== '') : values;
}

/** The option as the app wrote it, as far as it did. */
function optionOf(element: Json, value: string): Json {
  const groups = list(element['option_groups']).flatMap((group) => list(group['options']));
  const known = [...list(element['options']), ...groups].find((o) => o['value'] === value);
  return known ?? { value };
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
}
