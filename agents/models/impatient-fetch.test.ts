import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { impatientFetch, ModelSilentError } from "./impatient-fetch.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe("a fetch that gives up on silence", () => {
  it("passes an answer through", async () => {
    const url = await serving((_, response) => response.end("well"));
    expect(await (await impatientFetch(1_000)(url)).text()).toBe("well");
  });

  it("gives up when no answer begins, and says what to do", async () => {
    const url = await serving(() => {});
    const failed = await impatientFetch(50)(url).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(ModelSilentError);
    expect((failed as ModelSilentError).parts.fix).toContain("OPENAI_BASE_URL");
  });

  it("gives up when a stream stalls in the middle", async () => {
    const url = await serving((_, response) => response.write("half"));
    const response = await impatientFetch(1_500)(url);
    await expect(response.text()).rejects.toBeInstanceOf(ModelSilentError);
  });

  it("waits as long as a slow answer keeps coming", async () => {
    const url = await serving((_, response) => {
      let left = 4;
      const timer = setInterval(() => {
        response.write(".");
        if (--left === 0) {
          clearInterval(timer);
          response.end();
        }
      }, 60);
    });
    expect(await (await impatientFetch(3_000)(url)).text()).toBe("....");
  });
});
