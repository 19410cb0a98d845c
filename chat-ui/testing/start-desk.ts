import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** A desk started as a person starts it, in a folder and on a port of its own. */
export interface RealDesk {
  url: string;
  /** Signs the owner in, once. */
  ownerLink: string;
  stop(): Promise<void>;
}

/** Runs `npm start`'s own launcher until it prints the owner's link. @throws Error with its output when it ends first */
export async function startDesk(): Promise<RealDesk> {
  const home = await mkdtemp(join(tmpdir(), "quarterdeck-desk-"));
  const port = await freePort();
  const desk = spawn(process.execPath, [join(ROOT, "scripts/launch.mjs"), "start"], {
    cwd: ROOT,
    // Of our environment nothing else: a key, a database or a test runner's NODE_ENV would make another desk.
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      TZ: "UTC",
      QUARTERDECK_HOME: home,
      QUARTERDECK_PORT: String(port),
      QUARTERDECK_LOG: "warn",
      QUARTERDECK_CONFIG: await quietConfig(home),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const endWithUs = () => desk.kill();
  process.once("exit", endWithUs);
  const hasEnded = new Promise<void>((resolve) => desk.once("exit", () => resolve()));
  const ownerLink = await new Promise<string>((resolve, reject) => {
    let told = "";
    const listen = (chunk: Buffer) => {
      told += chunk.toString();
      const link = /Sign in\s+(\S+)/.exec(told)?.[1];
      if (link) resolve(link);
    };
    desk.stdout.on("data", listen);
    desk.stderr.on("data", listen);
    void hasEnded.then(() => reject(new Error(`The desk ended before it was ready:\n${told}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    ownerLink,
    async stop() {
      desk.kill();
      await hasEnded;
      process.off("exit", endWithUs);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** The configuration as shipped, less the made-up news: it would propose orders of its own at any moment. */
async function quietConfig(folder: string): Promise<string> {
  const shipped = parse(await readFile(join(ROOT, "quarterdeck.yaml"), "utf8")) as {
    schedules: { do: string }[];
  };
  const schedules = shipped.schedules.filter((schedule) => schedule.do !== "collectArticles");
  const path = join(folder, "quarterdeck.yaml");
  await writeFile(path, stringify({ ...shipped, schedules }));
  return path;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address
          ? resolve(address.port)
          : reject(new Error("The system gave no port.")),
      );
    });
  });
}
