import { z } from "zod";

/** RFC 3339 with up to nine decimals; we keep milliseconds, cut and never rounded into the future. */
const Time = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}T/.test(text) && Number.isFinite(Date.parse(text)), "is no time")
  .transform((text) => Date.parse(text));
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "is no day");
const Conditions = z
  .union([z.array(z.string()), z.string()])
  .nullish()
  .transform((c) => (typeof c === "string" ? [c] : (c ?? [])));
const Price = z.number().positive();

export const BarRow = z.object({
  t: Time,
  o: Price,
  h: Price,
  l: Price,
  c: Price,
  v: z.number().nonnegative(),
  n: z.number().int().nonnegative().nullish(),
  vw: z.number().nullish(),
});
export type BarRow = z.infer<typeof BarRow>;

export const TradeRow = z.object({
  t: Time,
  p: Price,
  s: z.number().positive(),
  x: z.string().max(16).nullish(),
  c: Conditions,
  i: z.union([z.string(), z.number()]).transform(String),
  u: z.string().nullish(),
});
export type TradeRow = z.infer<typeof TradeRow>;

/** A side nobody shows has a price of zero. */
export const QuoteRow = z.object({
  t: Time,
  bp: z.number().nonnegative(),
  bs: z.number().nonnegative(),
  ap: z.number().nonnegative(),
  as: z.number().nonnegative(),
});
export type QuoteRow = z.infer<typeof QuoteRow>;

const Level = z.object({ p: Price, s: z.number().nonnegative() });
export const BookRow = z.object({ t: Time, b: z.array(Level), a: z.array(Level), r: z.boolean().nullish() });
export type BookRow = z.infer<typeof BookRow>;

export const NewsRow = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  headline: z.string(),
  author: z.string().nullish(),
  created_at: Time.nullish().catch(null),
  updated_at: Time.nullish().catch(null),
  summary: z.string().nullish(),
  content: z.string().nullish(),
  url: z.string().nullish(),
  symbols: z.array(z.string()).nullish(),
  source: z.string().nullish(),
});
export type NewsRow = z.infer<typeof NewsRow>;

export const AssetRow = z.object({
  symbol: z.string(),
  name: z.string().nullish(),
  class: z.string().nullish(),
  exchange: z.string().nullish(),
  cusip: z.string().nullish(),
  tradable: z.boolean().nullish(),
  fractionable: z.boolean().nullish(),
});

/** One action of an issuer, whatever its kind; which fields it has depends on that. */
export const ActionRow = z.object({
  symbol: z.string().nullish(),
  old_symbol: z.string().nullish(),
  new_symbol: z.string().nullish(),
  source_symbol: z.string().nullish(),
  acquiree_symbol: z.string().nullish(),
  acquirer_symbol: z.string().nullish(),
  ex_date: Day.nullish(),
  effective_date: Day.nullish(),
  process_date: Day.nullish(),
  payable_date: Day.nullish(),
  rate: z.number().nonnegative().nullish(),
  new_rate: z.number().nonnegative().nullish(),
  old_rate: z.number().nonnegative().nullish(),
  source_rate: z.number().nonnegative().nullish(),
});
export type ActionRow = z.infer<typeof ActionRow>;

/** What is wrong with a row, e.g. "o: expected number, received string". */
export const whyNot = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join(".")}: ${message}`)
    .join("; ");
