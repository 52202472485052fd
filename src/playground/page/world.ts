import type { Hello, PageAct } from '../wire.ts';
import type { ChannelData, MessageData, PersonData, Snapshot } from '../slack/data.ts';
import type { Place } from './address.ts';
import type { Seen } from './seen.ts';
import type { Draft } from './send-draft.ts';

/** What every part of the page needs: what there is, who looks, and how to do something. */
export interface World {
  readonly hello: Hello;
  readonly snapshot: Snapshot;
  /** The rooms that the person sees. */
  readonly rooms: readonly ChannelData[];
  readonly me: string;
  readonly place: Place;
  readonly seen: Seen;
  /** What is half written, by person and place. */
  readonly drafts: Map<string, Draft>;
  /** Does it; false when it was refused, and the person was told why. */
  readonly send: (deed: PageAct) => Promise<boolean>;
  readonly go: (next: Partial<Place>) => void;
  /** Shows a line for a while. */
  readonly tell: (line: string) => void;
}

export function personOf(snapshot: Snapshot, id: string): PersonData | undefined {
  return snapshot.people.find((person) => person.id === id);
}

export function botOf(snapshot: Snapshot): PersonData | undefined {
  return personOf(snapshot, snapshot.app.userId);
}

/** What the person sees of a room; an ephemeral message is for one pair of eyes. */
export function visibleIn(snapshot: Snapshot, room: string, person: string): MessageData[] {
  return snapshot.messages.filter(
    ({ channel, onlyFor }) => channel === room && (onlyFor === undefined || onlyFor === person),
  );
}
