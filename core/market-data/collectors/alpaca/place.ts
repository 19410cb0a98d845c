import { z } from "zod";

/** Where a run stands: in which part, behind which page, and whose rows of that part have been seen. */
const Place = z.object({
  part: z.number().int().nonnegative(),
  token: z.string().max(2_000).nullable(),
  seen: z.array(z.string().max(20)).max(1_000),
});
export type Place = z.infer<typeof Place>;

export const START: Place = { part: 0, token: null, seen: [] };

export const placeText = (place: Place): string => JSON.stringify(place);

/** Null where it is no place of ours. */
export function readPlace(text: string): Place | null {
  try {
    return Place.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
