import { nameOfSource, type ProjectContext } from '../../core/project-context.ts';
import { plain } from './decision-list.ts';

/** What is set for a channel, by whom, from where and when, in Slack's own markup. */
export function contextNote(context: ProjectContext | null): string {
  if (context === null) return NONE;
  const { source, setBy, setAt, checkedAt, text } = context;
  const commit = source.kind === 'github' ? source.commit : null;
  const at = commit === null ? '' : ` at commit \`${plain(commit.slice(0, 12))}\``;
  const checked = source.kind === 'github' ? `, last asked ${date(checkedAt)}` : '';
  const [first = ''] = text.trim().split('\n');
  return [
    `This channel’s project context is *${plain(nameOfSource(source))}*${at}, ${text.length.toLocaleString('en-US')} characters, set by <@${setBy}> ${date(setAt)}${checked}.`,
    `> ${plain(first).slice(0, 200)}`,
    'Every agent that answers here reads it. `/architect context remove` takes it away.',
  ].join('\n');
}

/** In the reader's own time zone, as Slack renders it. */
function date(ms: number): string {
  return `<!date^${Math.floor(ms / 1_000)}^{date_short_pretty} {time}|${new Date(ms).toISOString()}>`;
}

const NONE =
  'This channel has no project context. Share a CLAUDE.md, AGENTS.md or any text up to 32 KB here and run `/architect context`, or name a repository: `/architect context owner/repo[@ref][:path]`.';
