import type { ContractKind } from './api-review.ts';

/** What kind of contract the text is, by what must stand in one. Null: it looks like none. */
export function detectContract(text: string, name = ''): ContractKind | null {
  const head = text.slice(0, HEAD);
  const keyed = /(?:^|[\n{,])\s*["']?(openapi|swagger|asyncapi)["']?\s*:\s*["']?\d/.exec(head)?.[1];
  if (keyed === 'openapi' || keyed === 'swagger' || keyed === 'asyncapi') return keyed;
  if (/\.proto$/i.test(name) || isProtobuf(head)) return 'protobuf';
  if (/\.(graphqls?|gql)$/i.test(name) || isGraphql(head)) return 'graphql';
  return detectFarDown(text);
}

/** A document may begin with its paths. */
function detectFarDown(text: string): ContractKind | null {
  if (text.length <= HEAD) return null;
  const keyed = /(?:\n|^\s*\{|,)\s{0,2}["']?(openapi|swagger|asyncapi)["']?\s*:\s*["']?\d/.exec(
    text,
  )?.[1];
  return keyed === 'openapi' || keyed === 'swagger' || keyed === 'asyncapi' ? keyed : null;
}

function isProtobuf(text: string): boolean {
  return (
    /^\s*(syntax\s*=\s*["']proto[23]["']|edition\s*=\s*["']\d{4}["'])\s*;/m.test(text) ||
    (/^\s*(message|service)\s+\w+\s*\{/m.test(text) &&
      /=\s*\d+\s*(\[[^\]]*\])?;|\brpc\s+\w+\s*\(/.test(text))
  );
}

function isGraphql(text: string): boolean {
  return (
    /^\s*(extend\s+)?(type|interface|input)\s+\w+[^{;]*\{[^}]*?\w+\s*(\([^)]*\))?\s*:\s*\[*\w+/m.test(
      text,
    ) || /^\s*schema\s*(@\w+[^{]*)?\{\s*(query|mutation|subscription)\s*:/m.test(text)
  );
}

const HEAD = 20_000;
