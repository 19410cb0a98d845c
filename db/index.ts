export * from "./aggregates/index.ts";
export { type FolderLock, folderHolder, lockFolder } from "./embedded/folder-lock.ts";
export * from "./open.ts";
export * from "./schema/index.ts";
