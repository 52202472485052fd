import type { ProjectContext } from './project-context.ts';

/** What a channel's people decided about the bot there. */
export interface ChannelSettings {
  /** Follow-ups in a thread need a mention. */
  readonly mentionOnly: boolean;
  /** What people stated about their systems once and wanted kept: the defaults of later threads. */
  readonly requirements?: readonly Requirement[];
}

/** `id` is the question's: "load". `label` is its name: "Load". */
export interface Requirement {
  readonly id: string;
  readonly label: string;
  readonly text: string;
}

export const defaultSettings: ChannelSettings = { mentionOnly: false };

/** Kept without a time limit, one small record a channel, and its project context. */
export interface Channels {
  settings(team: string, channel: string): Promise<ChannelSettings>;
  save(team: string, channel: string, settings: ChannelSettings): Promise<void>;
  context(team: string, channel: string): Promise<ProjectContext | null>;
  /** Null removes it. */
  saveContext(team: string, channel: string, context: ProjectContext | null): Promise<void>;
}
