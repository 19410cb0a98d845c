import { useQuery } from "@tanstack/react-query";
import type { Ticket } from "../../lib/desk-types.ts";
import { deskQuery } from "../../lib/queries.ts";
import { Loaded } from "../loaded.tsx";
import { TicketCard } from "./ticket-card.tsx";

interface LiveTicketProps {
  proposalId: string;
  /** What is already known, drawn until the whole ticket has arrived. */
  placeholder?: Ticket;
  onDecide?: () => void;
}

/** A ticket that follows its order: live events make it old, and it loads itself again. */
export function LiveTicket({ proposalId, placeholder, onDecide }: LiveTicketProps) {
  const query = useQuery({ ...deskQuery("getTicket", { proposalId }), placeholderData: placeholder });
  return (
    <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
      {(ticket) => <TicketCard ticket={ticket} onDecide={onDecide} />}
    </Loaded>
  );
}
