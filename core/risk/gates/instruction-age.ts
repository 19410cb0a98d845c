import { atMost, type Gate } from "../gate.ts";
import { Doubt, epochMs, present } from "../reading.ts";

/** C51: now is before the proposal's end. */
export const instructionAge: Gate = {
  id: "C51",
  name: "instruction age",
  unit: "s",
  formula: "now − proposal < its lifetime",
  limits: [],
  source: "ASVS 2.3; PSD2 dynamic linking",
  reason: "A wish of a while ago may not be one now.",
  measure(facts) {
    const proposal = present(facts.proposal, "the proposal");
    const created = epochMs(proposal.createdAt, "the proposal's time");
    const lifetime = epochMs(proposal.expiresAt, "the proposal's end") - created;
    const age = epochMs(facts.now, "the time") - created;
    if (age < -1_000) throw new Doubt("the proposal is dated in the future");
    return atMost(
      age < lifetime,
      String(Math.max(0, Math.round(age / 1000))),
      String(Math.round(lifetime / 1000)),
      {
        pass: "The wish is fresh.",
        deny: () => "The proposal has expired.",
      },
    );
  },
};
