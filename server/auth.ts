import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { magicLink } from "better-auth/plugins";
import { OperatorError } from "#core/model";
import { authAccounts, type Database, people, sessions, verifications } from "#db";

/** How long a sign-in link may wait to be used, s. */
const LINK_LIFETIME_S = 24 * 3_600;
const SESSION_LIFETIME_S = 7 * 24 * 3_600;

/** Who is signed in, and the links that sign people in. */
export interface Auth {
  /** A link that signs that person in once. It works as soon as they have a seat. */
  signInLink(email: string): Promise<string>;
  /** Uses a link up. @returns headers that set the session's cookie, or null when it is used, expired or unknown */
  redeem(token: string): Promise<Headers | null>;
  /** Id of the person whose session these headers carry. */
  personOf(headers: Headers): Promise<string | null>;
  /** Ends the session. @returns headers that clear its cookie */
  signOut(headers: Headers): Promise<Headers>;
}

export interface AuthOptions {
  db: Database;
  /** Where people reach the app. */
  publicUrl: string;
  /** Signs cookies; of this installation alone. */
  secret: string;
}

/** Sessions by better-auth on our own tables. There are no passwords: people come in by one-time links. */
export function createAuth({ db, publicUrl, secret }: AuthOptions): Auth {
  const tokens = new Map<string, string>();
  const auth = betterAuth({
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, {
      provider: "pg",
      schema: { user: people, session: sessions, account: authAccounts, verification: verifications },
    }),
    session: { expiresIn: SESSION_LIFETIME_S },
    advanced: { cookiePrefix: "quarterdeck" },
    plugins: [
      magicLink({
        expiresIn: LINK_LIFETIME_S,
        disableSignUp: true,
        storeToken: "hashed",
        sendMagicLink: async ({ email, token }) => void tokens.set(email, token),
      }),
    ],
  });
  return {
    async signInLink(email) {
      await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
      const token = tokens.get(email);
      tokens.delete(email);
      if (!token)
        throw new OperatorError("NO_SIGN_IN_LINK", "fault", {
          what: "No sign-in link was made.",
          why: "The session library did not give a token.",
          fix: "Try again.",
        });
      return `${publicUrl}/sign-in?token=${encodeURIComponent(token)}`;
    },
    async redeem(token) {
      const url = new URL("/api/auth/magic-link/verify", publicUrl);
      url.searchParams.set("token", token);
      url.searchParams.set("callbackURL", "/");
      const answer = await auth.handler(new Request(url));
      const cookies = answer.headers.getSetCookie();
      if (cookies.length === 0 || /[?&]error=/.test(answer.headers.get("location") ?? "")) return null;
      return withCookies(cookies);
    },
    async personOf(headers) {
      const session = await auth.api.getSession({ headers });
      return session?.user.id ?? null;
    },
    async signOut(headers) {
      const answer = await auth.api.signOut({ headers, asResponse: true });
      return withCookies(answer.headers.getSetCookie());
    },
  };
}

function withCookies(cookies: readonly string[]): Headers {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return headers;
}
