import { useQuery } from "@tanstack/react-query";
import { useStickToBottom } from "use-stick-to-bottom";
import { Button } from "../../components/button.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { loadMessages } from "./chat-transport.ts";
import { Composer } from "./composer.tsx";
import type { DeskMessage } from "./desk-message.ts";
import { firstMessage } from "./first-message.ts";
import { MessageView } from "./message-view.tsx";
import { SuggestedPrompts } from "./suggested-prompts.tsx";
import { useConversation } from "./use-conversation.ts";
import { useDraft } from "./use-draft.ts";

/** A thread from its history on. A thread made a moment ago has none to wait for. */
export function Conversation({ threadId }: { threadId: string }) {
  const query = useQuery({
    queryKey: ["chat", "messages", threadId],
    queryFn: () => loadMessages(threadId),
    initialData: () => (firstMessage.isWaiting(threadId) ? { messages: [] } : undefined),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <Loaded
      query={query}
      skeleton={
        <div className="mx-auto w-full max-w-3xl p-4">
          <SkeletonRows rows={6} />
        </div>
      }
    >
      {({ messages }) => <OpenConversation threadId={threadId} history={messages} />}
    </Loaded>
  );
}

function OpenConversation({ threadId, history }: { threadId: string; history: DeskMessage[] }) {
  const { messages, error, status, isAnswering, send, stop, takeUp } = useConversation(threadId, history);
  const [draft, setDraft] = useDraft(threadId);
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({ initial: "instant" });
  const say = (text: string) => {
    setDraft("");
    void send({ text });
    void scrollToBottom();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
        <div ref={scrollRef} tabIndex={0} className="relative h-full overflow-y-auto -outline-offset-2">
          <div
            ref={contentRef}
            role="log"
            aria-label="Conversation"
            aria-busy={isAnswering}
            className="mx-auto max-w-3xl space-y-5 px-3 py-4 md:px-5"
          >
            {messages.length === 0 && <SuggestedPrompts onChoose={say} />}
            {messages.map((message, index) => (
              <MessageView
                key={message.id}
                message={message}
                isStreaming={isAnswering && index === messages.length - 1}
              />
            ))}
            {status === "submitted" && <p className="text-xs text-muted">Thinking…</p>}
            {error && <FailureNotice error={error} onRetry={() => void takeUp()} />}
          </div>
        </div>
      </div>
      {/* In the flow, so that it never lies over a figure or a button of a ticket. */}
      {!isAtBottom && (
        <div className="flex justify-center border-t border-line py-1">
          <Button small look="bare" className="max-md:min-h-11" onClick={() => void scrollToBottom()}>
            <Icon name="down" size={14} />
            Newest
          </Button>
        </div>
      )}
      <span role="status" className="sr-only">
        {isAnswering ? "Answering" : messages.at(-1)?.role === "assistant" ? "Answer finished" : ""}
      </span>
      <div className="mx-auto w-full max-w-3xl px-3 pb-2 md:px-5 md:pb-3">
        <Composer
          draft={draft}
          isAnswering={isAnswering}
          onDraft={setDraft}
          onSend={say}
          onStop={() => void stop()}
        />
      </div>
    </div>
  );
}
