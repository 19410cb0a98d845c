import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";

interface ProposeButtonProps {
  deed: string;
  isRefused: boolean;
  isWorking: boolean;
  error: Error | null;
  onPropose: () => void;
}

/** Proposes what was just checked; what the gates would refuse cannot be. */
export function ProposeButton({ deed, isRefused, isWorking, error, onPropose }: ProposeButtonProps) {
  return (
    <div className="space-y-2">
      {error && <FailureNotice error={error} />}
      <Button look="primary" disabled={isWorking || isRefused} onClick={onPropose}>
        {isWorking ? "Working…" : `Propose: ${deed}`}
      </Button>
      <p className="label">
        {isRefused
          ? "The gates would refuse it, so there is nothing to propose."
          : "A proposal is judged again on fresh prices. It goes out only once the people it needs have approved it."}
      </p>
    </div>
  );
}
