import type { World } from '../world.ts';

/** Trouble on purpose, each with what of it is real; what cannot be made here says why. */
export function Trouble({ world: { hello, send, me } }: { world: World }) {
  return (
    <ul class="troubles">
      {hello.faults.map(({ fault, label, what, unavailable }) => (
        <li key={fault}>
          <button
            type="button"
            disabled={unavailable !== null}
            aria-describedby={`fault-${fault}`}
            onClick={() => void send({ act: 'fault', as: me, fault })}
          >
            {label}
          </button>
          <span id={`fault-${fault}`}>{unavailable ?? what}</span>
        </li>
      ))}
    </ul>
  );
}
