import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Order } from "#core/model";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { changesOf, type OrderChange, unchanged } from "./order-changes.ts";

const FIELDS = [
  ["quantity", "Units still wanted"],
  ["stopPrice", "Stop price"],
  ["limitPrice", "Limit price"],
] as const;

interface ReplaceOrderProps {
  order: Order;
  onReplaced: (proposalId: string) => void;
  onDone: () => void;
}

/** Puts another order in the place of an open one: new size or prices, judged and approved anew. */
export function ReplaceOrder({ order, onReplaced, onDone }: ReplaceOrderProps) {
  const client = useQueryClient();
  const before = unchanged(order);
  const [typed, setTyped] = useState<OrderChange>(before);
  const [reason, setReason] = useState("");
  const replace = useDeskAction("replaceOrder", ({ proposal }) => {
    void client.invalidateQueries({ queryKey: ["desk"] });
    onReplaced(proposal.id);
  });
  const changes = changesOf(before, typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    replace.mutate({ clientOrderId: order.clientOrderId, changes, reason: reason.trim() });
  };
  return (
    <form onSubmit={submit} className="space-y-3">
      <p className="text-sm text-muted">
        The order is cancelled first, and the new one goes out only once that is confirmed and its own checks
        and approvals are given. If more trades meanwhile, the new one falls.
      </p>
      <div className="grid grid-cols-2 gap-3">
        {FIELDS.filter(([name]) => before[name] !== undefined).map(([name, label]) => (
          <Field
            key={name}
            label={label}
            value={typed[name] ?? ""}
            onType={(text) => setTyped({ ...typed, [name]: text })}
          />
        ))}
      </div>
      <Labelled label="Why, for whoever approves it">
        {(id) => (
          <input
            id={id}
            className="field"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
      {replace.error && <FailureNotice error={replace.error} />}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          look="primary"
          disabled={replace.isPending || Object.keys(changes).length === 0}
        >
          {replace.isPending ? "Working…" : "Replace this order"}
        </Button>
        <Button onClick={onDone}>Keep it</Button>
      </div>
    </form>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onType: (text: string) => void;
}

function Field({ label, value, onType }: FieldProps) {
  return (
    <Labelled label={label}>
      {(id) => (
        <input
          id={id}
          className="field"
          required
          inputMode="decimal"
          autoComplete="off"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Labelled>
  );
}
