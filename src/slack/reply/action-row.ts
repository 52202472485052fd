import type { Button, KnownBlock, PlainTextOption, StaticSelect } from '@slack/types';
import type { ReplyAction, ReplyEnding } from '../../core/reply.ts';
import { EVIDENCE, requestId } from '../callbacks.ts';
import { clip } from './clip.ts';

/** What can be pressed under an answer: the first buttons, the menus, the evidence. Null: nothing. */
export function actionRow(
  { actions = [], evidence = [] }: ReplyEnding,
  onLeftOut: (action: ReplyAction) => void,
): KnownBlock | null {
  const pressable = actions.filter((action) => fits(action, BUTTON_VALUE_CHARS, onLeftOut));
  const alone = pressable.filter(({ menu }) => menu === undefined);
  const rest = alone.slice(MOST_BUTTONS).map((action) => ({ ...action, menu: 'More' }));
  const buttons = alone.slice(0, MOST_BUTTONS).map((action, index) => button(action, index));
  const menus = inMenus([...pressable, ...rest]).map(([name, chosen], index) =>
    menuOf(
      name,
      chosen.filter((action) => fits(action, OPTION_VALUE_CHARS, onLeftOut)),
      MOST_BUTTONS + index,
    ),
  );
  const elements = [
    ...buttons,
    ...menus.filter(({ options = [] }) => options.length > 0),
    ...(evidence.length > 0 ? [opener] : []),
  ];
  return elements.length === 0 ? null : { type: 'actions', elements };
}

function fits(action: ReplyAction, chars: number, onLeftOut: (action: ReplyAction) => void) {
  const room = valueOf(action).length <= chars;
  if (!room) onLeftOut(action);
  return room;
}

function button(action: ReplyAction, index: number): Button {
  return {
    type: 'button',
    action_id: requestId(index),
    text: { type: 'plain_text', text: clip(action.label, LABEL_CHARS), emoji: false },
    value: valueOf(action),
  };
}

function inMenus(actions: readonly ReplyAction[]): readonly (readonly [string, ReplyAction[]])[] {
  const menus = new Map<string, ReplyAction[]>();
  for (const action of actions) {
    const { menu } = action;
    if (menu !== undefined) menus.set(menu, [...(menus.get(menu) ?? []), action]);
  }
  return [...menus];
}

function menuOf(name: string, actions: readonly ReplyAction[], index: number): StaticSelect {
  return {
    type: 'static_select',
    action_id: requestId(index),
    placeholder: { type: 'plain_text', text: clip(name, LABEL_CHARS), emoji: false },
    options: actions.slice(0, MOST_OPTIONS).map((action): PlainTextOption => {
      const text = clip(action.label, LABEL_CHARS);
      return { text: { type: 'plain_text', text, emoji: false }, value: valueOf(action) };
    }),
  };
}

function valueOf({ request }: ReplyAction): string {
  return JSON.stringify(request);
}

const opener: Button = {
  type: 'button',
  action_id: EVIDENCE,
  text: { type: 'plain_text', text: 'Evidence', emoji: false },
  value: EVIDENCE,
};

const MOST_BUTTONS = 4;

/** Their texts count towards the ceiling of the whole message. */
const MOST_OPTIONS = 8;

/** Slack's limits: of a button's and an option's text, of a button's value, of an option's value. */
const LABEL_CHARS = 75;
const BUTTON_VALUE_CHARS = 2_000;
const OPTION_VALUE_CHARS = 150;
