import { sql } from "drizzle-orm";
import { type Invariant, said } from "../invariant.ts";

/** Reads the facts the clearance was given on, which were read under the account's lock. */
export const clearedInsideLimits: Invariant = {
  id: "I3",
  proves: "every order, with all that was open, stood inside the limits in force when it was cleared",
  violations: (books) =>
    said(
      books,
      sql`with cleared as (
        select o.client_order_id, o.quantity * o.limit_price as worst, l.*, (c.facts->'account'->>'equity')::numeric as equity,
          (c.facts->'account'->>'cash')::numeric as cash, (c.facts->'account'->>'grossExposure')::numeric as gross,
          (c.facts->'account'->>'reservedBuys')::numeric as reserved,
          abs((c.facts->'position'->>'marketValue')::numeric) + (c.facts->'position'->>'openBuyNotional')::numeric as position,
          o.side
        from orders o join clearances c on c.id = o.clearance_id join risk_limits l on l.version = c.limits_version)
      select client_order_id || ': outside limits version ' || version as line from cleared
      where (worst <= max_order_notional and (side = 'sell' or (position + worst <= max_position
          and gross + reserved + worst <= max_gross_exposure::numeric * equity
          and reserved + worst <= max_buying_power_use::numeric * cash))) is not true`,
    ),
};

export const neverFasterThanAllowed: Invariant = {
  id: "I15",
  proves: "no minute holds more orders than the limits in force allowed",
  violations: (books) =>
    said(
      books,
      sql`select client_order_id || ': order ' || lately || ' of its minute, ' || allowed || ' were allowed' as line from (
        select o.client_order_id, l.max_orders_per_minute as allowed,
          count(*) over (partition by o.account order by o.created_at range interval '60 seconds' preceding) as lately
        from orders o join clearances c on c.id = o.clearance_id join risk_limits l on l.version = c.limits_version) counted
      where lately > allowed`,
    ),
};

export const environmentsNeverMix: Invariant = {
  id: "I16",
  proves: "account, proposal, order, its id and its fills are all of one environment",
  violations: (books) =>
    said(
      books,
      sql`select o.client_order_id || ': ' || o.environment || ' order, ' || p.environment || ' proposal, ' || a.environment || ' account' as line
      from orders o join proposals p on p.id = o.proposal_id join accounts a on a.account = o.account
      where o.environment <> p.environment or o.environment <> a.environment
        or split_part(o.client_order_id, '-', 1) <> o.environment
        or exists (select from fills f where f.client_order_id = o.client_order_id
          and (f.source = 'live') <> (o.environment = 'live'))`,
    ),
};
