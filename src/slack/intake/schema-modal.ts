import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { SCHEMA_MODAL } from '../callbacks.ts';
import type { ViewSubmission } from './delivery.ts';
import { parsedJson } from './parsed-json.ts';

/** Where the modal's problems are shown. */
export const SQL_BLOCK = 'schema';

/** The form to paste a schema into. It remembers the channel that it was opened from. */
export function schemaModal({ channel }: { readonly channel: string }): ModalView {
  return {
    type: 'modal',
    callback_id: SCHEMA_MODAL,
    private_metadata: JSON.stringify({ channel }),
    title: { type: 'plain_text', text: 'Schema review' },
    submit: { type: 'plain_text', text: 'Review' },
    close: { type: 'plain_text', text: 'Cancel' },
    blocks: [
      {
        type: 'input',
        block_id: SQL_BLOCK,
        label: { type: 'plain_text', text: 'Schema' },
        hint: {
          type: 'plain_text',
          text:
            `Up to ${MODAL_MAX_CHARS} characters, a limit of Slack. Longer? Close this, share the file in the ` +
            'channel and run /schema-review again: I take your newest schema file of the last ten minutes.',
        },
        element: {
          type: 'plain_text_input',
          action_id: SQL_INPUT,
          multiline: true,
          max_length: MODAL_MAX_CHARS,
          placeholder: {
            type: 'plain_text',
            text: 'create table orders (id bigint primary key, …); -- DDL, Prisma, Rails or DBML',
          },
        },
      },
      {
        type: 'input',
        block_id: DIALECT_BLOCK,
        optional: true,
        label: { type: 'plain_text', text: 'Dialect' },
        element: {
          type: 'static_select',
          action_id: DIALECT_INPUT,
          placeholder: { type: 'plain_text', text: 'Found out from the text' },
          options: DIALECTS.map((dialect) => ({
            text: { type: 'plain_text', text: dialect },
            value: dialect,
          })),
        },
      },
    ],
  };
}

/** What was entered, or null when the view is none of ours. */
export function readSchemaModal(
  view: ViewSubmission['view'],
): { readonly channel: string; readonly sql: string; readonly dialect: string | null } | null {
  const origin = metadata.safeParse(view.private_metadata);
  if (!origin.success) return null;
  const { values } = view.state;
  return {
    channel: origin.data.channel,
    sql: values[SQL_BLOCK]?.[SQL_INPUT]?.value ?? '',
    dialect: values[DIALECT_BLOCK]?.[DIALECT_INPUT]?.selected_option?.value ?? null,
  };
}

const metadata = parsedJson.pipe(z.object({ channel: z.string().regex(/^[A-Z0-9]+$/) }));

const SQL_INPUT = 'sql';
const DIALECT_BLOCK = 'dialect';
const DIALECT_INPUT = 'choice';
const DIALECTS = ['PostgreSQL', 'MySQL', 'SQLite', 'Prisma', 'Rails', 'DBML'] as const;

/** Slack's limit of a text input. */
const MODAL_MAX_CHARS = 3_000;
