import type { Engine, SqlRefusal } from '../engine/engine.ts';
import { createChangeLog, type ChangeLog, type RehearsalNote } from '../migration/change-log.ts';
import { kindOf } from '../sql/parse.ts';
import { arrivalsFor, type Arrivals } from './arrivals.ts';
import { bundled, textOf } from './bundle.ts';
import { failureOf } from './failure-of.ts';
import type { Loaded } from './loaded.ts';
import { plan, type Task } from './plan.ts';
import { repair } from './repair.ts';
import type { Failed, Repair, Script, ScriptStatement, Skipped, Stub } from './script.ts';
import { createdRelation } from './targets.ts';

/** Which statement begins. With `together` it is one of those that begin with it. */
export interface Step {
  readonly statement: number;
  readonly together?: true;
}

/** One script on its way into the engine: what waits, what is in, and what was told of the rest. */
export class Loading {
  readonly #engine: Engine;
  readonly #script: Script;
  readonly #note: (step: Step) => void;
  readonly #changes: ChangeLog;
  readonly #applied: ScriptStatement[] = [];
  readonly #skipped: Skipped[];
  readonly #failed: Failed[];
  readonly #repairs: Repair[];
  readonly #stubs: Stub[];
  readonly #stubTables = new Set<string>();
  /** Tables that the script creates. */
  readonly #reserved: Set<string>;
  #pending: Task[] = [];
  #sinceCanary = 0;

