import { beforeEach, describe, expect, it } from "vitest";
import { Once } from "./once.ts";

/** An inbox in memory that can be told to fail or to hang. */
class Inbox {
  readonly marked = new Set<string>();
  mood: "well" | "fails" | "hangs" = "well";

  async isHandled(eventId: string): Promise<boolean> {
    await this.#suffer();
    return this.marked.has(eventId);
  }

  async markHandled(eventId: string): Promise<boolean> {
    await this.#suffer();
    const fresh = !this.marked.has(eventId);
    this.marked.add(eventId);
    return fresh;
  }

  async #suffer(): Promise<void> {
    if (this.mood === "fails") throw new Error("no database");
    if (this.mood === "hangs") await new Promise(() => {});
  }
}

describe("once", () => {
  let inbox: Inbox;
  let once: Once;
  let done: number;
  beforeEach(() => {
    inbox = new Inbox();
    once = new Once(inbox);
    done = 0;
  });
  const work = async () => ++done;

  it("does a message's work the first time and not again", async () => {
    expect(await once.do("a", work)).toBe(1);
    expect(await once.do("a", work)).toBeNull();
    expect(await once.do("b", work)).toBe(2);
  });

  it("does it once when two deliveries come at the same time", async () => {
    expect(await Promise.all([once.do("a", work), once.do("a", work)])).toEqual([1, null]);
  });

  it("lets the second delivery complete what broke in the first", async () => {
    await expect(once.do("a", () => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
    expect(await once.do("a", work)).toBe(1);
  });

  it("does nothing while the inbox fails", async () => {
    inbox.mood = "fails";
    await expect(once.do("a", work)).rejects.toThrow("no database");
    expect(done).toBe(0);
  });

  it.each(["fails", "hangs"] as const)("does urgent work all the same when the inbox %s", async (mood) => {
    inbox.mood = mood;
    expect(await once.do("a", work, { urgent: true })).toBe(1);
  });

  it("does urgent work once too, while the inbox is well", async () => {
    await once.do("a", work, { urgent: true });
    expect(await once.do("a", work, { urgent: true })).toBeNull();
  });
});
