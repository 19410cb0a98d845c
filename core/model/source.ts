import { z } from "zod";

/**
 * Where a number comes from, shown wherever the number is shown.
 * live and delayed come from a market; sample is recorded history; simulated was made by us.
 */
export const Source = z.enum(["live", "delayed", "sample", "simulated"]);
export type Source = z.infer<typeof Source>;

/** What a fill on this account means: simulation and paper move no money. */
export const Environment = z.enum(["sim", "paper", "live"]);
export type Environment = z.infer<typeof Environment>;
