import { normalise } from "../normalise.ts";
import { EXAMPLES } from "./examples.ts";
import { featuresOf } from "./features.ts";
import { LABELS, type LabelName } from "./labels.ts";

/** A label with the likeness of its nearest example, 0 to 1. */
export interface Likeness {
  label: LabelName;
  score: number;
}

interface Example {
  label: LabelName;
  features: Map<string, number>;
}

const isLabel = (name: string): name is LabelName => name in LABELS;
const raw: readonly Example[] = Object.entries(EXAMPLES).flatMap(([label, lines]) =>
  isLabel(label) ? lines.split("\n").map((line) => ({ label, features: featuresOf(normalise(line)) })) : [],
);
/** In how many examples a feature stands: rare ones tell more. */
const counts = new Map<string, number>();
for (const { features } of raw)
  for (const feature of features.keys()) counts.set(feature, (counts.get(feature) ?? 0) + 1);

const examples = raw.map(({ label, features }) => ({ label, features: unit(features) }));

function unit(features: Map<string, number>): Map<string, number> {
  const weighed = [...features].map(
    ([feature, weight]) =>
      [feature, weight * Math.log(1 + raw.length / (1 + (counts.get(feature) ?? 0)))] as const,
  );
  const norm = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
  return new Map(weighed.map(([feature, weight]) => [feature, weight / norm]));
}

/** Labels by the likeness of their nearest example, most alike first. Nothing is kept and nothing is drawn by chance. */
export function nearestLabels(clause: string): Likeness[] {
  const asked = unit(featuresOf(clause));
  const best = new Map<LabelName, number>();
  for (const { label, features } of examples) {
    let score = 0;
    for (const [feature, weight] of asked) score += weight * (features.get(feature) ?? 0);
    if (score > (best.get(label) ?? 0)) best.set(label, score);
  }
  return [...best]
    .map(([label, score]) => ({ label, score }))
    .sort((a, b) => b.score - a.score || a.label.localeCompare(b.label));
}
