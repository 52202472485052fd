import type { KnownBlock } from '@slack/types';
import type { Artifact } from '../../core/artifact.ts';
import type { Reply, ReplyEnding } from '../../core/reply.ts';
import { neutralise, type NeutraliserOptions } from '../text/neutralise.ts';
import type { Bell } from './bell.ts';
import { closingBlocks } from './closing.ts';
import type { Desk } from './desk.ts';
import { createDraft, type Draft } from './draft.ts';
import { shareFiles, uploadFiles } from './files.ts';
import { write, type Source } from './writer.ts';

/** The port over the writer: takes text and wishes at once, and lets the writer follow. */
export class SlackReply implements Reply, Source {
  readonly #desk: Desk;
  readonly #bell: Bell;
  readonly #safety: NeutraliserOptions;
  #draft: Draft;
  /** By name; of two with one name the later counts. */
  readonly #attached = new Map<string, Artifact>();
  #activity: string | null = null;
  #ending: { readonly blocks: readonly KnownBlock[] } | null = null;
  #abandoned = false;
  #writing: Promise<string | null> | null = null;

  constructor(desk: Desk, bell: Bell, safety: NeutraliserOptions) {
    this.#desk = desk;
    this.#bell = bell;
    this.#safety = safety;
    this.#draft = createDraft(safety);
  }

  status(text: string): void {
    if (this.#ending !== null) return;
    this.#desk.status.show(text);
    this.#activity = neutralise(text, this.#safety).slice(0, ACTIVITY_CHARS);
    this.#draft.pause();
    void this.#write();
  }

  append(markdown: string): void {
    if (this.#ending !== null || markdown === '') return;
    this.#draft.append(markdown);
    // What was being done before the text came is over.
    this.#activity = null;
    void this.#write();
  }

  discard(): void {
    if (this.#ending !== null) return;
    this.#draft = createDraft(this.#safety);
    this.#bell.ring();
  }

  attach(artifact: Artifact): void {
    const { name, title, alt, content, untrusted } = artifact;
    const isProse = untrusted === true && typeof content === 'string';
    this.#attached.set(name, {
      ...artifact,
      content: isProse ? neutralise(content, this.#safety) : content,
      title: neutralise(title, this.#safety),
      ...(alt === undefined ? {} : { alt: neutralise(alt, this.#safety) }),
    });
  }

  async finish(ending: ReplyEnding): Promise<string> {
    this.#draft.end();
    this.#ending = {
      blocks: closingBlocks(ending, ({ label }) =>
        this.#desk.log.warn({ label }, 'an action is too large for Slack'),
      ),
    };
    try {
      const uploading = uploadFiles(this.#desk, [...this.#attached.values()]);
      // A failed write is reported, whatever became of the bytes.
      uploading.catch(() => {});
      const last = await this.#write();
      await shareFiles(this.#desk, await uploading);
      return last ?? this.#desk.target.questionTs;
    } finally {
      await this.#release();
    }
  }

  async abandon(): Promise<void> {
    this.#abandoned = true;
    this.#bell.ring();
    await this.#release();
    // A message that is being posted right now is still recorded.
    await this.#writing?.catch(() => {});
  }

  get draft(): Draft {
    return this.#draft;
  }

  get activity(): string | null {
    return this.#activity;
  }

  get ending(): { readonly blocks: readonly KnownBlock[] } | null {
    return this.#ending;
  }

  get abandoned(): boolean {
    return this.#abandoned;
  }

  /** Starts the writer, once, and tells it that there is news. Its failure is `finish`'s to report. */
  #write(): Promise<string | null> {
    if (this.#writing === null) {
      this.#writing = write(this.#desk, this.#bell, this);
      this.#writing.catch(() => {});
    }
    this.#bell.ring();
    return this.#writing;
  }

  async #release(): Promise<void> {
    const { gate, status, clock } = this.#desk;
    gate.close();
    const timer = new AbortController();
    const patience = clock.sleep(REST_MS, timer.signal).catch(() => {});
    await Promise.race([status.rest(), patience]);
    timer.abort('rests');
  }
}

/** A status call that hangs may end by itself; the answer stands there and is complete. */
const REST_MS = 2_000;

/** Slack takes 256. */
const ACTIVITY_CHARS = 200;
