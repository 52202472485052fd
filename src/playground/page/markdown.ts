import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import yaml from 'highlight.js/lib/languages/yaml';
import MarkdownIt from 'markdown-it';

for (const [name, language] of Object.entries({
  bash,
  go,
  java,
  json,
  python,
  sql,
  typescript,
  yaml,
})) {
  hljs.registerLanguage(name, language);
}

// `html: false`: what an app or a person wrote is text; markdown-it itself refuses javascript: links.
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, highlight: paint });

/** Standard Markdown, as an app's `markdown` block or stream has it, to safe HTML. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}

/** Slack's own mrkdwn (`*bold*`, `<url|label>`, `<@U1>`) to safe HTML, by way of Markdown. */
export function renderMrkdwn(text: string, nameOf: (userId: string) => string): string {
  const translated = text
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : translate(part, nameOf)))
    .join('');
  return markdown.render(decode(translated));
}

function translate(text: string, nameOf: (userId: string) => string): string {
  return text
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `**@${nameOf(id)}**`)
    .replace(/<#[A-Z0-9]+\|([^>]*)>/g, '**#$1**')
    .replace(/<!(here|channel|everyone)[^>]*>/g, '**@$1**')
    .replace(/<(https?:[^|>]+)\|([^>]*)>/g, '[$2]($1)')
    .replace(/<(https?:[^>]+)>/g, '$1')
    .replace(/(^|[\s(_])\*([^*\n]+)\*(?=$|[\s).,:;!?_])/g, '$1**$2**')
    .replace(/(^|[\s(])~([^~\n]+)~(?=$|[\s).,:;!?])/g, '$1~~$2~~');
}

function decode(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function paint(code: string, language: string): string {
  if (hljs.getLanguage(language) === undefined) return '';
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}
