import { EnvironmentMark, environmentMeaning } from "../components/environment-mark.tsx";
import { SourceMark } from "../components/source-mark.tsx";
import { ago } from "../lib/formats.ts";
import type { LineState } from "../lib/live-connection.ts";
import { useMe } from "../lib/session.tsx";
import { useLive } from "../lib/use-live.ts";
import { useNow } from "../lib/use-now.ts";

const LINE_WORDS: Record<LineState, string> = {
  connecting: "Connecting",
  live: "Connected",
  lost: "Connection lost, retrying",
};
const LINE_DOTS: Record<LineState, string> = {
  connecting: "bg-line-strong",
  live: "bg-gain",
  lost: "bg-loss",
};

/** The line at the top of every page: whose money, whose numbers, whose voice, and whether the line is up. */
export function StatusLine() {
  const me = useMe();
  return (
    <div
      className={`flex flex-wrap items-center gap-x-4 gap-y-0.5 border-t-[3px] px-3 py-1 text-2xs ${me.environment === "live" ? "border-danger bg-loss-soft" : "border-paper bg-paper-soft"}`}
    >
      <span className="flex items-center gap-2">
        <EnvironmentMark environment={me.environment} />
        <span className="hidden text-ink lg:inline">{environmentMeaning(me.environment)}</span>
      </span>
      <span className="flex items-center gap-1.5">
        <span className="hidden text-muted sm:inline">Data</span>
        {me.dataSources.map(({ source, note }) => (
          <span key={`${source}:${note}`} title={note}>
            <SourceMark source={source} />
          </span>
        ))}
      </span>
      <span
        className="text-ink"
        title={me.model.kind === "offline" ? "Answers without a network" : undefined}
      >
        <span className="hidden text-muted sm:inline">Model </span>
        <span className="font-medium">{me.model.name}</span>
      </span>
      <span className="ml-auto">
        <LineMark />
      </span>
    </div>
  );
}

function LineMark() {
  const { line, heardAt } = useLive();
  const now = useNow();
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap text-ink">
      <span aria-hidden="true" className={`size-1.5 rounded-full ${LINE_DOTS[line]}`} />
      <span role="status" className={line === "lost" ? "" : "max-sm:sr-only"}>
        {LINE_WORDS[line]}
      </span>
      {heardAt && <span className="hidden text-muted lg:inline">· last update {ago(heardAt, now)}</span>}
    </span>
  );
}
