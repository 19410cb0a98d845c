export * from "./aggregates/index.ts";
export * from "./open.ts";
export * from "./schema/index.ts";
