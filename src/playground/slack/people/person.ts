import type { ChannelData, MessageData, PersonData } from '../data.ts';
import type { Outcome } from '../delivery/carrier.ts';
import { openApp, renameSession, stopStream } from './agent-acts.ts';
import type { ClickOptions } from './elements.ts';
import type { NewFile } from './files.ts';
import { click, command, shortcut } from './interactions.ts';
import { edit, join, leave, react, remove, type SayOptions, say, unreact } from './speech.ts';
import type { Actor, MessageRef, Stage } from './stage.ts';
import { clickView, closeView, submit, type Submitted, type ViewValues } from './views.ts';

export interface Upload extends NewFile {
  readonly threadTs?: string;
  readonly text?: string;
}

/**
 * One person (or another bot) and all that he or she can do in Slack. Channels are named by id or name. An act
 * changes the workspace at once and tells the app; what waits for the app's acknowledgement is a promise.
 */
export class Person {
  readonly #actor: Actor;

  constructor(data: PersonData, stage: Stage) {
    this.#actor = { data, stage };
  }

  get id(): string {
    return this.#actor.data.id;
  }

  get name(): string {
    return this.#actor.data.name;
  }

  /** The conversation with the bot, which is also its messages tab. */
  get direct(): ChannelData {
    return this.#actor.stage.context.workspace.direct(this.id);
  }

  /** `text` is in Slack's notation, as events carry it; `LocalSlack.typed` makes it of what is typed. */
  say(channel: string, text: string, options?: SayOptions): MessageData {
    return say(this.#actor, channel, text, options);
  }

  /** Says it to the bot alone. */
  tell(text: string, options?: SayOptions): MessageData {
    return say(this.#actor, this.direct.id, text, options);
  }

  upload(channel: string, { threadTs, text = '', ...file }: Upload): MessageData {
    const thread = threadTs === undefined ? {} : { threadTs };
    return say(this.#actor, channel, text, { files: [file], ...thread });
  }

  edit(message: MessageRef, text: string): MessageData {
    return edit(this.#actor, message, text);
  }

  remove(message: MessageRef): void {
    remove(this.#actor, message);
  }

  react(message: MessageRef, reaction: string): void {
    react(this.#actor, message, reaction);
  }

  unreact(message: MessageRef, reaction: string): void {
    unreact(this.#actor, message, reaction);
  }

  join(channel: string): void {
    join(this.#actor, channel);
  }

  leave(channel: string): void {
    leave(this.#actor, channel);
  }

  openHome(): void {
    openApp(this.#actor, 'home');
  }

  openMessagesTab(): void {
    openApp(this.#actor, 'messages');
  }

  stopStream(channel: string, threadTs: string): void {
    stopStream(this.#actor, channel, threadTs);
  }

  renameSession(channel: string, threadTs: string, title: string): void {
    renameSession(this.#actor, channel, threadTs, title);
  }

  command(name: string, text: string, channel: string): Promise<Outcome> {
    return command(this.#actor, name, text, channel);
  }

  shortcut(callbackId: string, message: MessageRef): Promise<Outcome> {
    return shortcut(this.#actor, callbackId, message);
  }

  click(message: MessageRef, actionId: string, options?: ClickOptions): Promise<Outcome> {
    return click(this.#actor, message, actionId, options);
  }

  /** In a modal or a Home tab. */
  clickView(
    viewId: string,
    actionId: string,
    options?: ClickOptions & { readonly values?: ViewValues },
  ): Promise<Outcome> {
    return clickView(this.#actor, viewId, actionId, options);
  }

  submit(viewId: string, values: ViewValues): Promise<Submitted> {
    return submit(this.#actor, viewId, values);
  }

  closeView(viewId: string): Promise<void> {
    return closeView(this.#actor, viewId);
  }
}
