import { systemClock } from "#core/model";
import { openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { openFred, STAND_IN_FRED_KEY } from "#stand-ins/fred";
import { openNewsApi, STAND_IN_NEWS_KEY } from "#stand-ins/newsapi";
import { openYahoo } from "#stand-ins/yahoo";

/** One market for all of them. */
const SEED = 1;

/**
 * The made-up vendors in a process of their own, for `npm start -- --stand-ins`: tells on stdout, as one line of JSON,
 * the environment in which a desk asks them. Ends when its stdin does, which whoever started it holds open.
 */
const shared = { seed: SEED, clock: systemClock };
const [alpaca, yahoo, newsapi, fred] = [
  await openAlpaca({ ...shared, tickMs: 1_000 }),
  await openYahoo(shared),
  await openNewsApi({ ...shared, plan: "business" }),
  await openFred(shared),
];
const environment = {
  QUARTERDECK_VENDORS: "alpaca,yahoo,newsapi,fred",
  APCA_API_KEY_ID: STAND_IN_KEY.id,
  APCA_API_SECRET_KEY: STAND_IN_KEY.secret,
  ALPACA_DATA_URL: alpaca.url,
  ALPACA_STREAM_URL: alpaca.url.replace("http", "ws"),
  YAHOO_URL: yahoo.url,
  NEWSAPI_KEY: STAND_IN_NEWS_KEY,
  NEWSAPI_BASE_URL: newsapi.url,
  FRED_API_KEY: STAND_IN_FRED_KEY,
  FRED_BASE_URL: fred.url,
};
process.stdout.write(`${JSON.stringify(environment)}\n`);
let isEnding = false;
const end = async () => {
  if (isEnding) return;
  isEnding = true;
  await Promise.all([alpaca.close(), yahoo.close(), newsapi.close(), fred.close()]);
  process.exit(0);
};
process.stdin.resume().on("end", end).on("close", end);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);
