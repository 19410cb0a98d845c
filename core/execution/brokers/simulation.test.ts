import { brokerConformance } from "./testing/conformance.ts";
import { simulationScene } from "./testing/simulation-scene.ts";

brokerConformance("the simulation", simulationScene);
