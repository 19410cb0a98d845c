import { eq } from "drizzle-orm";
import { accounts } from "#db";
import { contextFor, type Desk, halt, systemActor } from "#operations";

/**
 * Records a halt that only the flag file holds: raised by hand, or while the database did not answer. Without it
 * such a halt would stop what is sent, but cancel nothing that is open, and leave no row.
 */
export class HaltWatch {
  readonly #desk: Desk;
  readonly #account: string;
  #seenBefore = false;

  constructor(desk: Desk, account: string) {
    this.#desk = desk;
    this.#account = account;
  }

  /** @returns whether a halt was recorded */
  async round(): Promise<boolean> {
    if (!this.#desk.haltFlag()) {
      this.#seenBefore = false;
      return false;
    }
    const [held] = await this.#desk.db
      .select({ tradingState: accounts.tradingState })
      .from(accounts)
      .where(eq(accounts.account, this.#account));
    const isRecorded = held?.tradingState === "HALTED";
    // A halt raises the flag before it is committed: one look's patience keeps it from being recorded twice.
    const isLeftOver = !isRecorded && this.#seenBefore;
    this.#seenBefore = !isRecorded;
    if (!isLeftOver) return false;
    await halt.perform(contextFor(this.#desk, systemActor("guardian")), {
      account: this.#account,
      reason: "The halt flag stood while the database did not know of it",
    });
    return true;
  }
}
