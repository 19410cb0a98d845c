import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { contextFor, OPERATIONS, operationNamed, personActor } from "#operations";
import { createApp, createAuth } from "#server";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { EventTail } from "./live-events.ts";
import { buildProcess, type DeskProcess } from "./process.ts";

let built: BuiltDesk;
let desk: DeskProcess;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  const config = { ...loadConfig("quarterdeck.yaml"), components: ["bookkeeper" as const] };
  const settings = { ...readSettings({}), logLevel: "silent" as const };
  built = await buildDesk({
    settings,
    config,
    clock: new ManualClock("2026-11-24T15:00:00.000Z"),
    inMemory: true,
  });
  built.showParts(() => [
    { name: "executor", status: "ok", detail: "last round: 0" },
    { name: "scheduler", status: "warning", detail: "1 failed in a row: no" },
  ]);
  desk = await buildProcess(built, config, settings);
  app = createApp({
    desk: built.desk,
    auth: createAuth({ db: built.desk.db, publicUrl: built.desk.publicUrl, secret: built.secret }),
    chat: desk.chat,
    live: new EventTail(built.desk),
    feed: built.feed,
    publicUrl: built.desk.publicUrl,
    account: config.account,
    dataSources: built.market.sources,
    uiFolder: null,
  });
});
afterAll(() => desk.close());

describe("the API page", () => {
  it("says of every public operation what it takes, gives, refuses, and who may ask", async () => {
    const page = await (await app.request("/openapi.json")).json();
    expect(page.openapi).toBe("3.1.0");
    const entries = Object.entries<Record<string, Record<string, unknown>>>(page.paths).filter(([path]) =>
      path.startsWith("/api/ops/"),
    );
    const publicNames = OPERATIONS.filter((operation) => !operation.internal).map(({ name }) => name);
    expect(entries.map(([path]) => path.split("/").at(-1)).sort()).toEqual([...publicNames].sort());
    for (const [path, { post }] of entries) {
      expect(post, path).toMatchObject({
        operationId: path.split("/").at(-1),
        summary: expect.stringMatching(/\.$/),
        security: [{ session: [] }, { apiKey: [] }],
        requestBody: { required: true, content: { "application/json": { schema: { type: "object" } } } },
        responses: {
          200: { content: { "application/json": { schema: { type: "object" } } } },
          401: { content: { "application/json": { schema: { required: ["error", "traceId"] } } } },
          422: { description: expect.stringContaining("fields") },
        },
      });
    }
    expect(Object.keys(page.components.securitySchemes).sort()).toEqual(["apiKey", "session"]);
    for (const [, target] of JSON.stringify(page).matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(
        target?.split("/").reduce((node, key) => node?.[key], page),
        target,
      ).toBeDefined();
  });
});

describe("the figures for Prometheus", () => {
  it("tell orders, refusals, approvals, queues, latency, halt and parts", async () => {
    const owner = personActor(built.owner, "terminal");
    const perform = (name: string, input: object) =>
      operationNamed(name).perform(contextFor(built.desk, owner), input);
    await perform("proposeOrder", { symbol: "KO", side: "buy", quantity: "900" });
    await perform("proposeOrder", { symbol: "KO", side: "buy", notionalUsd: "3000" });
    await desk.trading.settle(5_000);
    await app.request("/health");
    const text = await (await app.request("/metrics")).text();
    for (const line of [
      /^quarterdeck_proposals\{status="refused"\} 1$/m,
      /^quarterdeck_refusals\{control="C08"\} 1$/m,
      /^quarterdeck_approvals\{status="pending"\} 1$/m,
      /^quarterdeck_deliveries\{status="done"\} \d+$/m,
      /^quarterdeck_halted\{account="paper"\} 0$/m,
      /^quarterdeck_halt_flag 0$/m,
      /^quarterdeck_component_up\{component="executor"\} 1$/m,
      /^quarterdeck_http_request_seconds_count\{method="GET",route="\/health",status="200"\} 1$/m,
    ])
      expect(text).toMatch(line);
  });
});

describe("/health", () => {
  it("tells of each part, and no more than names and states to somebody unknown", async () => {
    const answer = await app.request("/health");
    const { status, checks } = await answer.json();
    expect([answer.status, status]).toEqual([200, "warning"]);
    expect(checks).toContainEqual({ name: "component executor", status: "ok" });
    expect(checks).toContainEqual({ name: "component scheduler", status: "warning" });
  });

  it("fails while a part does", async () => {
    built.showParts(() => [{ name: "executor", status: "failed", detail: "no" }]);
    expect((await app.request("/health")).status).toBe(503);
  });
});
