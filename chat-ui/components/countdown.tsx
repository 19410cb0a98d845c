import { timeLeft } from "../lib/formats.ts";
import { useNow } from "../lib/use-now.ts";

const URGENT_MS = 60_000;

/** Time left until an instant, second by second; says "expired" once it has passed. */
export function Countdown({ until }: { until: string }) {
  const left = Date.parse(until) - useNow().getTime();
  if (left <= 0) return <span className="font-medium text-loss">expired</span>;
  return (
    <span role="timer" className={`font-medium ${left < URGENT_MS ? "text-loss" : "text-ink"}`}>
      {timeLeft(left)} left
    </span>
  );
}
