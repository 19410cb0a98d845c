/**
 * Kills this process, as a power cut would, at the named step of the order path when the environment asks
 * for it: QUARTERDECK_CRASHPOINT="place:before-commit" dies there, "…#3" at the third time it is reached.
 */
export function crashpoints(env: NodeJS.ProcessEnv = process.env): (name: string) => void {
  const wanted = env.QUARTERDECK_CRASHPOINT;
  if (!wanted) return () => {};
  const [target, count = "1"] = wanted.split("#");
  let remaining = Number.parseInt(count, 10);
  return (name) => {
    if (name === target && --remaining === 0) process.kill(process.pid, "SIGKILL");
  };
}
