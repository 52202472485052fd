import type { Deed, ModelDeed, ToolDeed } from '../../wire.ts';
import { clockTime } from '../when.ts';
import { inWords, seconds } from './spent.ts';

/** A request to the model or a run of a tool: one line, and what was sent and came back below it. */
export function DeedLine({ deed }: { deed: Deed }) {
  const failed = deed.failure !== null || (deed.kind === 'tool' && deed.ok === false);
  return (
    <details class={failed ? 'error' : ''}>
      <summary>
        <time>{clockTime(String(deed.at / 1000))}</time>{' '}
        {deed.kind === 'model' ? <Request deed={deed} /> : <Run deed={deed} />}{' '}
        <span class="quiet">{deed.tookMs === null ? 'under way…' : seconds(deed.tookMs)}</span>{' '}
        {deed.failure !== null && <strong>{deed.failure}</strong>}
      </summary>
      {deed.kind === 'model' ? <RequestDetails deed={deed} /> : <RunDetails deed={deed} />}
    </details>
  );
}

function Request({ deed }: { deed: ModelDeed }) {
  const { purpose, model, stopReason, usage, calls } = deed;
  return (
    <>
      <code>{purpose === 'answer' ? 'model' : 'model: who answers?'}</code> {model ?? ''}{' '}
      {stopReason !== null && `· ${stopReason} `}
      {calls.length > 0 && `→ ${calls.join(', ')} `}
      {usage !== null && `· ${inWords(usage)}`}
    </>
  );
}

function RequestDetails({ deed: { system, messages, tools } }: { deed: ModelDeed }) {
  const sum = messages.reduce((total, { chars }) => total + chars, 0);
  return (
    <div class="deed">
      <p>
        System prompt of {system.chars.toLocaleString('en')} characters; {messages.length}{' '}
        {messages.length === 1 ? 'message' : 'messages'} of {sum.toLocaleString('en')};{' '}
        {tools.length === 0 ? 'no tools' : `tools: ${tools.join(', ')}`}
      </p>
      <Excerpt of="system" {...system} />
      {messages.map(({ role, parts, chars, head }, index) => (
        <Excerpt key={index} of={`${role} (${parts.join(', ')})`} chars={chars} head={head} />
      ))}
    </div>
  );
}

function Run({ deed: { name, ok } }: { deed: ToolDeed }) {
  return (
    <>
      <code>{name}</code> {ok === null ? '' : ok ? '· ok' : '· not ok'}
    </>
  );
}

function RunDetails({ deed: { input, result, evidence, files } }: { deed: ToolDeed }) {
  return (
    <div class="deed">
      {evidence.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
      {files.length > 0 && <p>Files: {files.join(', ')}</p>}
      <Excerpt of="input" {...input} />
      {result !== null && <Excerpt of="result" {...result} />}
    </div>
  );
}

/** The beginning of a text, and how long it is. */
export function Excerpt({ of, chars, head }: { of: string; chars: number; head: string }) {
  if (head === '') return null;
  return (
    <>
      <p class="quiet">
        {of} · {chars.toLocaleString('en')} characters
      </p>
      <pre tabindex={0}>
        {head}
        {chars > head.length ? ' …' : ''}
      </pre>
    </>
  );
}
