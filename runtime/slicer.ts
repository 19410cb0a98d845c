import { OperatorError } from "#core/model";
import {
  advanceExecution,
  cancelOrder,
  contextFor,
  type Desk,
  listDueExecutions,
  reportExecution,
  systemActor,
} from "#operations";

/**
 * Keeps the appointments of orders worked in slices. It remembers nothing: what is due is read from the books each
 * round, so a crash loses no slice, and two of these send none twice.
 */
export class Slicer {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Does what is due now; one execution that fails does not hold up the others. @returns how many things were due */
  async round(): Promise<number> {
    const due = await listDueExecutions.perform(this.#context(), {});
    for (const clientOrderId of due.cancel)
      await this.#try(clientOrderId, () =>
        cancelOrder.perform(this.#context(), { clientOrderId, reason: "Its slice is taken back" }),
      );
    for (const executionId of due.advance)
      await this.#try(executionId, () => advanceExecution.perform(this.#context(), { executionId }));
    for (const executionId of due.report)
      await this.#try(executionId, () => reportExecution.perform(this.#context(), { executionId }));
    return due.cancel.length + due.advance.length + due.report.length;
  }

  #context() {
    return contextFor(this.#desk, systemActor("slicer"));
  }

  async #try(id: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      // It filled or closed since it was looked at; the next round sees that.
      if (error instanceof OperatorError && error.code === "ORDER_CLOSED") return;
      this.#desk.log.warn({ err: error, id }, "a slice could not be moved on; it is tried again");
    }
  }
}
