/** What a pasted text is, told by its form. Each speaks for concepts, and for some more than any word. */
export interface CodeShape {
  readonly id: string;
  readonly pattern: RegExp;
  readonly speaksFor: Readonly<Record<string, number>>;
}

/** The shapes that a text has. */
export function codeShapesOf(text: string): readonly CodeShape[] {
  return shapes.filter(({ pattern }) => pattern.test(text));
}

/** The words around pasted code: what the person says about it. */
export function proseOf(text: string): string {
  return text.replace(/```[\s\S]*?(?:```|$)/g, ' ').replace(/`[^`\n]{40,}`/g, ' ');
}

const shapes: readonly CodeShape[] = [
  {
    id: 'ddl',
    pattern:
      /\b(?:create\s+(?:\w+\s+)?table|alter\s+table|create\s+(?:unique\s+)?index|drop\s+column|add\s+column|references\s+\w+\s*\()/i,
    speaksFor: { tables: 4, 'schema-change': 1, keys: 2, columns: 1 },
  },
  {
    id: 'orm-model',
    pattern:
      /^\s*model\s+\w+\s*\{|@(?:id|relation|unique)\b|@Entity\b|models\.(?:ForeignKey|CharField)|mapped_column\(|erDiagram/m,
    speaksFor: { 'orm-models': 3, tables: 3, keys: 1 },
  },
  {
    id: 'query',
    pattern:
      /\bselect\b[\s\S]{1,400}\bfrom\b\s+\w+[\s\S]*?(?:\bwhere\b|\bjoin\b|\border\s+by\b|\bgroup\s+by\b|;)/i,
    speaksFor: { 'query-plans': 2, relational: 2 },
  },
  {
    id: 'query-plan',
    pattern:
      /\(cost=\d|actual time=|rows removed by filter|\bseq scan on\b|"Node Type"|type: ALL|Using (?:filesort|temporary)|COLLSCAN/i,
    speaksFor: { 'query-plans': 5, slow: 3 },
  },
  {
    id: 'stack-trace',
    pattern:
      /^\s+at [\w$.<>[\] ]+ ?\(.*:\d+|Traceback \(most recent call last\)|^\s*File ".*", line \d+|\bgoroutine \d+ \[|^panic: |^Caused by: |^Exception in thread|\b\w+(?:Error|Exception): \S|\.java:\d+\)|thread '.*' panicked/m,
    speaksFor: { debugging: 5, 'code-review': 1 },
  },
  {
    id: 'openapi',
    pattern: /^\s*["']?(?:openapi|swagger)["']?\s*:\s*["']?\d|^\s*paths:\s*$|"paths"\s*:\s*\{/m,
    speaksFor: { openapi: 5, rest: 2, api: 2 },
  },
  {
    id: 'graphql',
    pattern:
      /^\s*(?:type|input|interface|extend type)\s+\w+(?:\s+implements\s+\w+)?\s*\{[^;]*:\s*\[?\w+!?/m,
    speaksFor: { graphql: 5, api: 1 },
  },
  {
    id: 'protobuf',
    pattern:
      /syntax\s*=\s*"proto[23]"|^\s*(?:service\s+\w+\s*\{|rpc\s+\w+\s*\(|message\s+\w+\s*\{)/m,
    speaksFor: { grpc: 5, api: 1 },
  },
  {
    id: 'http',
    pattern: /\b(?:GET|POST|PUT|PATCH|DELETE) \/[\w{}:/-]*|^HTTP\/\d|curl -\S/m,
    speaksFor: { rest: 3, api: 1 },
  },
  {
    id: 'path',
    pattern: /(?:^|[\s"'`])\/[a-z][\w-]*(?:\/[\w{}:-]+)*(?=[\s"'`?,]|$)/m,
    speaksFor: { rest: 2 },
  },
  {
    id: 'duration',
    pattern: /\b\d+(?:[.,]\d+)?\s?(?:ms|s|secs?|seconds?|millis\w*|minutes?|mins?)\b/i,
    speaksFor: { slow: 2 },
  },
  {
    id: 'topology',
    pattern: /\w\s*(?:->|→|=>)\s*[\w ]+(?:->|→|=>)\s*\w[\w ,]*$/m,
    speaksFor: { 'big-picture': 3 },
  },
  {
    id: 'function',
    pattern:
      /\b(?:async\s+)?function\s*\w*\s*\(|=>\s*\{|\bdef \w+\s*\(.*\)\s*(?:->.*)?:|\bfunc\s+(?:\(.*?\)\s*)?\w+\s*\(|\b(?:public|private|protected)\s+[\w<>[\]]+\s+\w+\s*\(|\bfn \w+\s*[(<]|\bclass \w+[^.?!\n]*[:{]|\bimport \{|\btry\s*[{:]|for \(|:= range|await \w+[.(]/,
    speaksFor: { 'code-review': 4, implement: 1 },
  },
  {
    id: 'concatenated-query',
    pattern:
      /["'`]\s*select\b[^"'`]*["'`]\s*\+|f["']select\b.*\{|\$\{[^}]*req\.|innerHTML\s*=|eval\(|pickle\.loads|verify\s*=\s*False/i,
    speaksFor: { injection: 4, security: 2 },
  },
  {
    id: 'token',
    pattern:
      /\beyJ[\w-]{8,}\.[\w-]{8,}|AKIA[0-9A-Z]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY|\balg["']?\s*:\s*["']?(?:none|HS256|RS256)/,
    speaksFor: { secrets: 3, authentication: 3 },
  },
  {
    id: 'jsx',
    pattern: /<[A-Z]\w+[^>]*\/?>|className=|useState\(|useEffect\(|<template>|v-if=/,
    speaksFor: { frontend: 4, javascript: 1 },
  },
  {
    id: 'css',
    pattern: /[.#]?[\w-]+\s*\{\s*[\w-]+:\s*[^;{}]+;[^{}]*\}/,
    speaksFor: { frontend: 2 },
  },
  {
    id: 'kubernetes',
    pattern: /^\s*apiVersion:\s*\S+[\s\S]*^\s*kind:\s*\w+|\bkubectl \w+/m,
    speaksFor: { containers: 5, infrastructure: 1 },
  },
  {
    id: 'dockerfile',
    pattern: /^FROM \S+[\s\S]*^(?:RUN|COPY|CMD|ENTRYPOINT|WORKDIR) /m,
    speaksFor: { containers: 4, delivery: 1 },
  },
  {
    id: 'pipeline',
    pattern: /^\s*(?:jobs|stages|steps):\s*$|uses: \S+@v?\d|runs-on:/m,
    speaksFor: { delivery: 4 },
  },
  {
    id: 'terraform',
    pattern: /^\s*(?:resource|module|provider|variable|data)\s+"[\w-]+"/m,
    speaksFor: { infrastructure: 5 },
  },
  {
    id: 'python',
    pattern: /```py|\bdef \w+\(.*\):|^\s*from \w+ import |^\s*import \w+$/m,
    speaksFor: { python: 2 },
  },
  { id: 'go', pattern: /```go\b|\bfunc \w+\(|:= |\bgoroutine \d/, speaksFor: { golang: 2 } },
  {
    id: 'typescript',
    pattern: /```(?:ts|js|typescript|javascript)|\bconst \w+ = |=> \{/,
    speaksFor: { javascript: 2 },
  },
  {
    id: 'java',
    pattern: /```java\b|\bpublic (?:class|static|void)|\.java:\d+/,
    speaksFor: { jvm: 2 },
  },
  {
    id: 'rust',
    pattern: /```rust|\bfn \w+.*->|\blet mut \b|impl \w+ for/,
    speaksFor: { rustlang: 2 },
  },
  {
    id: 'csharp',
    pattern: /```(?:cs|csharp)|\bnamespace \w+|using System/,
    speaksFor: { dotnet: 2 },
  },
  { id: 'php', pattern: /```php|<\?php|\$this->/, speaksFor: { php: 2 } },
  { id: 'ruby', pattern: /```ruby|\bdef \w+\n[\s\S]*\bend\b|has_many :/, speaksFor: { ruby: 2 } },
  { id: 'shell', pattern: /```(?:ba)?sh\b|^#!\/bin\/|^\$ \w+/m, speaksFor: { shell: 2 } },
];
