/** What a channel's people decided about the bot there. */
export interface ChannelSettings {
  /** Follow-ups in a thread need a mention. */
  readonly mentionOnly: boolean;
}

export const defaultSettings: ChannelSettings = { mentionOnly: false };

/** Kept without a time limit, one small record a channel. */
export interface Channels {
  settings(team: string, channel: string): Promise<ChannelSettings>;
  save(team: string, channel: string, settings: ChannelSettings): Promise<void>;
}
