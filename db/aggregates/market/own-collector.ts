/** Bars of our own sources name no collector. */
export const OWN_COLLECTOR = "desk";
