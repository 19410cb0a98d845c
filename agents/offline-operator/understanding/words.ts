const list = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Words of the trade that are worth repairing when misspelt. Five letters or more: shorter ones have too many neighbours. */
export const DOMAIN_WORDS = list(`
  account allocate approval approvals approve article articles average backtest backtested backtesting backtests
  balance bearish bullish buying cancel commission compare crossover current decline definition drawdown equity
  execute executions explain exposure filled fills forget generate golden headline headlines health history holdings
  index indices instrument instruments interval invest limit limits liquidate market memory minute money monthly moving
  optimise optimize order orders parameter parameters pending percent performance portfolio position positions power preference
  price prices profit propose purchase quantity quote quotes recall refused rejected remember returns reverse sell selling
  sentiment sharpe shares show signal signals simulated simple slippage status stock stocks strategies strategy sweep
  symbol symbols tickers ticket trade trades trading tuning universe volatility waiting weekly withdraw yesterday
  rebalance turnover tighten trailing
  january february march april august september october november december
`);

/** Everyday words that lie one letter from a word of the trade or a company's name and mean what they say. */
export const EVERYDAY_WORDS = new Set(
  list(`
  about above across actually after again against ample amount another answer anything apply around asked asking back
  because been before behind being below best better between both bring brought build call called came care carry change
  changed check clear close closed come coming could count course cover cross daily date dates days deal deep does doing
  done double down during each early earlier either else end enough even ever every everything exactly extra fair fall far fast feel few
  final find fine first follow found four friday from full further gain gave general get getting give given giving goes
  going gone good great group grow half hand happen happened happens hard have having hear help here high hold holding
  home hope hours idea instead into itself just keep kind know known large last late later least leave left less level
  like line list little live long look looking lose lost made main make making many matter maybe mean means meet might mind
  minutes missed moment monday month months more morning most move moved much must name named near need needs never news
  next nice night none note nothing number numbers offer often okay older once only open opened opening other others over
  paid part past people per perhaps place places plain play please point points possible power prior problem put question quite
  quiet quick rather reach read ready real really reason recent rest result results return right rise round run running
  said same save saved saying second see seem seen send sense sent set several shape sharp short should showed shows side since
  size slow small some someone something soon sorry sort start started state stay step still stop such sure table take
  taken taking talk tell tells test testing text than thank thanks that their them then there these they thing things
  think third this those though thought three through throughout thursday time times today together told tomorrow too took top
  total toward tried true trust try trying tuesday tune turn twice type under until upon used using usual very view
  voice powder wait want wanted wants was watch ways wednesday week weeks well went were what when where which while whole whose
  why will wish with within without wonder word words work working works world worse worst worth would write wrong year years
  match matches matched falls drops sinks slips dips loses declines turning turned turns lower lowers loosen loosens tighter stricter raise raised halve halves halt halts halted freeze frozen crash stress rates
  hike hikes jump jumps spike spikes yields banks energy tech name names slice slices slicing parity variance protective
  yes yet your yours quarter quarters share shared stick stuck stack price prince trace trader traders train tray border
  broader boarder ordered marked market martin posted posting position amazing ample goggle gaggle simply sample samples
  signed single limited sells shell cell equal equally invent invented trades traded treat tree three thread hedge edge
  rebalance buyer seller holder options option futures forex crypto bitcoin margin leverage shorted shorting insider
  `),
);

/** Capitals that are words of the trade, not tickers. */
export const CAPITALS = new Set(
  list(`
  A AI AM AN AND API AS AT ATM ATR BB BPS BUY BY CAGR CEO CFO CPI CSV DAY DD DO ECB EMA ETF ETFS EPS EU EV FED FOMC FOR
  FX FYI GDP GO GTC HALT HELP HI HOLD I IF IN INC IOC IPO IS IT ITS KPI LLM LMT MA MACD ME MKT MTD MY NAV NO NOT NOW OCO
  OF OHLC OHLCV OK ON OOS OR OUT PDF PE PL PM PNL POS PX Q QTD RSI SEC SELL SHORT SL SMA SO SQL STOP THE TO TP TWAP UI UK UP US
  USA USD UTC VIX VS VWAP WHAT WHY WMA WTD YES YOU YTD LONG SHOW NEWS CASH RISK ALL AND ARE CAN THIS THAT P L M K B
  `),
);

/** Names people ask for that the desk has no data of; handed to the tool, which says so and offers the nearest. */
export const OTHER_NAMES: readonly string[] = list(`
  netflix meta facebook bitcoin btc ethereum eth dogecoin solana intel amd ibm disney boeing palantir gamestop berkshire
  walmart visa mastercard nike pfizer moderna ford oracle salesforce adobe uber airbnb shopify paypal starbucks mcdonalds
  gold silver oil crude nasdaq qqq russell ftse dax nikkei eurusd euro yen twitter spotify snowflake broadcom costco
  nflx pltr gme amc brk.b baba tsm avgo chevron
`);
