import MarkdownIt from 'markdown-it';
import { withEmoji } from './emoji.ts';
import { highlight } from './highlight.ts';
import { writtenDate } from './when.ts';

// `html: false`: what an app or a person wrote is text; markdown-it itself refuses javascript: links.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, highlight });

// Only a scheme makes a link: "schema.sql" is no address.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

const linkOpen = markdown.renderer.rules['link_open'];
markdown.renderer.rules['link_open'] = (tokens, index, options, env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return linkOpen?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
};
// A table scrolls in a box of its own, so that the message keeps its width.
markdown.renderer.rules['table_open'] = () => '<div class="table-box" tabindex="0"><table>';
markdown.renderer.rules['table_close'] = () => '</table></div>';
// Slack draws a list of tasks with boxes.
markdown.core.ruler.push('tasks', ({ tokens }) => {
  tokens.forEach(({ children }, index) => {
    const [first] = children ?? [];
    if (first === undefined || tokens[index - 2]?.type !== 'list_item_open') return;
    first.content = first.content.replace(/^\[( |x)\] /i, (_, mark) =>
      mark === ' ' ? '☐ ' : '☑ ',
    );
  });
});
// An image would be fetched from elsewhere; Slack shows the link too.
markdown.renderer.rules['image'] = (tokens, index) => {
  const { content = '' } = tokens[index] ?? {};
  return markdown.utils.escapeHtml(content === '' ? '(image)' : `(image: ${content})`);
};

/** Standard Markdown, as an app's `markdown` block or stream has it, to safe HTML. */
export function renderMarkdown(text: string): string {
  return markdown.render(withEmoji(text));
}

/** Slack's own mrkdwn (`*bold*`, `<url|label>`, `<@U1>`) to safe HTML, by way of Markdown. */
export function renderMrkdwn(text: string, nameOf: (userId: string) => string): string {
  const translated = text
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? fenced(part) : translate(part, nameOf)))
    .join('');
  return marked(markdown.render(decode(translated)));
}

/** Slack's fences may begin and end within a line. */
function fenced(code: string): string {
  if (!code.startsWith('```')) return code;
  const inside = code.slice(3, -3).replace(/\n$/, '');
  // People write the language there; Slack itself would show the word as a line of the code.
  const [, language = '', text = inside] = /^([a-z+#]{1,12})\n([\s\S]*)$/.exec(inside) ?? [];
  return `\n\n\`\`\`${language}\n${text.replace(/^\n/, '')}\n\`\`\`\n\n`;
}

const START = '\u2068';
const END = '\u2069';

function translate(text: string, nameOf: (userId: string) => string): string {
  const plain = text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `${START}@${nameOf(id)}${END}`)
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, `${START}#$1${END}`)
    .replace(/<!(here|channel|everyone)[^>]*>/g, `${START}@$1${END}`)
    .replace(/<!date\^(\d+)\^([^|>^]*)[^>]*>/g, (_, ts, format: string) =>
      writtenDate(format, Number(ts)),
    )
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '[$2]($1)')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/^((?:(?:>|&gt;) ?)*)(#{1,6} |[-+] {4,}|={3,}|-{3,})/gm, '$1\\$2')
    .replace(/(^|[\s(_])\*([^*\n]+)\*(?=$|[\s).,:;!?_])/gm, '$1**$2**')
    .replace(/(^|[\s(])~([^~\n]+)~(?=$|[\s).,:;!?])/gm, '$1~~$2~~');
  return withEmoji(plain);
}

/** Names become marks after Markdown is done with the text: no name can be markup. */
function marked(html: string): string {
  return html.replace(/\u2068([^\u2068\u2069]*)\u2069/g, '<span class="mention">$1</span>');
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
