import { isoDate } from '../core/clock.ts';
import type { ConsultationDeps, ConsultationInput } from './consultation.ts';
import { createDraft, type Draft } from './draft.ts';
import { createGround } from './ground.ts';
import { createMeter, type Meter } from './meter.ts';
import { type Reading, watchReading } from './reading.ts';
import { type SchemaSource, schemaSources } from './schema-sources.ts';
import type { StructureGround } from './structure/check-structure.ts';
import { createHandOver, type HandOver } from './structure/recommend-tool.ts';
import type { ToolRun } from './tool-round.ts';
import { isReadSource } from './verify/citations.ts';
import type { Ground } from './verify/examine.ts';
import { createExecuted } from './verify/executed.ts';
import { createInspection, type Inspection } from './verify/inspection.ts';

/** What one answer works with, from its first request to its last word. */
export interface Run {
  readonly draft: Draft;
  readonly meter: Meter;
  readonly reading: Reading;
  readonly inspection: Inspection;
  readonly handOver: HandOver;
  readonly toolRuns: ToolRun[];
  /** Sentences about what was left out. */
  readonly notes: string[];
  readonly ground: () => Ground;
  readonly structureGround: StructureGround;
}

export function startRun(
  input: ConsultationInput,
  deps: ConsultationDeps,
  signal: AbortSignal,
): Run {
  const reading = watchReading(deps.files);
  const toolRuns: ToolRun[] = [];
  const ground = createGround(input, reading, () => toolRuns);
  const structureGround = {
    today: isoDate(deps.clock.now()),
    isRead: (source: string) => isReadSource(source, ground().material),
  };
  const inspection = createInspection(
    {
      checks: deps.checks ?? {},
      schema: once(() => threadSchema(input, reading, signal)),
      executed: createExecuted(() => toolRuns),
      log: deps.log,
    },
    signal,
  );
  return {
    draft: createDraft((text) => inspection.releasable(text)),
    meter: createMeter(input.limits, deps),
    reading,
    inspection,
    handOver: createHandOver(structureGround),
    toolRuns,
    notes: [],
    ground,
    structureGround,
  };
}

/** The schema that people brought, in this message or an earlier one: what DDL of an answer is run on. */
function threadSchema(
  { conversation, messages }: ConsultationInput,
  { files }: Reading,
  signal: AbortSignal,
): Promise<readonly SchemaSource[]> {
  const earlier = conversation.messages.flatMap((message) =>
    message.role === 'person' ? [{ ...message, kind: 'follow-up' as const }] : [],
  );
  return schemaSources([...earlier, ...messages], files, signal);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => (made ??= make());
}
