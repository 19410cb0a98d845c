import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { NO_WISH, OrderFields, wishTerms } from "../../components/order-fields.tsx";
import { PreviewCard } from "../../components/ticket/preview-card.tsx";
import { deskQuery } from "../../lib/queries.ts";
import { useMay } from "../../lib/session.tsx";

type Terms = ReturnType<typeof wishTerms>;

/** Asks the gates about an order nobody has proposed. Nothing is written down, and nothing can be sent from here. */
export function WhatIf() {
  const mayAsk = useMay("orders:propose");
  const [wish, setWish] = useState(NO_WISH);
  const [asked, setAsked] = useState<Terms | null>(null);
  if (!mayAsk)
    return (
      <EmptyState title="What-if is for those who may propose orders.">
        Ask a trader to look it up.
      </EmptyState>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(wishTerms(wish));
  };
  return (
    <div className="space-y-4 p-3">
      <form onSubmit={submit} className="space-y-3">
        <OrderFields wish={wish} onChange={setWish} />
        <Button type="submit" look="primary">
          Show what it would do
        </Button>
        <p className="label">Nothing is proposed or placed: the gates are asked, and that is all.</p>
      </form>
      {asked && <Answer asked={asked} />}
    </div>
  );
}

function Answer({ asked }: { asked: Terms }) {
  const query = useQuery({ ...deskQuery("previewOrder", asked), staleTime: 0 });
  return (
    <div className="border-t border-line pt-3">
      <Loaded query={query} skeleton={<div className="skeleton h-64" />}>
        {(preview) => <PreviewCard preview={preview} />}
      </Loaded>
    </div>
  );
}
