import type { Snapshot } from '../../../slack/data.ts';
import { type Fields, fieldsOf, list, plain, textOf } from '../fields.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

/** What an element offers: its own options, or the workspace's people or rooms. */
export function optionsOf(element: Fields, { people, channels }: Snapshot): readonly Option[] {
  switch (String(element['type']).replace('multi_', '')) {
    case 'users_select':
      return people.map(({ id, realName }) => ({ value: id, label: realName }));
    case 'channels_select':
    case 'conversations_select':
      return channels
        .filter(({ kind }) => kind !== 'direct')
        .map(({ id, name }) => ({ value: id, label: `#${name}` }));
    default: {
      const groups = list(element['option_groups']).flatMap((group) => list(group['options']));
      return [...list(element['options']), ...groups].map((option) => ({
        value: textOf(option['value']) ?? '',
        label: plain(option['text']),
      }));
    }
  }
}

/** What is chosen from the start. */
export function initialOf(element: Fields): readonly string[] {
  const options = [fieldsOf(element['initial_option']), ...list(element['initial_options'])];
  const values = options.flatMap((option) => textOf(option['value']) ?? []);
  const named = ['initial_user', 'initial_channel', 'initial_conversation', 'initial_date'];
  return [...values, ...[...named, 'initial_time'].flatMap((name) => textOf(element[name]) ?? [])];
}

/** The browser's field for a date or a time; undefined for what is none. */
export function pickerOf(element: Fields): 'date' | 'time' | 'datetime-local' | undefined {
  switch (element['type']) {
    case 'datepicker':
      return 'date';
    case 'timepicker':
      return 'time';
    case 'datetimepicker':
      return 'datetime-local';
    default:
      return undefined;
  }
}

/** Slack writes a moment as seconds since the epoch, a browser as local time. */
export function pickedBy(type: string, value: string): string {
  if (type !== 'datetime-local' || value === '') return value;
  return String(Math.floor(new Date(value).getTime() / 1000));
}
