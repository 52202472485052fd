import type { FileRef, MessageKind } from '../../core/message.ts';

/**
 * One kind of review that a slash command asks for: what differs between `/schema-review` and `/api-review`. The way
 * is the same: pasted text, else the file that was shared just before, else a form to paste into.
 */
export interface ReviewKind {
  /** `/schema-review`. */
  readonly command: string;
  /** What the stored question is marked as. */
  readonly kind: MessageKind;
  /** Who answers. The library may lack it; then dispatch decides as for any question. */
  readonly agent: string;
  /** Whether the file is one that this review takes. */
  readonly takes: (file: Pick<FileRef, 'name' | 'mimetype'>) => boolean;
  readonly form: ReviewForm;
  readonly words: {
    /** Follows the person's name: "asked for a schema review:". */
    readonly asked: string;
    readonly askedFile: string;
    /** The question that stands in the transcript for a file. */
    readonly reviewFile: (name: string) => string;
    readonly empty: string;
    readonly help: string;
  };
}

/** A form that was opened by an older version is sent back for hours: its ids are never renamed. */
export interface ReviewForm {
  readonly callbackId: string;
  readonly title: string;
  readonly text: {
    readonly block: string;
    readonly input: string;
    readonly label: string;
    readonly file: string;
    readonly placeholder: string;
  };
  /** What the text is, where that cannot be told from it. The choice stands above the stored text: "Dialect: MySQL". */
  readonly choice: {
    readonly block: string;
    readonly input: string;
    readonly label: string;
    readonly options: readonly string[];
  };
}
