import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallData } from '../../slack/data.ts';
import type { FaultName, LogLine } from '../../wire.ts';
import { clockTime } from '../when.ts';
import type { World } from '../world.ts';
import { Decision, FinishedTurn } from './drawer-turns.tsx';
import { IconButton } from './icon.tsx';

const FAULTS: readonly { readonly fault: FaultName; readonly label: string }[] = [
  { fault: 'drop-sockets', label: 'Drop the sockets' },
  { fault: 'rate-limit', label: 'Slack answers 429 once' },
  { fault: 'refuse-streams', label: 'Slack refuses the next stream' },
  { fault: 'expire-streams', label: 'Slack closes open streams' },
];

/** Behind the conversation: who was chosen and why, what it cost, and what was asked of Slack; and some trouble. */
export function Drawer({ world, onClose }: { world: World; onClose: () => void }) {
  const { hello, send, me } = world;
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const turns = hello.log.filter(({ message }) => isAboutTurns(message)).toReversed();
  const others = hello.log.filter(({ message }) => !isAboutTurns(message)).toReversed();
  return (
    <aside
      ref={box}
      class="drawer"
      aria-label="Behind it"
      tabindex={-1}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <header>
        <h2>Behind it</h2>
        <IconButton icon="close" label="Close the drawer" onClick={onClose} />
      </header>
      <div class="drawer-body" tabindex={0} role="region" aria-label="What happened">
        <Part title="Make trouble">
          <div class="actions">
            {FAULTS.map(({ fault, label }) => (
              <button
                key={fault}
                type="button"
                onClick={() => void send({ act: 'fault', as: me, fault })}
              >
                {label}
              </button>
            ))}
          </div>
        </Part>
        <Part title="Decisions and turns">
          {turns.length === 0 && <p class="quiet">Nothing yet: ask something.</p>}
          {turns.map((line, index) => (
            <Turn key={`${line.at}-${index}`} line={line} />
          ))}
        </Part>
        <Part title="Calls of Slack">
          {hello.calls.toReversed().map((call) => (
            <Call key={call.n} call={call} />
          ))}
        </Part>
        <Part title="The bot’s log">
          {others.map((line, index) => (
            <details key={`${line.at}-${index}`} class={line.level}>
              <summary>
                <time>{clockTime(String(line.at / 1000))}</time> {line.message}
              </summary>
              <pre>{JSON.stringify(line.fields, null, 2)}</pre>
            </details>
          ))}
        </Part>
      </div>
    </aside>
  );
}

function isAboutTurns(message: string): boolean {
  return message === 'dispatched' || message === 'turn finished';
}

function Turn({ line }: { line: LogLine }) {
  return line.message === 'dispatched' ? <Decision line={line} /> : <FinishedTurn line={line} />;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Call({ call }: { call: CallData }) {
  const { result, status, method, at } = call;
  const error = result === null ? 'dropped' : result['error'];
  const failed = error !== undefined || status >= 400;
  return (
    <details class={failed ? 'error' : ''}>
      <summary>
        <time>{clockTime(String(at / 1000))}</time> <code>{method}</code>{' '}
        {failed && <strong>{typeof error === 'string' ? error : status}</strong>}
      </summary>
      <pre>{JSON.stringify({ args: call.args, status, result }, null, 2)}</pre>
    </details>
  );
}
