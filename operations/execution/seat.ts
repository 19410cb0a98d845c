import { eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError } from "#core/model";
import { executorSeats, type Transaction } from "#db";

/** The number the executor's seat was taken under. */
export const Fence = z.number().int().optional().describe("The number the seat was taken under");

/**
 * Makes sure that whoever sends still holds the seat. A process that stood still while another took over wakes with
 * an old number, and may not touch an order again.
 *
 * @param fence undefined where no seat is kept
 * @throws ConflictError EXECUTOR_FENCED
 */
export async function assertSeat(tx: Transaction, fence: number | undefined): Promise<void> {
  const [row] = await tx
    .select({ fence: executorSeats.fence, holder: executorSeats.holder })
    .from(executorSeats)
    .where(eq(executorSeats.seat, "executor"))
    .for("share");
  if (!row || row.fence === fence) return;
  throw new ConflictError("EXECUTOR_FENCED", {
    what: `Another process (${row.holder}) has taken the executor's seat.`,
    why: "An order is sent by one process, which alone asks its broker what became of it.",
    fix: "Nothing needs to be done: this process sends nothing more and waits for the seat.",
  });
}
