import type { ISql, ParameterOrJSON } from "postgres";

/** Different statements a desk's connections keep; what comes after is sent as if there were none. */
const MOST_KEPT = 400;

/**
 * A client whose statements are kept by the server under a name. Drizzle sends each one as if for the only time: that
 * takes a second round trip to learn the types of its parameters, and keeps statements of one transaction from
 * following one another without a wait.
 */
export function keepingStatements<Client extends ISql>(client: Client, mostKept = MOST_KEPT): Client {
  const kept = new Set<string>();
  const isKept = (text: string): boolean => {
    if (kept.size < mostKept) kept.add(text);
    return kept.has(text);
  };
  return keeping(client, isKept);
}

function keeping<Client extends ISql>(client: Client, isKept: (text: string) => boolean): Client {
  /** What a transaction hands to its work keeps statements too. */
  const inside = (work: unknown) =>
    typeof work === "function" ? (inner: ISql) => work(keeping(inner, isKept)) : work;
  return new Proxy(client, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (key === "unsafe")
        return (text: string, parameters: ParameterOrJSON<never>[] = [], options = {}) =>
          target.unsafe(text, parameters, { ...options, prepare: isKept(text) });
      if ((key === "begin" || key === "savepoint") && typeof value === "function")
        return (...given: unknown[]) => Reflect.apply(value, target, given.map(inside));
      return value;
    },
  });
}
