import { z } from "zod";
import { OperatorError } from "#core/model";
import type { AgentName } from "#tools";

/** Who is asked: the agents, and the router that picks one when the rules are not sure. */
export type ModelUser = AgentName | "router";

/** Which model speaks. Without a key or an endpoint the offline operator does. */
export type ModelConfig =
  | { kind: "offline" }
  | {
      kind: "openai";
      /** Null: OpenAI itself. Ends in /v1 for most compatible servers. */
      baseUrl: string | null;
      apiKey: string;
      model: string;
      perAgent: Partial<Record<ModelUser, string>>;
      /** Longest silence of the endpoint, before the first byte or between two, ms. */
      timeoutMs: number;
      maxRetries: number;
    };

const DEFAULT_MODEL = "gpt-4o-mini";

const Environment = z.object({
  OPENAI_API_KEY: z.string().trim().min(1).optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_MODEL: z.string().trim().min(1).optional(),
  OPENAI_MODEL_MONITORING: z.string().trim().min(1).optional(),
  OPENAI_MODEL_DECISION: z.string().trim().min(1).optional(),
  OPENAI_MODEL_EXPLANATION: z.string().trim().min(1).optional(),
  OPENAI_MODEL_LEARNING: z.string().trim().min(1).optional(),
  OPENAI_MODEL_ROUTER: z.string().trim().min(1).optional(),
  OPENAI_TIMEOUT_MS: z.coerce.number().int().min(100).max(300_000).optional(),
  OPENAI_MAX_RETRIES: z.coerce.number().int().min(0).max(5).optional(),
});

/**
 * Reads which model to use from the environment; empty values count as unset.
 *
 * @throws OperatorError MODEL_SETTINGS_INVALID naming every faulty variable
 */
export function readModelConfig(env: Record<string, string | undefined>): ModelConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    throw new OperatorError("MODEL_SETTINGS_INVALID", "input", {
      what: `The model settings are not valid: ${parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ")}.`,
      why: "A wrong setting would only show in the middle of a conversation.",
      fix: "Correct these environment variables, or unset OPENAI_API_KEY and OPENAI_BASE_URL to use the offline operator.",
    });
  const settings = parsed.data;
  if (!settings.OPENAI_API_KEY && !settings.OPENAI_BASE_URL) return { kind: "offline" };
  return {
    kind: "openai",
    baseUrl: settings.OPENAI_BASE_URL ?? null,
    // A local server needs no key, but the client refuses to start without one.
    apiKey: settings.OPENAI_API_KEY ?? "none",
    model: settings.OPENAI_MODEL ?? DEFAULT_MODEL,
    perAgent: {
      monitoring: settings.OPENAI_MODEL_MONITORING,
      decision: settings.OPENAI_MODEL_DECISION,
      explanation: settings.OPENAI_MODEL_EXPLANATION,
      learning: settings.OPENAI_MODEL_LEARNING,
      router: settings.OPENAI_MODEL_ROUTER,
    },
    timeoutMs: settings.OPENAI_TIMEOUT_MS ?? 30_000,
    maxRetries: settings.OPENAI_MAX_RETRIES ?? 1,
  };
}
