import { type DefinitionBody, InvalidInputError } from "#core/model";
import { resolveParameters } from "#core/strategy";
import type { Context } from "../../context.ts";
import { requireInstrument } from "../../market-data/instruments.ts";

/**
 * A body with its parameters filled up and its instruments by their symbols.
 *
 * @throws InvalidInputError for parameters, instruments or a rule that make no sense, before anything is stored
 */
export function checkBody(ctx: Context, body: DefinitionBody): DefinitionBody {
  const universe = [...new Set(body.universe.map((name) => requireInstrument(ctx, name).symbol))];
  if (universe.length < body.universe.length)
    throw new InvalidInputError({
      what: `The universe names an instrument twice: ${body.universe.join(", ")}.`,
      why: "Each instrument has one share of the account.",
      fix: `Name each once: ${universe.join(", ")}.`,
    });
  return { ...body, universe, parameters: resolveParameters(body.kind, body.parameters, body.rule) };
}
