import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallData } from '../../slack/data.ts';
import type { LogLine } from '../../wire.ts';
import { clockTime } from '../when.ts';
import type { World } from '../world.ts';
import { DeedLine } from './drawer-deeds.tsx';
import { StoredThread } from './drawer-thread.tsx';
import { Trouble } from './drawer-trouble.tsx';
import { Decision, FinishedTurn } from './drawer-turns.tsx';
import { IconButton } from './icon.tsx';

/** Behind the conversation: who was chosen and why, what it cost, and what was asked of Slack; and some trouble. */
export function Drawer({ world, onClose }: { world: World; onClose: () => void }) {
  const { hello, place } = world;
  const { thread } = place;
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const ofThread = (candidate: string | null) =>
    thread === null || candidate === `${place.room}:${thread}`;
  const turns = hello.log.filter((line) => isAboutTurns(line) && ofThread(threadOfLine(line)));
  const others = hello.log.filter((line) => !isAboutTurns(line)).toReversed();
  const deeds = hello.deeds.filter((deed) => ofThread(deed.thread));
  const where = thread === null ? '' : ' of this thread';
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
        <Part title="Make trouble, and see the question survive it">
          <Trouble world={world} />
        </Part>
        <Part title={`Decisions and turns${where}`}>
          {turns.length === 0 && <p class="quiet">Nothing yet: ask something.</p>}
          {turns.toReversed().map((line) => (
            <Turn key={line.n} line={line} />
          ))}
        </Part>
        <Part title={`Requests to the model and runs of tools${where}`}>
          {deeds.length === 0 && <p class="quiet">None yet.</p>}
          {deeds.toReversed().map((deed) => (
            <DeedLine key={deed.n} deed={deed} />
          ))}
        </Part>
        <Part title="What is stored of this thread">
          {thread === null ? (
            <p class="quiet">Open a thread to see what is kept of it.</p>
          ) : (
            <StoredThread key={`${place.room} ${thread}`} world={world} thread={thread} />
          )}
        </Part>
        <Part title="Calls to Slack">
          {hello.calls.toReversed().map((call) => (
            <Call key={call.n} call={call} />
          ))}
        </Part>
        <Part title="The bot’s log">
          {others.map((line) => (
            <details key={line.n} class={line.level}>
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

/** Lines that are about a thread say which. */
function threadOfLine({ fields }: LogLine): string {
  return `${String(fields['channel'])}:${String(fields['ts'])}`;
}

function isAboutTurns({ message }: LogLine): boolean {
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
