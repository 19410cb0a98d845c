import { expect, it } from "vitest";
import { personActor } from "#operations";
import { openStoredDesk } from "../operations/testing/stored-desk.ts";
import { getCalendarTool } from "./get-calendar.ts";

it("a release that comes every day hides none that comes once a month", async () => {
  const stored = await openStoredDesk();
  const release = (releaseId: string, name: string, occurredAt: string) => ({
    releaseId,
    name,
    occurredAt,
    isTimeKnown: true,
    knownAt: "2026-01-01T00:00:00.000Z",
    source: "delayed" as const,
    collector: "fred",
  });
  const daily = Array.from({ length: 60 }, (_, day) =>
    release(
      "18",
      "Interest Rates",
      new Date(Date.parse("2026-12-01T21:15:00Z") + day * 86_400_000).toISOString(),
    ),
  );
  const cpi = release("10", "Consumer Price Index", "2027-01-13T13:30:00.000Z");
  await stored.record({ releases: [...daily, cpi] });
  const answer = await getCalendarTool
    .bind({
      desk: stored.desk,
      person: personActor({ id: "per_1", name: "Tess", role: "trader" }, "web"),
      agent: "monitoring",
      traceId: "trc_1",
      taint: new Set(),
      spend: () => {},
    })
    .invoke({ from: "2026-12-01", to: "2027-01-31" });
  await stored.close();
  const { releases, leftOut } = JSON.parse(String(answer.content ?? answer));
  expect(releases).toMatchObject([
    { name: "Interest Rates", occurredAt: "2026-12-01T21:15:00.000Z", timesInWindow: 60 },
    { name: "Consumer Price Index", occurredAt: "2027-01-13T13:30:00.000Z", timesInWindow: 1 },
  ]);
  expect(leftOut).toBe(0);
});
