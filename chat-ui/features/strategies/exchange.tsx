import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { useDeskAction } from "../../lib/queries.ts";
import { saveFile } from "./save-file.ts";

/** Strategies to and from a JSON file. */
export function Exchange() {
  const client = useQueryClient();
  const file = useRef<HTMLInputElement>(null);
  const told = useDeskAction("exportStrategies", (held) =>
    saveFile("strategies.json", "application/json", JSON.stringify(held, null, 2)),
  );
  const taken = useDeskAction("importStrategies", () =>
    client.invalidateQueries({ queryKey: ["desk", "listDefinitions"] }),
  );
  const error = told.error ?? taken.error;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button small onClick={() => told.mutate({})}>
        Export
      </Button>
      <Button small onClick={() => file.current?.click()}>
        Import
      </Button>
      <input
        ref={file}
        type="file"
        accept="application/json"
        aria-label="File of strategies to import"
        className="sr-only"
        tabIndex={-1}
        onChange={async (event) => {
          const text = await event.target.files?.[0]?.text();
          if (text) taken.mutate(parsed(text));
        }}
      />
      {error && <FailureNotice error={error} />}
    </span>
  );
}

/** What a file holds; text that is no JSON is left for the desk to refuse, with its reasons. */
function parsed(text: string): Parameters<ReturnType<typeof useDeskAction<"importStrategies">>["mutate"]>[0] {
  try {
    return JSON.parse(text);
  } catch {
    return { format: "quarterdeck.strategies/1", definitions: [] };
  }
}
