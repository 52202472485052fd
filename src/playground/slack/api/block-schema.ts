import { z } from 'zod';

/**
 * Block Kit's limits for what a bot posts. Loose: fields that are not limited here pass.
 * Numbers are those of the Block Kit reference (docs.slack.dev/reference/block-kit).
 */
export function blockSchema(type: string): z.ZodType | undefined {
  return Object.hasOwn(schemas, type) ? schemas[type] : undefined;
}

const id = chars(255).optional();

function chars(max: number) {
  return z
    .string()
    .min(1, 'must be more than 0 characters')
    .max(max, `must be less than ${max + 1} characters`);
}

function items<T>(schema: z.ZodType<T>, max: number) {
  return z
    .array(schema)
    .min(1, 'must have at least 1 item')
    .max(max, `no more than ${max} items allowed`);
}

function plain(max: number) {
  return z.looseObject({ type: z.literal('plain_text'), text: chars(max) });
}

function text(max: number) {
  return z.looseObject({ type: z.enum(['plain_text', 'mrkdwn']), text: chars(max) });
}

const option = z.looseObject({ text: text(75), value: chars(150) });

const feedbackButton = z.looseObject({ text: plain(75), value: chars(2_000) });

const button = z.looseObject({
  type: z.literal('button'),
  action_id: id,
  text: plain(75),
  value: chars(2_000).optional(),
  url: chars(3_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

const select = z.looseObject({
  type: z.enum([
    'static_select',
    'external_select',
    'users_select',
    'conversations_select',
    'channels_select',
    'multi_static_select',
    'multi_external_select',
    'multi_users_select',
    'multi_conversations_select',
    'multi_channels_select',
  ]),
  action_id: id,
  options: items(option, 100).optional(),
});

const choice = z.looseObject({
  type: z.enum(['radio_buttons', 'checkboxes', 'overflow']),
  action_id: id,
  options: items(option, 10),
});

const input = z.looseObject({
  type: z.enum([
    'plain_text_input',
    'file_input',
    'datepicker',
    'timepicker',
    'datetimepicker',
    'number_input',
    'email_text_input',
    'url_text_input',
  ]),
  action_id: id,
  initial_value: z.string().max(3_000).optional(),
  placeholder: plain(150).optional(),
});

const image = z.looseObject({ type: z.literal('image'), alt_text: chars(2_000) });

const element = z.union([button, select, choice, input, image]);

const schemas: Readonly<Record<string, z.ZodType>> = {
  section: z
    .looseObject({
      block_id: id,
      text: text(3_000).optional(),
      fields: items(text(2_000), 10).optional(),
      accessory: element.optional(),
    })
    .refine(
      (block) => block.text !== undefined || block.fields !== undefined,
      'missing required field: text',
    ),
  divider: z.looseObject({ block_id: id }),
  header: z.looseObject({ block_id: id, text: plain(150) }),
  context: z.looseObject({ block_id: id, elements: items(z.union([text(3_000), image]), 10) }),
  actions: z.looseObject({ block_id: id, elements: items(element, 25) }),
  context_actions: z.looseObject({
    block_id: id,
    elements: items(
      z.union([
        z.looseObject({
          type: z.literal('feedback_buttons'),
          action_id: id,
          positive_button: feedbackButton,
          negative_button: feedbackButton,
        }),
        z.looseObject({
          type: z.literal('icon_button'),
          action_id: id,
          icon: z.string(),
          text: plain(75),
        }),
      ]),
      5,
    ),
  }),
  image: image.extend({ block_id: id }),
  input: z.looseObject({ block_id: id, label: plain(2_000), element }),
  markdown: z.looseObject({ block_id: id, text: chars(12_000) }),
  rich_text: z.looseObject({
    block_id: id,
    elements: z.array(z.looseObject({ type: z.string() })),
  }),
  table: z.looseObject({
    block_id: id,
    rows: items(
      z.array(z.looseObject({ type: z.string() })).max(20, 'no more than 20 items allowed'),
      100,
    ),
  }),
  data_table: z.looseObject({
    block_id: id,
    caption: chars(2_000),
    rows: z
      .array(z.array(z.looseObject({})).min(1).max(20))
      .min(2)
      .max(201),
  }),
  plan: z.looseObject({ block_id: id, title: chars(256) }),
  task_card: z.looseObject({ block_id: id, task_id: chars(255), title: chars(256) }),
  alert: z.looseObject({ block_id: id, text: text(200) }),
  card: z.looseObject({ block_id: id }),
  carousel: z.looseObject({ block_id: id, elements: items(z.looseObject({}), 10) }),
  container: z.looseObject({ block_id: id }),
  data_visualization: z.looseObject({ block_id: id }),
  file: z.looseObject({ block_id: id }),
  video: z.looseObject({ block_id: id }),
};
