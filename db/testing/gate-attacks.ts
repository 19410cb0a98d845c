import { AUDIT_ATTACKS } from "./audit-attacks.ts";
import { BASKET_ATTACKS } from "./basket-attacks.ts";
import { BOOKS_ATTACKS } from "./books-attacks.ts";
import { EXECUTION_ATTACKS } from "./execution-attacks.ts";
import { EXIT_ATTACKS } from "./exit-attacks.ts";
import { LEDGER_ATTACKS } from "./ledger-attacks.ts";
import { LIMIT_ATTACKS } from "./limit-attacks.ts";
import { type Attack, CLEARANCE_ATTACKS } from "./order-attacks.ts";
import { PEOPLE_ATTACKS } from "./people-attacks.ts";
import { SEAT_ATTACKS } from "./seat-attacks.ts";
import { STANDING_ATTACKS } from "./standing-attacks.ts";
import { SUM_ATTACKS } from "./sum-attacks.ts";
import { TERMS_ATTACKS } from "./terms-attacks.ts";

/** Everything the gate is tried with. */
export const GATE_ATTACKS: readonly Attack[] = [
  ...CLEARANCE_ATTACKS,
  ...PEOPLE_ATTACKS,
  ...SEAT_ATTACKS,
  ...STANDING_ATTACKS,
  ...SUM_ATTACKS,
  ...TERMS_ATTACKS,
  ...EXIT_ATTACKS,
  ...LEDGER_ATTACKS,
  ...LIMIT_ATTACKS,
  ...AUDIT_ATTACKS,
  ...BOOKS_ATTACKS,
  ...BASKET_ATTACKS,
  ...EXECUTION_ATTACKS,
];
