import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../core/clock.ts';
import type { FileRef } from '../../core/message.ts';
import { toError } from '../../lib/errors.ts';
import { redact } from '../logger.ts';
import { askAloud, KEPT_OUT, type AskAloud } from './ask-aloud.ts';
import type { SlashCommand, ViewSubmission } from './delivery.ts';
import { tellInModal, tellPrivately, type Handled } from './handled.ts';
import type { Marker } from './marker.ts';
import { findRecentFile } from './recent-file.ts';
import { readSchemaModal, schemaModal, SQL_BLOCK } from './schema-modal.ts';
import { capText, readText } from './text.ts';

export interface SchemaReview extends AskAloud {
  readonly lookup: WebClient;
  readonly clock: Clock;
}

/** `/schema-review`: the pasted text, else the file that was shared just before, else a modal to paste into. */
export async function onSchemaCommand(command: SlashCommand, on: SchemaReview): Promise<Handled> {
  const { channel_id: channel, user_id: user, team_id: userTeam } = command;
  const where = { channel, user, userTeam };
  const text = readText(command.text, on.bot.userId);
  if (text.toLowerCase() === 'help') return tellPrivately('help', HELP);
  if (text !== '') return told(await review({ ...where, sql: text }, on));

  const recent = await findRecentFile(where, { ...on, budgetMs: LOOKUP_BUDGET_MS });
  if ('file' in recent) return told(await review({ ...where, file: recent.file }, on));
  if (recent.none === 'kept-out') return tellPrivately('kept-out', KEPT_OUT);
  return openModal(command, on);
}

/** The modal was sent: the same as text behind the command. */
export async function onSchemaSubmission(
  { user, view }: ViewSubmission,
  on: SchemaReview,
): Promise<Handled> {
  const entered = readSchemaModal(view);
  if (entered === null) return { outcome: 'unreadable' };
  const { channel, sql, dialect } = entered;
  if (sql.trim() === '') return tellInModal('empty', SQL_BLOCK, 'Paste a schema to review.');
  const asked = await review({ channel, user: user.id, userTeam: user.team_id, sql, dialect }, on);
  if ('asked' in asked) return { outcome: asked.asked };
  return tellInModal('refused', SQL_BLOCK, asked.refused);
}

type Subject = Pick<Marker, 'channel' | 'user' | 'userTeam'> &
  ({ readonly sql: string; readonly dialect?: string | null } | { readonly file: FileRef });

function review(subject: Subject, on: SchemaReview) {
  const { channel, user, userTeam } = subject;
  const who = { channel, user, userTeam };
  const question = { kind: 'schema-review', agent: SCHEMA_AGENT } as const;
  if ('file' in subject) {
    const { file } = subject;
    const text = `Review the schema in the file ${file.name}.`;
    const did = 'asked for a review of a schema file:';
    const verbatim = { text: file.name, as: 'quote' } as const;
    return askAloud({ ...who, did, verbatim }, { ...question, text, files: [file] }, on);
  }
  const prefix = subject.dialect == null ? '' : `Dialect: ${subject.dialect}\n\n`;
  const text = capText(prefix + subject.sql);
  const verbatim = { text: firstLines(subject.sql), as: 'code' } as const;
  const did = 'asked for a schema review:';
  return askAloud({ ...who, did, verbatim }, { ...question, text, files: [] }, on);
}

function told(asked: Awaited<ReturnType<typeof review>>): Handled {
  return 'asked' in asked ? { outcome: asked.asked } : tellPrivately('refused', asked.refused);
}

async function openModal(command: SlashCommand, on: SchemaReview): Promise<Handled> {
  try {
    await on.delivery.views.open({
      trigger_id: command.trigger_id,
      view: schemaModal({ channel: command.channel_id }),
    });
    return { outcome: 'modal' };
  } catch (thrown) {
    on.log.warn({ reason: redact(toError(thrown).message) }, 'could not open the modal');
    return tellPrivately('no-modal', `Slack did not open the form. ${HELP}`);
  }
}

function firstLines(sql: string): string {
  const lines = sql.trim().split('\n');
  const shown = lines.slice(0, SHOWN_LINES).join('\n').slice(0, SHOWN_CHARS);
  return shown.length < sql.trim().length ? `${shown}\n…` : shown;
}

/** Who answers. The library may lack it; then dispatch decides as for any question. */
const SCHEMA_AGENT = 'schema-reviewer';

/** `trigger_id` lives for 3 s, and the modal has to be open by then. */
const LOOKUP_BUDGET_MS = 1_500;

const SHOWN_LINES = 12;
const SHOWN_CHARS = 1_200;

const HELP =
  'Paste your DDL behind the command, like `/schema-review create table …`, or share a .sql, .prisma, .rb or .dbml ' +
  'file in the channel and run `/schema-review` within ten minutes.';
