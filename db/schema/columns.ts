import { customType, numeric, timestamp } from "drizzle-orm/pg-core";

/** An instant, stored with its zone, read as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** A ledger number: 18 digits, 6 after the point, read and written as text so that no float touches it. */
export const ledger = (name: string) => numeric(name, { precision: 18, scale: 6 });

/** Vector of any dimension: the dimension and the model are kept beside it, per row. */
export const embedding = customType<{ data: number[]; driverData: string }>({
  dataType: () => "vector",
  toDriver: (value) => `[${value.join(",")}]`,
  fromDriver: (value) => JSON.parse(value) as number[],
});
