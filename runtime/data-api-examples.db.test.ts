import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openServedDesk, type ServedDesk, SOCKET } from "./testing/served-desk.ts";

/** Every curl of the document, as the request it makes. */
const examples = [
  ...readFileSync("docs/data-api.md", "utf8").matchAll(
    /curl -s (?<options>(?:.|\\\n)*?)"?\$DESK(?<path>[^\s"]+)/g,
  ),
].map(({ groups }) => {
  const headers = [...(groups?.options ?? "").matchAll(/-[Hh] ["']([\w-]+): (.*?)["'](?= |\\|$)/g)];
  return {
    path: groups?.path ?? "",
    headers: Object.fromEntries(headers.map(([, name = "", value = ""]) => [name, value])),
    body: /-d '([^']*)'/.exec(groups?.options ?? "")?.[1],
  };
});

let served: ServedDesk;
let key: string;

beforeAll(async () => {
  served = await openServedDesk();
  key = await served.keyFor("viewer");
});
afterAll(() => served.close());

describe("the examples of docs/data-api.md", () => {
  it("are found", () => expect(examples.length).toBeGreaterThan(2));

  it.each(examples)("$path $body answers", async ({ path, headers, body }) => {
    const answer = await served.app.request(
      path,
      {
        method: body ? "POST" : "GET",
        headers: { ...headers, authorization: headers.authorization?.replace("$KEY", key) ?? "" },
        body,
      },
      SOCKET,
    );
    const text = await answer.text();
    expect([answer.status, text.length > 0], text.slice(0, 300)).toEqual([200, true]);
  });
});
