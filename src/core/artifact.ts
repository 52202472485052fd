/**
 * A file that stands beside an answer in its thread: a picture of a diagram, a script, a full report, a decision.
 * Made by the host or a tool from checked facts; a model neither names its place nor its bytes.
 */
export interface Artifact {
  /** File name with its extension, unique within one answer: "erd.png". */
  readonly name: string;
  /** What people read above it. */
  readonly title: string;
  readonly content: string | Uint8Array;
  /**
   * Markdown that holds a model's words, or a schema's: a reply makes it as harmless as its own text, since Slack shows
   * such a file with its links.
   */
  readonly untrusted?: true;
  /** For pictures: what one sees, for those who do not. */
  readonly alt?: string;
}
