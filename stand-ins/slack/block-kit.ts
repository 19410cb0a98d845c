import type { Block } from "./messages.ts";

const MAX_BLOCKS = 50;
/** Characters of a text object by the block that holds it. */
const MAX_TEXT: Record<string, number> = {
  header: 150,
  section: 3_000,
  field: 2_000,
  button: 75,
  context: 2_000,
};
const KNOWN = new Set(["header", "section", "divider", "context", "actions", "rich_text", "markdown"]);

/** Faults Slack would find in a message's blocks, each with where it is. Empty when they can be posted. */
export function blockFaults(blocks: unknown): string[] {
  if (!Array.isArray(blocks)) return ["blocks is not an array"];
  if (blocks.length > MAX_BLOCKS) return [`no more than ${MAX_BLOCKS} items allowed [json-pointer:/blocks]`];
  const ids = (blocks as Block[]).map((block) => block.block_id).filter((id) => id !== undefined);
  return [
    ...(new Set(ids).size < ids.length ? ["block_id already exists"] : []),
    ...(blocks as Block[]).flatMap((block, index) =>
      faultsOf(block).map((fault) => `${fault} [json-pointer:/blocks/${index}]`),
    ),
  ];
}

function faultsOf(block: Block): string[] {
  const type = String(block.type);
  if (!KNOWN.has(type)) return [`unsupported type: ${type}`];
  if (type === "header") return textFaults(block.text, "header", ["plain_text"]);
  if (type === "context") return listFaults(block.elements, 10, (element) => textFaults(element, "context"));
  if (type === "actions") return listFaults(block.elements, 25, buttonFaults);
  if (type !== "section") return [];
  if (block.text === undefined && block.fields === undefined) return ["must have text or fields"];
  return [
    ...(block.text === undefined ? [] : textFaults(block.text, "section")),
    ...(block.fields === undefined
      ? []
      : listFaults(block.fields, 10, (field) => textFaults(field, "field"))),
  ];
}

function listFaults(list: unknown, most: number, each: (item: Block) => string[]): string[] {
  if (!Array.isArray(list) || list.length === 0) return ["must be a list that is not empty"];
  return list.length > most ? [`no more than ${most} items allowed`] : (list as Block[]).flatMap(each);
}

function buttonFaults(button: Block): string[] {
  if (button.type !== "button") return [`unsupported element: ${String(button.type)}`];
  const value = String(button.value ?? "");
  return [
    ...textFaults(button.text, "button", ["plain_text"]),
    ...(value.length > 2_000 ? ["value must be less than 2001 characters"] : []),
    ...(String(button.action_id ?? "").length > 255 ? ["action_id must be less than 256 characters"] : []),
    ...(["primary", "danger", undefined].includes(button.style as string | undefined)
      ? []
      : ["unknown style"]),
  ];
}

function textFaults(held: unknown, where: string, types = ["plain_text", "mrkdwn"]): string[] {
  const { type, text } = (held ?? {}) as Block;
  if (!types.includes(String(type))) return [`${where} needs text of type ${types.join(" or ")}`];
  if (typeof text !== "string" || text.length === 0) return [`${where} text must not be empty`];
  const most = MAX_TEXT[where] ?? 3_000;
  return text.length > most ? [`${where} text must be less than ${most + 1} characters`] : [];
}
