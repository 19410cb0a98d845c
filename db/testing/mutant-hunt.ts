import type { Sql } from "postgres";
import type { OpenDatabase } from "../open.ts";
import { AttackedGate, openAttacked } from "./attacked-gate.ts";
import { GATE_ATTACKS } from "./gate-attacks.ts";
import type { Attack } from "./order-attacks.ts";

/** An attack with what it costs and which functions of the gate it comes by. */
interface Scout {
  attack: Attack;
  ms: number;
  functions: ReadonlySet<string>;
}

/**
 * Looks for the attack that notices a changed function. Only attacks that come by the function can, so the others are
 * left out; those that found its other mutants come first, then the cheap ones.
 */
export class MutantHunt {
  readonly #sql: Sql;
  readonly #scouts: readonly Scout[];
  readonly #finders = new Map<string, Scout[]>();

  private constructor(sql: Sql, scouts: readonly Scout[]) {
    this.#sql = sql;
    this.#scouts = scouts;
  }

  /** Runs every attack once on the sound gate. @throws when one sees a hole where there is none */
  static async open(opened: OpenDatabase): Promise<MutantHunt> {
    const sql = await openAttacked(opened);
    await sql`set track_functions = 'all'`;
    const scouts: Scout[] = [];
    for (const attack of GATE_ATTACKS) {
      const started = performance.now();
      await sql`begin`;
      await attack.run(new AttackedGate(sql));
      const ms = performance.now() - started;
      const called = await sql`select funcname as name from pg_stat_xact_user_functions`;
      await sql`rollback`;
      scouts.push({ attack, ms, functions: new Set(called.map(({ name }) => name as string)) });
    }
    await sql`set track_functions = 'none'`;
    return new MutantHunt(
      sql,
      scouts.sort((a, b) => a.ms - b.ms),
    );
  }

  /** @returns the name of the attack that noticed, or null */
  async noticedBy(functionName: string, statement: string): Promise<string | null> {
    const finders = this.#finders.get(functionName) ?? [];
    const able = this.#scouts.filter(({ functions }) => functions.has(functionName));
    await this.#sql`begin`;
    try {
      await this.#sql.unsafe(statement);
      for (const scout of [...finders, ...able.filter((other) => !finders.includes(other))]) {
        if (!(await this.#sees(scout.attack))) continue;
        this.#finders.set(functionName, [scout, ...finders.filter((other) => other !== scout)]);
        return scout.attack.name;
      }
      return null;
    } finally {
      await this.#sql`rollback`;
    }
  }

  async #sees(attack: Attack): Promise<boolean> {
    await this.#sql`savepoint before_attack`;
    try {
      await attack.run(new AttackedGate(this.#sql));
      return false;
    } catch {
      return true;
    } finally {
      await this.#sql`rollback to savepoint before_attack`;
    }
  }

  /** The triggers that hold the gate, each with its function. */
  triggers(): Promise<readonly { name: string; on: string; function: string }[]> {
    return this.#sql<{ name: string; on: string; function: string }[]>`
      select tgname as name, tgrelid::regclass::text as on, proname as function from pg_trigger join pg_proc on pg_proc.oid = tgfoid
      where not tgisinternal and tgname like 'qd\_%'`;
  }

  close(): Promise<void> {
    return this.#sql.end();
  }
}
