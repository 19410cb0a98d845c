import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { FailureNotice } from "../../components/failure-notice.tsx";
import { Icon } from "../../components/icon.tsx";
import { Loaded, SkeletonRows } from "../../components/loaded.tsx";
import { ago } from "../../lib/formats.ts";
import { deleteThread } from "./chat-transport.ts";
import { type Thread, threadsQuery, useThreads } from "./use-threads.ts";

interface ThreadListProps {
  openId: string | null;
  onLeave?: () => void;
}

/** Conversations to go back to: search, start a new one, delete. */
export function ThreadList({ openId, onLeave }: ThreadListProps) {
  const query = useThreads();
  const [search, setSearch] = useState("");
  const matches = (thread: Thread) => thread.title.toLowerCase().includes(search.trim().toLowerCase());
  return (
    <div className="flex h-full flex-col gap-2 p-3">
      <Link
        to="/"
        onClick={onLeave}
        className="flex min-h-11 items-center justify-center gap-1.5 rounded-md border border-line-strong font-medium hover:bg-sunken md:min-h-9"
      >
        <Icon name="plus" size={14} />
        New conversation
      </Link>
      <input
        type="search"
        aria-label="Search conversations"
        placeholder="Search"
        className="field"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <nav aria-label="Conversations" className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1">
        <Loaded
          query={query}
          skeleton={<SkeletonRows />}
          isEmpty={(threads) => threads.length === 0}
          empty={<EmptyState title="No conversations yet." />}
        >
          {(threads) => {
            const found = threads.filter(matches);
            if (found.length === 0) return <EmptyState title={`Nothing is called “${search}”.`} />;
            return (
              <ul className="space-y-px">
                {found.map((thread) => (
                  <ThreadRow
                    key={thread.id}
                    thread={thread}
                    isOpen={thread.id === openId}
                    onLeave={onLeave}
                  />
                ))}
              </ul>
            );
          }}
        </Loaded>
      </nav>
    </div>
  );
}

function ThreadRow({ thread, isOpen, onLeave }: { thread: Thread; isOpen: boolean; onLeave?: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <li className={`rounded-md ${isOpen ? "bg-accent-soft" : "hover:bg-sunken"}`}>
      <div className="flex items-center">
        <Link
          to="/chat/$threadId"
          params={{ threadId: thread.id }}
          onClick={onLeave}
          aria-current={isOpen ? "page" : undefined}
          className="min-w-0 flex-1 px-2 py-1.5"
        >
          <span className="block truncate text-[0.8125rem]">{thread.title || "Untitled"}</span>
          <span className="block text-2xs text-muted">{ago(thread.updatedAt, new Date())}</span>
        </Link>
        <button
          type="button"
          aria-label={`Delete “${thread.title}”`}
          aria-expanded={isAsking}
          onClick={() => setIsAsking(!isAsking)}
          className="grid size-11 shrink-0 place-items-center text-muted hover:text-loss md:size-8"
        >
          <Icon name="trash" size={14} />
        </button>
      </div>
      {isAsking && <DeleteQuestion threadId={thread.id} isOpen={isOpen} onKeep={() => setIsAsking(false)} />}
    </li>
  );
}

function DeleteQuestion({
  threadId,
  isOpen,
  onKeep,
}: {
  threadId: string;
  isOpen: boolean;
  onKeep: () => void;
}) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteThread(threadId),
    onSuccess: async () => {
      await client.invalidateQueries(threadsQuery);
      if (isOpen) await navigate({ to: "/" });
    },
  });
  return (
    <div className="space-y-1.5 px-2 pb-2 text-xs">
      <p>Delete this conversation? Orders it led to stay.</p>
      <div className="flex gap-1.5">
        <Button small onClick={onKeep}>
          Keep
        </Button>
        <Button small look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          Delete
        </Button>
      </div>
      {remove.error && <FailureNotice error={remove.error} />}
    </div>
  );
}
