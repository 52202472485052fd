import type { SgNode } from '@ast-grep/napi';
import { holdsKey } from '../../../lib/key-shapes.ts';
import type { Hit } from '../finding.ts';
import { all, calledName, functionAround, type Snippet } from '../snippet.ts';

/** Keys and passwords that stand in the code. */
export function secretsInCode({ grammar, root }: Snippet): readonly Hit[] {
  return all(root, grammar.strings).flatMap((at): readonly Hit[] => {
    const value = at.text().replace(/^[@$a-zA-Z]*(["'`]{1,3})([\s\S]*)\1$/, '$2');
    const named = nameBefore(at.parent()?.text() ?? '', at.text());
    const isKey =
      isKnownKey(value) ||
      holdsPassword(value) ||
      (opensBlock(value) && isKnownKey(joined(at, grammar)));
    if (!isKey && !(isSecretName(named) && looksSecret(value))) return [];
    return [
      {
        id: 'code.secret_in_code',
        severity: 'error',
        at,
        reason: `A ${isKey ? 'key' : `value for "${named}"`} stands in the code, and so in its history and in every copy.`,
        remedy:
          'Replace it now (assume that it is known), and read it from the environment or a secret store.',
      },
    ];
  });
}

function nameBefore(text: string, value: string): string {
  const before = text.slice(0, Math.max(0, text.indexOf(value)));
  const [, name = ''] = /([\w-]+)["'\]]?\s*(?::\s*\w+\s*)?(?::?=|=>|:|\()\s*$/.exec(before) ?? [];
  return name;
}

function isSecretName(name: string): boolean {
  return /(pass(word|wd|phrase)?|secret|api_?key|auth_?token|access_?token|private_?key|client_?secret|(secret|signing|encryption|secret_?access)_?key)$/i.test(
    name.replaceAll('-', '_'),
  );
}

function looksSecret(value: string): boolean {
  const isPlaceholder =
    /^(\$|<|\{|x{3,}|\*{3,}|your|example|changeme|todo|test|password|secret|env)|\$\{|\{\{|process\.env|^[a-z_]+$/i.test(
      value,
    );
  // The name of a message: "invalid-password", "reset_token_expired".
  const isWords =
    /^[a-z]+([-._/[][a-z]+)+\]?$/i.test(value) &&
    /error|invalid|required|missing|expired|reset|forgot|field|label|mismatch/i.test(value);
  return value.length >= 8 && !/\s/.test(value) && !isPlaceholder && !isWords;
}

/** `ghp_xxxxxxxx…` and "…EXAMPLE" show where a key belongs. */
function isKnownKey(value: string): boolean {
  return holdsKey(value) && !/(.)\1{9}|EXAMPLE/.test(value);
}

/** `Server=db.prod;User Id=app;Password=…`, `postgres://app:…@db.example.org`; what points at one's own machine is no secret. */
function holdsPassword(value: string): boolean {
  if (/localhost|127\.0\.0\.1|host\.docker/i.test(value)) return false;
  const isConnection = /\b(?:server|data source|host)\s*=/i.test(value);
  const [, stated] =
    (isConnection && /(?:^|;)\s*(?:password|pwd)\s*=\s*([^;\s]{6,})/i.exec(value)) ||
    /^[a-z][a-z0-9+]+:\/\/[^\s:/@]+:([^\s:/@]{6,})@[\w-]+\./i.exec(value) ||
    [];
  return stated !== undefined && looksSecret(stated) && !/[{}<>]/.test(stated);
}

function opensBlock(value: string): boolean {
  return value.includes('-----BEGIN ');
}

/** With all that a text is joined to: a key is often written line by line. */
function joined(at: SgNode, { concatenations, strings }: Snippet['grammar']): string {
  const whole = at.ancestors().findLast((up) => concatenations.includes(String(up.kind())));
  return all(whole ?? at, strings)
    .map((text) => text.text())
    .join('\n');
}

/** What waits for as long as the other side likes. */
export function missingTimeouts(snippet: Snippet): readonly Hit[] {
  return [...unlimitedCalls(snippet), ...switchedOff(snippet)];
}

function unlimitedCalls(snippet: Snippet): readonly Hit[] {
  const { grammar, root } = snippet;
  return all(root, grammar.calls).flatMap((at): readonly Hit[] => {
    const rule = grammar.network.find(({ call }) => call.test(calledName(at)));
    if (rule === undefined) return [];
    const whole = functionAround(at, snippet).text();
    // A builder sets it in a later call of the same chain; curl in an earlier one.
    const chain =
      at
        .ancestors()
        .find((up) => up.text().includes(at.text()) && /\.build\(\)/.test(up.text()))
        ?.text() ?? at.text();
    if (
      rule.bounded.test(chain) ||
      /CURLOPT_TIMEOUT|setdefaulttimeout|axios\.defaults\.timeout|\.readTimeout\s*=|setReadTimeout\(/.test(
        whole,
      )
    )
      return [];
    return [
      {
        id: 'code.no_timeout',
        severity: 'warn',
        at,
        reason: `${calledName(at)} waits for as long as the other side likes.`,
        remedy: rule.remedy,
      },
    ];
  });
}

/** A limit that the library has, set to none. */
function switchedOff({ grammar, root }: Snippet): readonly Hit[] {
  const { unbounded } = grammar;
  if (unbounded === undefined) return [];
  return all(root, unbounded.kinds)
    .filter((node) => unbounded.text.test(node.text()))
    .map((at) => ({
      id: 'code.no_timeout',
      severity: 'warn',
      at,
      reason: 'The limit is switched off: this waits for as long as the other side likes.',
      remedy: unbounded.remedy,
    }));
}
