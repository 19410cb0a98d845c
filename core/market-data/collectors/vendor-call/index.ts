export { realSleep, type Sleep } from "./sleep.ts";
export { sourceOf } from "./source-of.ts";
export { trouble } from "./troubles.ts";
export { VendorDoor, type VendorDoorOptions } from "./vendor-door.ts";
