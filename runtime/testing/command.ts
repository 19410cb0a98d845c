import { type ChildProcessWithoutNullStreams as Child, spawn } from "node:child_process";
import { createServer } from "node:net";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const LAUNCHER = fileURLToPath(new URL("../../scripts/launch.mjs", import.meta.url));

/** How a command ended and what it said. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a command through the launcher, as npm does, with no settings but those given. */
export function start(args: readonly string[], env: Record<string, string>, stdin = ""): Child {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [LAUNCHER, ...args], { env: { PATH, ...env } });
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  return child;
}

/** Runs a command to its end. */
export async function run(args: readonly string[], env: Record<string, string>, stdin = ""): Promise<Ended> {
  const child = start(args, env, stdin);
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const code = await new Promise<number | null>((resolve) => child.on("exit", resolve));
  const [stdout, stderr] = await said;
  return { code, stdout, stderr };
}

/** Waits until a command has said something on stdout. @returns all it has said so far */
export function saying(child: Child, words: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (words.test(said)) resolve(said);
    });
    child.on("exit", (code) => reject(new Error(`it ended with ${code} and said: ${said}`)));
  });
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
