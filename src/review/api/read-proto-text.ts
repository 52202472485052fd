import { changeFindings, groupChanges } from './changes/change.ts';
import type { Reading } from './documents.ts';
import { protobufRules } from './protobuf-rules/all.ts';
import { compareProto } from './protobuf/compare-proto.ts';
import { parseProto } from './protobuf/parse-proto.ts';
import { applyRules } from './rule.ts';

/** Protocol Buffers. */
export async function readProtoText(
  text: string,
  previous: string | null,
): Promise<Reading | string> {
  const proto = parseProto(text);
  if (typeof proto === 'string') return proto;
  const before = previous === null ? null : parseProto(previous);
  const changes =
    before === null || typeof before === 'string' ? null : compareProto(before, proto);
  const { messages, enums, services, imports } = proto;
  return {
    incomplete: null,
    version: proto.syntax,
    title: proto.package ?? '',
    counts: {
      messages: messages.length,
      enums: enums.length,
      services: services.length,
      methods: services.reduce((sum, { methods }) => sum + methods.length, 0),
    },
    findings: [
      ...changeFindings(changes ?? [], oneLine),
      ...applyRules(protobufRules, proto, oneLine),
    ],
    changes: changes === null ? null : [...groupChanges(changes, oneLine)],
    rulesRun: protobufRules.map(({ id }) => id),
    notLookedAt:
      imports.length === 0
        ? []
        : [
            `What it imports (${imports.slice(0, 3).join(', ')}${imports.length > 3 ? ', …' : ''}): files are not followed.`,
          ],
    notCompared: typeof before === 'string' ? before : null,
  };
}

/** Every hit has its line already. */
function oneLine(): number {
  return 1;
}
