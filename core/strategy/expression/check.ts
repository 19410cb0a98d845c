import { CALLEES, type Callee, nearest, PRICES, type Setting, usageOf } from "./callees.ts";
import { ExpressionError } from "./expression-error.ts";
import type { CallNode, Node, PairNode } from "./node.ts";
import { parse } from "./parse.ts";

type Yield = Callee["yields"];

/** A rule that can be evaluated once its parameters have values. */
export interface CheckedRule {
  text: string;
  node: Node;
  /** Free names, each with the setting it stands for where it stands for one. */
  parameters: ReadonlyMap<string, Setting | undefined>;
}

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/"]);
const PRICE_NAMES: ReadonlySet<string> = new Set(PRICES);
export const isPrice = (name: string): name is (typeof PRICES)[number] => PRICE_NAMES.has(name);

/**
 * Reads a condition and checks that its parts fit together.
 *
 * @throws ExpressionError pointing at the first fault: spelling, number of arguments, a truth where a number belongs
 */
export function checkCondition(text: string): CheckedRule {
  const node = parse(text);
  const checker = new Checker(text);
  const found = checker.yieldOf(node);
  if (found !== "condition")
    throw new ExpressionError(text, node.at, {
      what: "The rule gives a number, not a condition:",
      why: "At each close it has to be true or false.",
      fix: 'Compare it with something, such as "close > 100".',
    });
  return { text, node, parameters: checker.parameters };
}

class Checker {
  readonly parameters = new Map<string, Setting | undefined>();

  constructor(readonly text: string) {}

  yieldOf(node: Node): Yield {
    switch (node.kind) {
      case "number":
        return "number";
      case "name":
        if (!isPrice(node.name)) this.#free(node.name, node.at);
        return "number";
      case "prefix":
        return this.#expect(node.sign === "not" ? "condition" : "number", node.of, `"${node.sign}"`);
      case "pair":
        return this.#pair(node);
      case "call":
        return this.#call(node);
    }
  }

  #pair({ sign, left, right }: PairNode): Yield {
    const wanted = sign === "and" || sign === "or" ? "condition" : "number";
    this.#expect(wanted, left, `"${sign}"`);
    this.#expect(wanted, right, `"${sign}"`);
    return ARITHMETIC.has(sign) ? "number" : "condition";
  }

  #expect(wanted: Yield, node: Node, by: string): Yield {
    const found = this.yieldOf(node);
    if (found === wanted) return found;
    throw new ExpressionError(this.text, node.at, {
      what: `${by} takes a ${wanted}, and this is a ${found}:`,
      why: "A number is neither true nor false, and a condition cannot be counted with.",
      fix:
        wanted === "condition"
          ? 'Compare the number with something, such as "rsi(close) < 30".'
          : 'Join conditions by "and" and "or"; parentheses say what belongs together.',
    });
  }

  #call(node: CallNode): Yield {
    const callee = calleeOf(this.text, node);
    const { columns, settings } = callee;
    const least = columns.length + settings.filter((setting) => setting.default === undefined).length;
    if (node.given.length < least || node.given.length > columns.length + settings.length)
      throw new ExpressionError(this.text, node.at, {
        what: `${callee.name} was given ${node.given.length} ${node.given.length === 1 ? "value" : "values"}:`,
        why: `It takes ${least === columns.length + settings.length ? "" : `${least} to `}${columns.length + settings.length}.`,
        fix: `Write ${usageOf(callee)}.`,
      });
    node.given.forEach((given, place) => {
      const setting = settings[place - columns.length];
      if (!setting) this.#expect("number", given, callee.name);
      else this.#setting(given, setting, callee);
    });
    return callee.yields;
  }

  /** A setting is one number for all bars: a number, a parameter, or arithmetic over those. */
  #setting(node: Node, setting: Setting, callee: Callee): void {
    if (node.kind === "number") return;
    if (node.kind === "name" && !isPrice(node.name)) {
      this.#free(node.name, node.at, setting);
      return;
    }
    const parts = arithmeticParts(node);
    for (const part of parts)
      if (part.kind === "name" && !isPrice(part.name)) this.#free(part.name, part.at);
      else this.#setting(part, setting, callee);
    if (parts.length > 0) return;
    throw new ExpressionError(this.text, node.at, {
      what: `${setting.name} of ${callee.name} changes from bar to bar:`,
      why: "It is one number for the whole history.",
      fix: `Write a number or the name of a parameter: ${usageOf(callee)}.`,
    });
  }

  #free(name: string, at: number, setting?: Setting): void {
    if (Object.hasOwn(Object.prototype, name) || CALLEES.has(name))
      throw new ExpressionError(this.text, at, {
        what: `"${name}" cannot be the name of a parameter:`,
        why: CALLEES.has(name) ? "It is a function." : "The language of this program uses it.",
        fix: CALLEES.has(name) ? `Call it: ${usageOf(CALLEES.get(name) as Callee)}.` : "Choose another name.",
      });
    const known = this.parameters.get(name);
    this.parameters.set(name, narrower(known, setting));
  }
}

/** The numbers that a sum, a product or a negation is made of; nothing for anything else. */
function arithmeticParts(node: Node): readonly Node[] {
  if (node.kind === "pair" && ARITHMETIC.has(node.sign)) return [node.left, node.right];
  return node.kind === "prefix" && node.sign === "-" ? [node.of] : [];
}

/** The range both uses of a parameter allow. */
function narrower(first: Setting | undefined, second: Setting | undefined): Setting | undefined {
  if (!first || !second) return first ?? second;
  return {
    ...first,
    integer: first.integer || second.integer,
    min: Math.max(first.min, second.min),
    max: Math.min(first.max, second.max),
  };
}

/** What a call names. @throws ExpressionError with the name that was probably meant */
export function calleeOf(text: string, node: CallNode): Callee {
  const callee = CALLEES.get(node.name);
  if (!callee) throw unknownCall(text, node);
  const { output } = node;
  if (output ? callee.outputs.includes(output.name) : callee.outputs.length === 1) return callee;
  const meant = output && nearest(output.name, callee.outputs);
  throw new ExpressionError(text, output?.at ?? node.at, {
    what: output
      ? `${callee.name} has no column "${output.name}":`
      : `${callee.name} has several columns, and none is named:`,
    why: `It gives ${callee.outputs.join(", ")}.`,
    fix: meant ? `Did you mean "${meant}"?` : `Write ${callee.name}(…).${callee.outputs[0]} or another.`,
  });
}

function unknownCall(text: string, { name, at }: CallNode): ExpressionError {
  const meant = nearest(name, CALLEES.keys());
  return new ExpressionError(text, at, {
    what: `There is no function "${name}":`,
    why: isPrice(name) ? "It is a column of the bars." : "It is looked up by its exact name.",
    fix: isPrice(name)
      ? `Write ${name} alone, or prev(${name}, 1) for the bar before.`
      : meant
        ? `Did you mean "${meant}"? Write ${usageOf(CALLEES.get(meant) as Callee)}.`
        : `Choose from ${[...CALLEES.keys()].join(", ")}.`,
  });
}
