import { OperatorError } from "#core/model";

/** The endpoint said nothing for too long. */
export class ModelSilentError extends OperatorError {
  constructor(host: string, timeoutMs: number) {
    super("MODEL_SILENT", "unavailable", {
      what: `The model endpoint ${host} said nothing for ${Math.round(timeoutMs / 1000)} s.`,
      why: "It may be overloaded, still loading the model, or gone.",
      fix: "Ask again; check OPENAI_BASE_URL, raise OPENAI_TIMEOUT_MS for a slow local model, or unset both OPENAI_* settings to use the offline operator.",
    });
  }
}

/**
 * A fetch that gives up on silence: before the answer begins and between any two pieces of it. A client's own
 * timeout ends when the headers arrive, so a stream that stalls in the middle would hang for ever.
 *
 * @param timeoutMs longest silence, ms
 */
export function impatientFetch(timeoutMs: number, inner: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const host = new URL(input instanceof Request ? input.url : input).host;
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(new ModelSilentError(host, timeoutMs)), timeoutMs);
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(new ModelSilentError(host, timeoutMs)), timeoutMs);
    };
    const signal = init?.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
    try {
      const response = await inner(input, { ...init, signal });
      if (!response.body) {
        clearTimeout(timer);
        return response;
      }
      heard();
      const body = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(piece, controller) {
            heard();
            controller.enqueue(piece);
          },
          flush: () => clearTimeout(timer),
        }),
      );
      return new Response(body, response);
    } catch (error) {
      clearTimeout(timer);
      throw silence.signal.aborted ? silence.signal.reason : error;
    }
  };
}
