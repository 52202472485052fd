import type { ChannelData, PersonData, Snapshot } from '../slack/data.ts';

/** The rooms that a person sees. */
export function roomsOf({ channels }: Snapshot, person: string): readonly ChannelData[] {
  return channels.filter(({ members, archived }) => members.includes(person) && !archived);
}

export function roomTitle(room: ChannelData, bot: PersonData | undefined): string {
  return room.kind === 'direct' ? (bot?.name ?? 'architect') : room.name;
}
