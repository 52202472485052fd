import type { ContractKind } from './api-review.ts';

/**
 * What kind of contract the text is, by what must stand in one. Null: it looks like none. It runs in the bot's own
 * process over whatever people paste, so each repetition in its patterns has a bound.
 */
export function detectContract(text: string, name = ''): ContractKind | null {
  const head = text.slice(0, HEAD);
  const keyed = versionKey(
    /(?:^|[\n{,])\s{0,40}["']?(openapi|swagger|asyncapi)["']?\s{0,9}:\s{0,9}["']?\d/,
    head,
  );
  if (keyed !== null) return keyed;
  if (/\.proto$/i.test(name) || isProtobuf(head)) return 'protobuf';
  if (/\.(graphqls?|gql)$/i.test(name) || isGraphql(head)) return 'graphql';
  // A document may begin with its paths.
  return text.length <= HEAD
    ? null
    : versionKey(/[\n,]\s{0,2}["']?(openapi|swagger|asyncapi)["']?\s{0,2}:\s{0,2}["']?\d/, text);
}

function versionKey(pattern: RegExp, text: string): ContractKind | null {
  const key = pattern.exec(text)?.[1];
  return key === 'openapi' || key === 'swagger' || key === 'asyncapi' ? key : null;
}

function isProtobuf(text: string): boolean {
  return (
    /^[ \t]*(syntax[ \t]{0,9}=[ \t]{0,9}["']proto[23]["']|edition[ \t]{0,9}=[ \t]{0,9}["']\d{4}["'])/m.test(
      text,
    ) ||
    (/^[ \t]*(message|service)[ \t]{1,9}\w{1,200}[ \t]{0,9}\{/m.test(text) &&
      /=\s{0,9}\d{1,9}\s{0,9}(\[[^\]]{0,300}\])?;|\brpc\s{1,9}\w{1,200}\s{0,9}\(/.test(text))
  );
}

function isGraphql(text: string): boolean {
  if (
    /^[ \t]*schema[ \t]{0,9}(@[^{}\n]{0,300})?\{\s{0,40}(query|mutation|subscription)\s{0,9}:/m.test(
      text,
    )
  )
    return true;
  return (
    /^[ \t]*(extend[ \t]{1,9})?(type|interface|input)[ \t]{1,9}\w{1,200}[^{}\n;=]{0,300}\{/m.test(
      text,
    ) &&
    /[{\n][ \t]{0,99}\w{1,200}[ \t]{0,9}(\([^()]{0,500}\))?[ \t]{0,9}:[ \t]{0,9}\[{0,3}\w/.test(
      text,
    ) &&
    // TypeScript's types look alike, and are written small.
    !/:[ \t]{0,9}(string|number|boolean|any|unknown)\b/.test(text)
  );
}

const HEAD = 20_000;
