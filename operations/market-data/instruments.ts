import { type Instrument, InvalidInputError } from "#core/model";
import type { Context } from "../context.ts";

/** The instrument of that name, or an error that offers the closest ones. */
export function requireInstrument(ctx: Context, text: string): Instrument {
  const instrument = ctx.market.resolve(text);
  if (instrument) return instrument;
  throw unknownInstrument(ctx, text);
}

/** An error that offers the closest names. */
export function unknownInstrument(ctx: Context, text: string): InvalidInputError {
  const close = ctx.market.suggest(text);
  return new InvalidInputError({
    what: `"${text}" is not an instrument this desk knows.`,
    why: "Prices and orders need an instrument from the catalogue; a name is never guessed.",
    fix:
      close.length > 0
        ? `Did you mean ${close.join(" or ")}? listInstruments shows all.`
        : "listInstruments shows all.",
  });
}
