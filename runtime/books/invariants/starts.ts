import { sql } from "drizzle-orm";
import { START_STEPS } from "#operations";
import { type Invariant, said } from "../invariant.ts";

const STEPS = sql.join(
  START_STEPS.map((step, index) => sql`(${index + 1}::int, ${step}::text)`),
  sql`, `,
);

export const startsGoInOrder: Invariant = {
  id: "I20",
  proves: "every start went through its steps in their order, and opened nothing before the last",
  violations: (books) =>
    said(
      books,
      sql`with steps (position, step) as (values ${STEPS}), first_start as (select min(at) as at from desk_start_steps)
      select d.start_id || ': step ' || d.position || ' was ' || d.step || ', not ' || coalesce(s.step, 'one at all') as line
        from desk_start_steps d left join steps s using (position) where d.step is distinct from s.step
      union all
      select d.start_id || ': ' || d.step || ' without the step before it' from desk_start_steps d
        where d.position > 1 and not exists (select from desk_start_steps b
          where b.start_id = d.start_id and b.position = d.position - 1 and b.at <= d.at)
      union all
      select o.client_order_id || ': sent by ' || coalesce(e.detail->>'start', 'nobody') || ', which had not come up'
        from orders o join order_events e on e.client_order_id = o.client_order_id and e.kind = 'sending'
        where o.side = 'buy' and e.recorded_at >= (select at from first_start)
          and not exists (select from desk_start_steps d
            where d.start_id = e.detail->>'start' and d.step = 'active' and d.at <= e.recorded_at)`,
    ),
};

export const cleanBooksAgree: Invariant = {
  id: "P02",
  proves: "no account's books are called clean while a difference to the broker's has counted and stands",
  violations: (books) =>
    said(
      books,
      sql`select a.account || ': called clean, and ' || d.says as line from accounts a
        join broker_differences d on d.account = a.account and d.resolved_at is null and d.counted_at is not null
        where a.books_clean and d.kind <> 'unknown-order' and d.kind <> 'foreign-event'`,
    ),
};
