import { type Rule, rules } from "./rule.ts";

/** Prices, history, instruments, news and signals. */
export const MARKET_RULES: readonly Rule[] = [
  ...rules("instruments", 0.9, [
    /\b(?:which|what|list|show|all|available|supported|your)\b.*\b(?:instruments?|tickers?|symbols?|stocks?|companies|universe|assets?|markets|names|securities)\b(?!.*\b(?:hold|own|have i|do i|my|position|in my|news)\b).*\b(?:do you|can i|have|supported|support|trade|cover|available|there|know|track|offer|list)\b/,
    /^(?:(?:list|show|display|give)(?: me)?(?: (?:all|the|your|available|supported|tradable))* )?(?:available |all |tradable |supported )?(?:instruments?|tickers?|symbols?|universe|assets|securities|watchlist)\b[?.! ]*$/,
    /\bwhat (?:can|could) (?:i|we|you) (?:trade|invest in|buy|backtest)\b(?! (?:without|before))/,
    /\b(?:list|show)\b.*\b(?:instruments|tickers|symbols|tradable|universe)\b/,
    /\bdo you (?:have|cover|know|trade|support|offer)\b.*@/,
    /\bwhat (?:is|does) @\S+ (?:stand for|stock|company)\b|\b(?:which|what) company is @|\bis @\S+ (?:available|tradable|real|supported)\b|\bcan i trade @/,
  ]),
  ...rules("quote", 0.85, [
    /\b(?:quotes?|bid|ask|offer|last price|spread)\b(?!.*\b(?:backtest|slippage|order)\b)/,
    /\b(?:how much|what) (?:is|does|do|are) (?:it|they|that|this|one)(?: (?:at|cost|trading|trading at|worth|now|right now))*[?. ]*$/,
    /\bprices?\b(?!.*\b(?:history|chart|bars|last (?:week|month|year)|limit)\b)/,
    /\bhow much (?:is|are|does|do)\b.*@(?!.*\b(?:own|hold|have)\b)/,
    /\bwhere (?:is|are)\b.*@\S+(?: (?:trading|at|now|currently))*\s*\??$/,
    /\b(?:what|where) (?:is|are)\b.*@\S+.*\b(?:trading|at|worth|going for|now|cost)\b/,
    /\bwhat (?:does|do|would) (?:(?:a|1|one|each) share of |an? )?@\S+ cost\b/,
    /@\S+ (?:trading at|now|right now|currently)\b/,
  ]),
  ...rules("quote", 0.62, [
    /^(?:and |check |show(?: me)? |get(?: me)? |give me |tell me about |what about |how about |look at |pull up )?(?:@\S+[, ]*(?:and )?)+(?:stock|shares?|today|now|right now|please|[?.! ])*$/,
    /\bhow (?:is|are) @\S+(?:(?: and|,) @\S+)*(?: (?:doing|looking|holding up|trading|going))?(?: (?:now|right now|at the moment))?[?.! ]*$/,
  ]),
  ...rules("history", 0.86, [
    /\b(?:bars?|candles?|ohlcv?|price history|historical|history of|(?:daily )?closes|daily close|closing prices?|tape)\b/,
    /\b(?:chart|plot|graph)\b(?!.*\bequity curve\b)/,
    /\bhow (?:did|has|have|was|were|would)\b.*@.*\b(?:do|done|perform(?:ed)?|perform|move[d]?|fare[d]?|been|behave[d]?|doing|performing|go|gone|held? up|return(?:ed)?)\b/,
    /\bhow (?:is|are)\b.*@.*\b(?:today|this (?:week|month|quarter|year)|ytd|since|over|lately|recently|performing|mtd)\b/,
    /\b(?:performance|returns?|perform(?:ed)?|move[sd]?|gain(?:ed|s)?|change[ds]?|rall(?:y|ied)|drop(?:ped)?|fall(?:en)?|fell|rose|risen|up or down|trend|high|low|range|highest|lowest)\b.*@(?!.*\b(?:position|buy|sell|if|cross)\b)/,
    /@.*\b(?:performance|returns?|perform(?:ed|ing)?|moved?|gain(?:ed|s)?|changed?|rall(?:y|ied)|dropped|fall(?:en)?|fell|rose|risen|up or down|trend|(?:52[- ]week )?highs?|lows?|range|went|gone|go up|go down|been doing|done)\b(?!.*\b(?:position|buy|sell|if|cross)\b)/,
    /^compare\b.*@.*@/,
    /@\S+ (?:vs|versus|against|compared (?:to|with)) @/,
    /\bhow (?:is|are|was|were) the market\b/,
  ]),
  ...rules("articles", 0.955, [
    /^why (?:is|are|did|has) @\S+(?: \w+)? (?:moving|move|up|down|rising|rise|falling|fall|dropping|drop|rallying|rally|jump(?:ing)?|tank(?:ing)?|crash(?:ing)?)\b/,
  ]),
  ...rules("articles", 0.88, [
    /\bwhat (?:are|is) (?:people|everyone|analysts|the street|the press) (?:saying|writing)\b/,
    /(?<!\bsignals?\b.*)\b(?:news|headlines?|articles?|stories|story|press)\b(?!.*\b(?:strategy|sentiment|signals?|backtest|say|says|saying|tell us|bullish|bearish|tone|mood)\b)/,
    /\bwhat (?:happened|is (?:happening|going on|new)|is moving|moved)\b.*(?:@|\bmarket)/,
    /\banything (?:new|happening|i should know) (?:on|about|with|at|around)\b/,
  ]),
  ...rules("read-news", 0.92, [
    /^(?:tell me |say )?what (?:it|they) (?:says?|means?)\b/,
    /\b(?:what|how)\b.*\b(?:news|headlines?|articles?|press)\b.*\b(?:say|says|saying|tell|suggest|mean|look)\b/,
    /\b(?:generate|create|make|compute|produce|refresh|update|run|extract|build)\b.*\bsignals?\b/,
    /\b(?:read|analyse|analyze|scan|score|digest|interpret|process|go through)\b.*\b(?:news|headlines?|articles?|press)\b/,
    /\b(?:news )?(?:sentiment|mood|tone)\b(?!.*\b(?:backtest|strategy|tune|sweep|test|half-?life)\b).*(?:@|\b(?:market|news)\b)|(?:@|\bnews\b)\S*.*\b(?:sentiment|mood|tone)\b(?!.*\b(?:backtest|strategy|tune|sweep)\b)/,
    /\b(?:is|are) the (?:news|press|headlines)\b.*\b(?:good|bad|positive|negative|bullish|bearish)\b/,
    /\b(?:bullish|bearish)\b.*@(?!.*\bsignal)|@.*\b(?:bullish|bearish)\b(?!.*\bsignal)/,
  ]),
  ...rules("signals", 0.87, [
    /\bsignals?\b(?!.*\b(?:backtest|strategy|because|approved?|order)\b)/,
    /\bwhat do (?:the|your) (?:signals|models) (?:say|think)\b/,
  ]),
];
