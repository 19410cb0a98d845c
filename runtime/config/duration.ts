import { z } from "zod";

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A stretch of time such as 500ms, 30s, 5m or 1h; read as milliseconds, 100 ms to 24 h. */
export const Duration = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, "must be a number with ms, s, m or h, such as 30s")
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof UNIT_MS;
    return Number.parseInt(text, 10) * UNIT_MS[unit];
  })
  .refine((ms) => ms >= 100 && ms <= 86_400_000, "must be between 100ms and 24h");
