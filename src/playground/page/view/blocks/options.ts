import type { Snapshot } from '../../../slack/data.ts';
import { type Fields, fieldsOf, list, plain, textOf } from '../fields.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
  /** The text object, and the one below it. */
  readonly text: unknown;
  readonly description?: unknown;
}

interface OptionGroup {
  /** Empty: they stand by themselves. */
  readonly label: string;
  readonly options: readonly Option[];
}

/** What an element offers: its own options, by their groups, or the workspace's people or rooms. */
export function groupsOf(element: Fields, { people, channels }: Snapshot): readonly OptionGroup[] {
  switch (String(element['type']).replace('multi_', '')) {
    case 'users_select':
      return ungrouped(people.map(({ id, realName }) => plainOption(id, realName)));
    case 'channels_select':
    case 'conversations_select':
      return ungrouped(
        channels
          .filter(({ kind }) => kind !== 'direct')
          .map(({ id, name }) => plainOption(id, `#${name}`)),
      );
    default:
      return [
        ...ungrouped(list(element['options']).map(readOption)),
        ...list(element['option_groups']).map((group) => ({
          label: plain(group['label']),
          options: list(group['options']).map(readOption),
        })),
      ];
  }
}

export function optionsOf(element: Fields, snapshot: Snapshot): readonly Option[] {
  return groupsOf(element, snapshot).flatMap(({ options }) => options);
}

function ungrouped(options: readonly Option[]): readonly OptionGroup[] {
  return options.length === 0 ? [] : [{ label: '', options }];
}

function plainOption(value: string, label: string): Option {
  return { value, label, text: { type: 'plain_text', text: label } };
}

function readOption({ value, text, description }: Fields): Option {
  return { value: textOf(value) ?? '', label: plain(text), text, description };
}

/** What is chosen from the start. */
export function initialOf(element: Fields): readonly string[] {
  const options = [fieldsOf(element['initial_option']), ...list(element['initial_options'])];
  const chosen = options.map((option) => option['value']);
  const single = INITIAL_TEXTS.map((name) => element[name]);
  const several = INITIAL_LISTS.map((name) => element[name]).filter(Array.isArray);
  const texts = [...chosen, ...several.flat(), ...single].flatMap((value) => textOf(value) ?? []);
  return [...texts, ...localMoment(element['initial_date_time'])];
}

const INITIAL_LISTS = ['initial_users', 'initial_channels', 'initial_conversations'];
const INITIAL_TEXTS = [
  'initial_user',
  'initial_channel',
  'initial_conversation',
  'initial_date',
  'initial_time',
];

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

/** What a field of type `datetime-local` holds. */
function localMoment(seconds: unknown): readonly string[] {
  if (typeof seconds !== 'number') return [];
  const moment = new Date(seconds * 1000);
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return Number.isNaN(local.getTime()) ? [] : [local.toISOString().slice(0, 16)];
}
