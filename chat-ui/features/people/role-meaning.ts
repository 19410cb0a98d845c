import type { Role } from "../../lib/desk-types.ts";

/** What each role may do, for the person who hands them out. */
export const ROLE_MEANING: Record<Role, string> = {
  viewer: "reads everything, may halt trading",
  trader: "also proposes and cancels orders, runs strategies",
  approver: "also decides other people's orders",
  "risk-admin": "also loosens limits and resumes trading",
  admin: "everything a person may do, and manages people",
};
