import { alpacaScene } from "../testing/alpaca-scene.ts";
import { brokerConformance } from "../testing/conformance.ts";

brokerConformance("Alpaca", alpacaScene);