  constructor(
    engine: Engine,
    script: Script,
    how: {
      readonly stubs: readonly Stub[];
      readonly note: (step: Step) => void;
      readonly rehearsing: RehearsalNote | null;
    },
  ) {
    this.#engine = engine;
    this.#script = script;
    this.#note = how.note;
    this.#changes = createChangeLog(engine, script, {
      stubTables: this.#stubTables,
      rehearsing: how.rehearsing,
    });
    this.#reserved = new Set(script.statements.flatMap(({ node }) => createdRelation(node) ?? []));
    this.#skipped = [...script.skipped];
    this.#failed = [...script.failed];
    this.#repairs = [...script.repairs];
    this.#stubs = [...how.stubs];
  }

  async runAll(): Promise<void> {
    const skip = (statement: ScriptStatement, why: string): void => this.#skip(statement, why);
    const tasks = [...plan(this.#script, skip)];
    const meant = tasks.filter((task) => !this.#isExcluded(task));
    await this.#attemptAll(meant, await arrivalsFor(this.#engine, []));
  }

  /** True if it made a difference. */
  async retry(): Promise<boolean> {
    const before = this.#pending;
    this.#pending = [];
    await this.#attemptAll(before, await arrivalsFor(this.#engine, before));
    return this.#pending.length < before.length;
  }

  async repairAll(): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      let changed = false;
      for (const task of this.#pending) changed = (await this.#repair(task)) || changed;
      if (!changed) return;
      for (let again = 0; again < maxRounds && (await this.retry()); again += 1);
    }
  }

  giveUpWaiting(): void {
    this.#reserved.clear();
  }

  result(): Loaded {
    const failed = this.#pending.flatMap(failureOf);
    return {
      applied: this.#applied,
      skipped: this.#skipped,
      failed: [...this.#failed, ...failed],
      repairs: this.#repairs,
      stubs: this.#stubs,
      stubTables: this.#stubTables,
      changes: this.#changes.steps(),
    };
  }

  /** What killed an earlier engine is told as failed, with what it did, and not run again. */
  #isExcluded({ statement: { place, ordinal } }: Task): boolean {
    const by = this.#script.excluded?.find((other) => other.ordinal === ordinal);
    if (by !== undefined) this.#failed.push({ ...place, sqlstate: '57014', message: by.why });
    return by !== undefined;
  }

  #skip(statement: ScriptStatement, why: string): void {
    this.#skipped.push({ ...statement.place, kind: kindOf(statement.node), why });
  }

  async #attemptAll(tasks: readonly Task[], arrivals: Arrivals): Promise<void> {
    for (const bundle of bundled(tasks, (task) => this.#mayJoin(task))) {
      const together = bundle.length > 1 && (await this.#attemptTogether(bundle));
      for (const task of bundle) {
        if (!together && arrivals.mayRun(task)) await this.#attempt(task);
        if (task.refusal !== null) this.#pending.push(task);
        else {
          this.#applied.push(task.statement);
          arrivals.see(task.statement);
        }
      }
    }
  }

  #mayJoin({ refusal, statement }: Task): boolean {
    return this.#script.oneByOne !== true && refusal === null && !this.#changes.takes(statement);
  }

  /** The engine takes several statements as one transaction: all of them are in, or none. */
  async #attemptTogether(bundle: readonly Task[]): Promise<boolean> {
    const [first] = bundle;
    if (first === undefined) return false;
    this.#note({ statement: first.statement.ordinal, together: true });
    await this.#enter(first);
    const executed = await this.#engine.run(textOf(bundle));
    await this.#passed(bundle.length);
    return executed.ok;
  }

  async #attempt(task: Task): Promise<void> {
    this.#note({ statement: task.statement.ordinal });
    await this.#enter(task);
    const first = task.refusal;
    const refusal = await this.#execute(task);
    // What came to stand in for this table stands there because of the first refusal, which is the one to tell.
    task.refusal = first !== null && refusal?.sqlstate === duplicateTable ? first : refusal;
    if (isThereAlready(task)) task.refusal = null;
    await this.#passed('DoStmt' in task.statement.node ? canaryEvery : 1);
  }

  async #passed(statements: number): Promise<void> {
    this.#sinceCanary += statements;
    if (this.#sinceCanary < canaryEvery) return;
    await this.#engine.canary();
    this.#sinceCanary = 0;
  }

  async #execute(task: Task): Promise<SqlRefusal | null> {
    if (this.#changes.takes(task.statement)) {
      const enter = (): Promise<void> => this.#enter(task);
      return this.#changes.run(task.statement, { sql: task.sql, enter });
    }
    const executed = await this.#engine.run(task.sql);
    return executed.ok ? null : executed;
  }

  async #enter(task: Task): Promise<void> {
    await this.#engine.run(`set search_path = ${task.path ?? '"$user", public'}`);
    if (task.setup !== null) await this.#engine.run(task.setup);
  }

  async #repair(task: Task): Promise<boolean> {
    const { statement, refusal, sql } = task;
    if (refusal === null) return false;
    // To stand in for a missing table takes time, which is no other statement's.
    this.#note({ statement: statement.ordinal });
    await this.#enter(task);
    const rights = { made: this.#stubTables, reserved: this.#reserved };
    const done = await repair(this.#engine, { statement, sql, refusal }, rights);
    // What did not help the first time will not the second.
    if (done === null || task.repairs.has(JSON.stringify(done))) return false;
    task.repairs.add(JSON.stringify(done));
    if (done.kind === 'skip') {
      this.#skip(statement, done.why);
      this.#pending = this.#pending.filter((other) => other !== task);
      return true;
    }
    task.sql = done.sql ?? sql;
    if (done.stub === undefined) this.#repairs.push({ ...statement.place, what: done.what });
    else this.#stubs.push({ object: done.stub, why: done.what });
    if (done.table !== undefined) this.#stubTables.add(done.table);
    return true;
  }
}

const duplicateTable = '42P07';

/** Schemas and roles that we made beforehand, or that every database has (`public`). */
function isThereAlready({ refusal, statement: { node } }: Task): boolean {
  const duplicateSchema = refusal?.sqlstate === '42P06';
  return duplicateSchema || (refusal?.sqlstate === '42710' && 'CreateRoleStmt' in node);
}

/** A chain of dependencies in reverse order needs a round each; real files need three or four. */
export const maxRounds = 12;
/** Statements between two canaries. A DO block gets one of its own: it can wreck the engine. */
const canaryEvery = 25;
