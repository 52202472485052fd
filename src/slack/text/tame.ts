import { approveLinks } from './approved-links.ts';
import { neutralise } from './neutralise.ts';

/** A model's Markdown for a file, by the rules of a message that mentions nobody. */
export function createTame(
  hosts: readonly string[],
): (markdown: string, urls: ReadonlySet<string>) => string {
  return (markdown, urls) =>
    neutralise(markdown, {
      isApproved: approveLinks({ hosts, urls }),
      isKnownUser: () => false,
    });
}
