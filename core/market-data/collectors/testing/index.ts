export { collectorConformance } from "./conformance.ts";
export { factTexts } from "./fact-texts.ts";
export type { CollectorCase, CollectorScene, OpenScene, SceneOptions } from "./scene.ts";
