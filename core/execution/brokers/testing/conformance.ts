import { afterEach, beforeEach, describe, it } from "vitest";
import { type BrokerScene, SceneDesk } from "./broker-scene.ts";
import { ACCEPTING } from "./conformance/accepting.ts";
import { ANSWERS } from "./conformance/answers.ts";
import { ENDING } from "./conformance/ending.ts";
import { EXITS } from "./conformance/exits.ts";
import { OTHERS } from "./conformance/others.ts";
import { TELLING } from "./conformance/telling.ts";
import { TIME } from "./conformance/time.ts";
import { TRADING } from "./conformance/trading.ts";

const SENTENCES = [...ACCEPTING, ...TRADING, ...ENDING, ...TIME, ...EXITS, ...ANSWERS, ...TELLING, ...OTHERS];

/** What every broker must do, and how it must fail, whatever it is made of. */
export function brokerConformance(name: string, open: () => Promise<BrokerScene>): void {
  describe(`${name} as a broker`, () => {
    let scene: BrokerScene;
    beforeEach(async () => {
      scene = await open();
      await scene.market("99.99", "100.01");
    });
    afterEach(() => scene.close());

    for (const { says, run } of SENTENCES) it(says, () => run({ scene, desk: new SceneDesk(scene) }));
  });
}
