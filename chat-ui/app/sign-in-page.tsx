import { Button } from "../components/button.tsx";

/** Shown when there is no session, or when it ended while the page was open. */
export function SignInPage({ onRetry }: { onRetry: () => void }) {
  return (
    <main className="mx-auto flex min-h-full max-w-md flex-col justify-center gap-4 px-5 py-10">
      <img src="/mark.svg" alt="" className="size-10" />
      <h1 className="text-2xl font-semibold tracking-tight">Sign in to Quarterdeck</h1>
      <p className="text-muted">
        Quarterdeck has no passwords. You sign in with a link that works once, and this browser then keeps
        your seat.
      </p>
      <div className="space-y-3 rounded-lg border border-line bg-surface p-4">
        <div>
          <h2 className="font-semibold">You run this desk</h2>
          <p className="text-sm text-muted">
            The owner link was printed in the terminal by{" "}
            <code className="font-mono text-ink">npm start</code>, below the address. Open it in this browser.
          </p>
        </div>
        <div>
          <h2 className="font-semibold">Someone else runs it</h2>
          <p className="text-sm text-muted">
            Ask a person with the admin role to invite you under People. They hand you a link of your own.
          </p>
        </div>
      </div>
      <p className="text-sm text-muted">Drafts you were writing are kept in this browser.</p>
      <Button look="primary" onClick={onRetry}>
        I have opened my link, continue
      </Button>
    </main>
  );
}
