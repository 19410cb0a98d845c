export { localEmbedder } from "./local-embedder.ts";
export { listMemories, type RecallQuery, recallMemories, toMemory } from "./recall.ts";
export { deleteMemory, type NewMemory, storeMemory } from "./store.ts";
