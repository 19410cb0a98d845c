import { useState } from "react";
import type { TradingState } from "#core/model";
import { Badge, type Tone } from "../components/badge.tsx";
import { Button } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { useDesk } from "../lib/queries.ts";
import { useMay, useMe } from "../lib/session.tsx";
import { type TradingDeed, TradingDialog } from "./trading-dialog.tsx";

const STATES: Record<TradingState, { tone: Tone; words: string; title: string }> = {
  ACTIVE: { tone: "good", words: "Trading active", title: "Orders that pass the gates and people go out." },
  REDUCING: { tone: "warn", words: "Reducing only", title: "Only orders that shrink a position go out." },
  HALTED: { tone: "bad", words: "Trading halted", title: "No order goes out; open ones are cancelled." },
};

/** Says whether the desk trades, and keeps the way to stop it in reach on every page. */
export function TradingSwitch() {
  const me = useMe();
  const { data } = useDesk("getPortfolio", {});
  const [deed, setDeed] = useState<TradingDeed | null>(null);
  const mayHalt = useMay("risk:halt");
  const mayResume = useMay("risk:resume");
  const state = data?.tradingState ?? me.tradingState;
  const { tone, words, title } = STATES[state];
  return (
    <div className="flex items-center gap-2">
      <span role="status" className="hidden min-[360px]:inline">
        <Badge tone={tone} title={title}>
          {words}
        </Badge>
      </span>
      {state !== "ACTIVE" && mayResume && (
        <Button small onClick={() => setDeed("resume")}>
          Resume…
        </Button>
      )}
      {state !== "HALTED" && mayHalt && (
        <Button look="danger-quiet" className="md:min-h-8" onClick={() => setDeed("halt")}>
          <Icon name="stop" size={14} />
          Halt
        </Button>
      )}
      <TradingDialog deed={deed} state={state} onClose={() => setDeed(null)} />
    </div>
  );
}
