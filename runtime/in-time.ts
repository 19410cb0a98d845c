/**
 * Waits so long for the broker's answer, and only a little longer once the process is `leaving`.
 *
 * @throws Error when none came
 */
export async function inTime<T>(
  work: Promise<T>,
  { answerMs, leavingMs }: { answerMs: number; leavingMs: number },
  leaving: AbortSignal,
): Promise<T> {
  const timers: NodeJS.Timeout[] = [];
  let shorten = () => {};
  const late = new Promise<never>((_, reject) => {
    const wait = (patience: number) => {
      const give = () => reject(new Error(`The broker did not answer within ${patience / 1000} s.`));
      timers.push(setTimeout(give, patience));
    };
    wait(leaving.aborted ? leavingMs : answerMs);
    shorten = () => wait(leavingMs);
  });
  leaving.addEventListener("abort", shorten, { once: true });
  try {
    return await Promise.race([work, late]);
  } finally {
    leaving.removeEventListener("abort", shorten);
    for (const timer of timers) clearTimeout(timer);
  }
}
