import { type ReactNode, useState } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Icon } from "../../components/icon.tsx";
import { Conversation } from "./conversation.tsx";
import { NewConversation } from "./new-conversation.tsx";
import { ThreadList } from "./thread-list.tsx";

interface ChatPageProps {
  threadId: string | null;
  /** What stands beside the conversation on wide screens. */
  aside: ReactNode;
}

/** Conversations on the left, the open one in the middle, the desk on the right; only the middle when narrow. */
export function ChatPage({ threadId, aside }: ChatPageProps) {
  const [isListOpen, setIsListOpen] = useState(false);
  return (
    <div className="flex h-full">
      <div className="hidden w-60 shrink-0 border-r border-line bg-surface md:block">
        <ThreadList openId={threadId} />
      </div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="border-b border-line px-3 py-1 md:hidden">
          <Button look="bare" onClick={() => setIsListOpen(true)}>
            <Icon name="list" />
            Conversations
          </Button>
        </div>
        {threadId === null ? <NewConversation /> : <Conversation key={threadId} threadId={threadId} />}
      </div>
      <div className="hidden w-64 shrink-0 overflow-y-auto border-l border-line bg-surface xl:block">
        {aside}
      </div>
      <Dialog isOpen={isListOpen} title="Conversations" onClose={() => setIsListOpen(false)}>
        <div className="h-[60vh]">
          <ThreadList openId={threadId} onLeave={() => setIsListOpen(false)} />
        </div>
        <Button className="w-full" onClick={() => setIsListOpen(false)}>
          Close
        </Button>
      </Dialog>
    </div>
  );
}
