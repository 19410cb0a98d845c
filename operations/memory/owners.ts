import type { Actor } from "../access.ts";

/** Whose memory an actor writes: the person's, also when an agent works for them; the desk's for our processes. */
export const ownerOf = (actor: Actor): string => actor.onBehalfOf ?? "desk";

/** Whose memories an actor may see. */
export const ownersSeenBy = (actor: Actor): string[] => [...new Set([ownerOf(actor), "desk"])];
