import fc from "fast-check";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OrderClass, OrderTerms, OrderType, Side, TimeInForce } from "#core/model";
import { clientOrderId, orderHash } from "#core/risk";
import { type OpenDatabase, openDatabase } from "./open.ts";

const VECTORS = 10_000;
const SEED = 20_261_124;
const BATCH = 1_000;

/** Whole and fractional figures of every length the ledger keeps, plain and with needless zeros. */
const figure = fc
  .tuple(
    fc.integer({ min: 0, max: 999_999_999 }),
    fc.integer({ min: 0, max: 6 }),
    fc.integer({ min: 1, max: 999_999 }),
  )
  .map(([whole, places, part]) =>
    places === 0 && whole > 0
      ? `${whole}`
      : `${whole}.${String(part).padStart(6, "0").slice(0, Math.max(places, 1))}`,
  )
  .filter((text) => Number(text) > 0);

/** Of every kind, also of those no gate would pass: the hash covers whatever a row may hold. */
const terms: fc.Arbitrary<OrderTerms> = fc
  .record({
    environment: fc.constantFrom("sim", "paper", "live"),
    account: fc
      .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
      .filter((text) => !text.includes("\0")),
    symbol: fc.stringMatching(/^[A-Z][A-Z0-9.]{0,9}$/),
    side: fc.constantFrom(...Side.options),
    quantity: figure,
    type: fc.constantFrom(...OrderType.options),
    limitPrice: figure,
    timeInForce: fc.constantFrom(...TimeInForce.options),
    more: fc.oneof(
      fc.constant({}),
      fc.record(
        {
          stopPrice: figure,
          trail: fc.record({ by: fc.constantFrom("price", "percent"), amount: figure }),
          extendedHours: fc.boolean(),
          orderClass: fc.constantFrom(...OrderClass.options),
          takeProfit: fc.record({ limitPrice: figure }),
          stopLoss: fc.record({ stopPrice: figure, limitPrice: figure }),
        },
        { requiredKeys: [] },
      ),
    ),
  })
  .map(({ more, ...base }) => OrderTerms.parse({ ...base, ...more }));

/** Alike, however they are written: "1.50" is "1.5", and what is not extended is absent. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(settled(a)) === JSON.stringify(settled(b));
const settled = (value: unknown): unknown => {
  if (typeof value === "object" && value !== null) return Object.values(value).map(settled);
  return value === false || value === undefined ? null : Number.isNaN(Number(value)) ? value : Number(value);
};

describe("an order's hash", () => {
  let opened: OpenDatabase;
  let sql: Sql;
  beforeAll(async () => {
    opened = await openDatabase({ url: null, folder: null });
    sql = postgres(opened.url, { max: 1 });
  });
  afterAll(async () => {
    await sql.end();
    await opened.close();
  });

  it(`is the same in the code and in the database, on ${VECTORS} orders (seed ${SEED})`, async () => {
    const vectors = fc.sample(terms, { numRuns: VECTORS, seed: SEED });
    for (let from = 0; from < VECTORS; from += BATCH) {
      const batch = vectors.slice(from, from + BATCH);
      const rows = await sql`
        select hash, qd_client_order_id(t->>'environment', hash, 'prp_1') as id from jsonb_array_elements(${sql.json(batch)}) with ordinality g(t, n),
          lateral (select qd_order_hash(t->>'environment', t->>'account', t->>'symbol', t->>'side', (t->>'quantity')::numeric(18, 6),
            t->>'type', (t->>'limitPrice')::numeric(18, 6), t->>'timeInForce', (t->>'stopPrice')::numeric(18, 6),
            t->'trail'->>'by', (t->'trail'->>'amount')::numeric(18, 6), (t->>'extendedHours')::boolean, t->>'orderClass',
            (t->'takeProfit'->>'limitPrice')::numeric(18, 6), (t->'stopLoss'->>'stopPrice')::numeric(18, 6),
            (t->'stopLoss'->>'limitPrice')::numeric(18, 6)) as hash) h order by n`;
      const here = batch.map((order) => orderHash(order));
      expect(rows.map((row) => row.hash)).toEqual(here);
      expect(rows.map((row) => row.id)).toEqual(
        batch.map((order, index) => clientOrderId(order.environment, here[index] ?? "", "prp_1")),
      );
    }
    const hashes = new Set(vectors.map((order) => orderHash(order)));
    expect(hashes.size).toBeGreaterThan(VECTORS * 0.99);
  });

  it("changes with every field it covers", () => {
    fc.assert(
      fc.property(
        terms,
        terms,
        fc.constantFrom(...(Object.keys(OrderTerms.shape) as (keyof OrderTerms)[])),
        (a, b, field) => {
          const changed = { ...a, [field]: b[field] };
          const isSame = same(a[field], b[field]);
          expect(orderHash(changed) === orderHash(a)).toBe(isSame);
        },
      ),
      { numRuns: VECTORS, seed: SEED },
    );
  });
});
