import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { createThread } from "./chat-transport.ts";
import { Composer } from "./composer.tsx";
import { firstMessage } from "./first-message.ts";
import { SuggestedPrompts } from "./suggested-prompts.tsx";
import { useDraft } from "./use-draft.ts";
import { threadsQuery } from "./use-threads.ts";

/** The empty page: the first words make the thread and are sent in it. */
export function NewConversation() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useDraft(null);
  const start = useMutation({
    mutationFn: async (text: string) => ({ text, ...(await createThread()) }),
    onSuccess: ({ id, text }) => {
      setDraft("");
      firstMessage.leave(id, text);
      void client.invalidateQueries(threadsQuery);
      return navigate({ to: "/chat/$threadId", params: { threadId: id } });
    },
  });
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <div className="m-auto w-full max-w-3xl space-y-4 px-3 py-4 md:px-5">
          <SuggestedPrompts onChoose={(text) => start.mutate(text)} />
          {start.error && <FailureNotice error={start.error} />}
        </div>
      </div>
      <div className="mx-auto w-full max-w-3xl px-3 pb-2 md:px-5 md:pb-3">
        <Composer
          draft={draft}
          isAnswering={false}
          isBusy={start.isPending}
          onDraft={setDraft}
          onSend={(text) => start.mutate(text)}
          onStop={() => undefined}
        />
      </div>
    </div>
  );
}
