import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NOW, openServedDesk, type ServedDesk, SOCKET } from "./testing/served-desk.ts";

let served: ServedDesk;
let authorization: string;

beforeAll(async () => {
  served = await openServedDesk();
  authorization = `Bearer ${await served.keyFor("viewer")}`;
});
afterAll(() => served.close());

const ask = (path: string, headers: Record<string, string> = {}) =>
  served.app.request(`/api/data/${path}`, { headers: { authorization, ...headers } }, SOCKET);
const WINDOW = "symbol=KO&from=2026-06-01&to=2026-11-01";

describe("GET /api/data/bars", () => {
  it("tells rows, columns, source and freshness as JSON", async () => {
    const answer = await ask(`bars?${WINDOW}`);
    const { rows, columns, ...about } = await answer.json();
    expect(answer.status).toBe(200);
    expect(about).toMatchObject({
      kind: "bars",
      asOf: NOW,
      nextCursor: null,
      freshness: { source: "simulated", newestAt: "2026-10-30T21:00:00.000Z", warning: null },
    });
    const names = columns.map(({ name }: { name: string }) => name);
    expect(rows[0][names.indexOf("occurredAt")]).toBe("2026-06-01T21:00:00.000Z");
    expect(rows).toHaveLength(110);
  });

  it("gives the same rows as CSV and as Arrow, with what is said of the whole in headers", async () => {
    const csv = await ask(`bars?${WINDOW}&format=csv`);
    const lines = parse(await csv.text(), { columns: true }) as Record<string, string>[];
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("x-quarterdeck-source")).toBe("simulated");
    expect(csv.headers.get("x-quarterdeck-newest-at")).toBe("2026-10-30T21:00:00.000Z");
    const arrow = await ask(`bars?${WINDOW}&format=arrow`);
    const table = tableFromIPC(new Uint8Array(await arrow.arrayBuffer()));
    expect(table.numRows).toBe(lines.length);
    expect(table.get(9)?.toJSON().close).toBe(Number(lines[9]?.close));
  });

  it("goes on by cursor: pages joined are the whole", async () => {
    const joined: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: Response = await ask(`bars?${WINDOW}&limit=40&format=csv${cursor && `&cursor=${cursor}`}`);
      const [, ...lines] = (await page.text()).trim().split("\n");
      joined.unshift(...lines);
      cursor = page.headers.get("x-quarterdeck-next-cursor");
    }
    const [, ...whole] = (await (await ask(`bars?${WINDOW}&format=csv`)).text()).trim().split("\n");
    expect(joined).toEqual(whole);
  });

  it("answers 304 to the ETag of what has not changed, and anew when the rows are others", async () => {
    const etag = (await ask(`bars?${WINDOW}`)).headers.get("etag") ?? "";
    served.clock.advance(60_000);
    const again = await ask(`bars?${WINDOW}`, { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect((await ask(`bars?${WINDOW}&asOf=2026-09-01`, { "if-none-match": etag })).status).toBe(200);
  });

  it("shows nothing that was not known yet", async () => {
    const { rows } = await (await ask(`bars?${WINDOW}&asOf=2026-09-02T12:00:00Z`)).json();
    expect(rows.at(-1)[2]).toBe("2026-09-01T21:00:00.000Z");
  });

  it("refuses strangers, unknown fields, kinds and cursors, each by its status", async () => {
    const statusOf = async (path: string, headers?: Record<string, string>) =>
      (await ask(path, headers)).status;
    expect([
      await statusOf(`bars?${WINDOW}`, { authorization: "" }),
      await statusOf("bars"),
      await statusOf(`bars?${WINDOW}&colour=red`),
      await statusOf(`bars?${WINDOW}&limit=50001`),
      await statusOf(`bars?${WINDOW}&cursor=yesterday`),
      await statusOf("horses?symbol=KO"),
    ]).toEqual([401, 422, 422, 422, 422, 422]);
  });

  it("stands on the API page", async () => {
    const { paths } = await (await served.app.request("/openapi.json")).json();
    const names = paths["/api/data/bars"].get.parameters.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["symbol", "from", "asOf", "cursor", "format"]));
  });
});
