import { createInterface } from "node:readline";
import type { Block, SlackMessage } from "./messages.ts";
import { openSlack } from "./slack.ts";

/**
 * A Slack in the terminal, to try the bot without one: prints what the channel shows and takes what people do.
 *
 * argv: port (4610 when left out)
 */
const PEOPLE = { U0ADA0001: "ada", U0BEN0001: "ben", U0EVE0001: "eve" };

const slack = await openSlack({ users: PEOPLE, port: Number(process.argv[2] ?? 4610) });
const { botToken, appToken } = slack.workspace;
const shown = new Map<SlackMessage, number>();
const say = (text: string) => process.stdout.write(`${text}\n`);

say(`A Slack of your own is open. Start the desk in another terminal with

  SLACK_BOT_TOKEN=${botToken} SLACK_APP_TOKEN=${appToken} SLACK_CHANNEL=C0TRADING SLACK_API_URL=${slack.apiUrl} npm start

and link its users to people on the People page: ${Object.keys(PEOPLE).join(", ")}.
Then type, for example:  ada approve 1   ·   ben decline 1   ·   eve /halt odd fills
`);

createInterface({ input: process.stdin }).on("line", (line) => {
  act(line).catch((error: unknown) => say(`! ${error instanceof Error ? error.message : String(error)}`));
});
for (;;) {
  await slack.until(() => slack.messages.some((message) => shown.get(message) !== message.versions.length));
  slack.messages.forEach((message, index) => {
    if (shown.get(message) === message.versions.length) return;
    shown.set(message, message.versions.length);
    say(drawn(message, index + 1));
  });
}

async function act(line: string): Promise<void> {
  const [name = "", deed = "", ...rest] = line.trim().split(/\s+/);
  if (name === "") return;
  const user = Object.entries(PEOPLE).find(([, known]) => known === name.toLowerCase())?.[0];
  if (!user) throw new Error(`people are ${Object.values(PEOPLE).join(", ")}`);
  if (deed.startsWith("/")) {
    const answer = await slack.command(user, deed, rest.join(" ")).acknowledged;
    say(`  to ${answer.response_type === "in_channel" ? "everybody" : name}: ${String(answer.text)}`);
    return;
  }
  if (deed !== "approve" && deed !== "decline")
    throw new Error("say approve or decline with a message's number, or a command");
  const message = slack.messages[Number(rest[0]) - 1];
  if (!message) throw new Error("there is no message of that number");
  // People may press what their screen still shows: the last version that had buttons.
  const seen = message.versions.findLastIndex(({ blocks }) =>
    JSON.stringify(blocks).includes(`${deed}_order`),
  );
  await slack.click(user, message, `${deed}_order`, seen).acknowledged;
}

function drawn(message: SlackMessage, number: number): string {
  const { onlyFor, versions, blocks } = message;
  const mark = onlyFor
    ? `only ${slack.workspace.users.get(onlyFor)?.name} sees`
    : versions.length > 1
      ? "changed"
      : "new";
  const lines = blocks.length > 0 ? blocks.flatMap(linesOf) : [message.text];
  return [`── ${number} (${mark})`, ...lines.map((line) => `   ${line}`)].join("\n");
}

/** The words of a block; dates as their fallback. */
function linesOf(block: Block): string[] {
  const texts = [block.text, ...list(block.fields), ...list(block.elements)].filter(
    (part) => part !== undefined,
  );
  const words = texts.map((part) => {
    const { text, type } = part as { text: string | { text: string }; type: string };
    return type === "button" ? `[${(text as { text: string }).text}]` : String(text);
  });
  const lines =
    block.type === "actions"
      ? [words.join("  ")]
      : block.fields === undefined
        ? words.flatMap((text) => text.split("\n"))
        : words.map((text) => text.replace("\n", ": "));
  return lines.map((line) =>
    line
      .replaceAll(/<!date\^[^|]*\|([^>]*)>/g, "$1")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&"),
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
