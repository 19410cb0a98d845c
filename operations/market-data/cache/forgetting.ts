import type { z } from "zod";
import type { Operation } from "../../operation.ts";

/**
 * The same verb, which after its commit forgets the kept answers it made old. Whoever asks after that loads the new.
 *
 * @param touched topics and subjects, from the input as it was understood
 */
export function forgetting<Name extends string, I extends z.ZodType, O extends z.ZodType>(
  operation: Operation<Name, I, O>,
  touched: (input: z.output<I>) => string[],
): Operation<Name, I, O> {
  return {
    ...operation,
    perform: async (ctx, input) => {
      const output = await operation.perform(ctx, input);
      await ctx.cache.invalidate(touched(operation.input.parse(input)));
      return output;
    },
  };
}
