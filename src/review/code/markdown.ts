import type { CodeFinding } from './finding.ts';
import type { CodeReview } from './review-code.ts';

/** What was found, with lines, and what this kind of look cannot see. Lines are those of the file where `firstLine` is given. */
export function writeCodeReview(name: string, review: CodeReview, firstLine = 1): string {
  if (review.kind === 'not-reviewed') return `${name}: not looked through. ${review.why}`;
  const { findings, syntaxErrors, language } = review;
  const shift = firstLine - 1;
  return [
    `### ${name} (${language})`,
    findings.length === 0
      ? 'The rules found nothing. That is no clearance.'
      : findings
          .slice(0, MOST_SHOWN)
          .map((finding) => writeFinding(finding, shift))
          .join('\n'),
    ...(findings.length > MOST_SHOWN
      ? [`… and ${findings.length - MOST_SHOWN} more of the same kinds.`]
      : []),
    ...(syntaxErrors.length === 0
      ? []
      : [
          `Not understood from line ${syntaxErrors
            .slice(0, 5)
            .map((line) => line + shift)
            .join(', ')}: an excerpt, or a syntax error.`,
        ]),
    BLIND,
  ].join('\n');
}

function writeFinding(
  { id, severity, line, code, reason, remedy }: CodeFinding,
  shift: number,
): string {
  return `- **${severity}** line ${line + shift} \`${id}\`: ${reason} ${remedy}\n  \`${code.replaceAll('`', "'")}\``;
}

const MOST_SHOWN = 40;

const BLIND =
  'These are hints by syntax, to be confirmed or refuted line by line. Not seen: values that are built elsewhere and passed in, what other files do, frameworks that open transactions or set timeouts by configuration, and whether a loop is ever long.';
