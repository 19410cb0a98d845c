import { describe, expect, it } from "vitest";
import { gistOf, rowsOf } from "./testing/gist.ts";

/*
 * Written before the rules of risk, slices, stops and limits, by wording alone. The first rules understood 46 of 76;
 * of the other 30, 11 were kinds of order that had no rules yet, 3 asked for tools that did not exist yet, and the
 * rest then shaped the rules. From here on the set holds the line.
 */
const HELD_OUT = `
please rebalance my book to equal risk, turnover no more than ten percent → decision: propose_rebalance risk-parity turnover 0.1
shift the portfolio to minimum variance → decision: propose_rebalance min-variance
rebalance to hierarchical risk parity without trading over 15% → decision: propose_rebalance hrp turnover 0.15
get me to the max sharpe weights with at most 5 percent turnover → decision: propose_rebalance max-sharpe turnover 0.05
re-balance apple, microsoft and coke to risk parity → decision: propose_rebalance risk-parity symbols AAPL,MSFT,KO
rebalence to risk parity max 20% turn over → decision: propose_rebalance risk-parity turnover 0.2
what would a risk parity portfolio look like → decision: optimize_portfolio risk-parity
show me the best weights for NVDA and TSLA by minimum variance → decision: optimize_portfolio min-variance symbols NVDA,TSLA
move everything to equal risk contributions but cap each name at 30% → decision: propose_rebalance risk-parity maxWeight 0.3
rebalance the account into a global minimum variance mix, turning over a tenth at most → decision: propose_rebalance min-variance turnover 0.1
how badly would a rate hike hurt me → monitoring: get_risk_report
which holding suffers most when interest rates spike → monitoring: get_risk_report
how much do i lose if yields go up → monitoring: get_risk_report
what happens to my book in a 30% crash → monitoring: get_risk_report market -0.3
stress the portfolio for a 12 percent market decline → monitoring: get_risk_report market -0.12
what's my 99% value at risk → monitoring: get_risk_report
how much could I lose on a bad day → monitoring: get_risk_report
show me VaR and expected shortfall → monitoring: get_risk_report
what if tech drops 15% → monitoring: get_risk_report sector Technology -0.15
what if nvidia halves → monitoring: get_risk_report symbol NVDA -0.5
how long would it take to sell everything → monitoring: get_risk_report
what is my beta → monitoring: get_risk_report
how would I have fared in 2008 → monitoring: get_risk_report
what's the worst scenario for us → monitoring: get_risk_report
work half my nvidia out over the next hour with a twap → decision: get_portfolio; propose_execution NVDA sell twap quantity 15 durationMinutes 60; judge_order
twap 300 coke over 2 hours → decision: asks side
buy 500 AAPL with vwap over the next three hours → decision: propose_execution AAPL buy vwap quantity 500 durationMinutes 180; judge_order
slowly sell all my tesla over 90 minutes → decision: get_portfolio; propose_execution TSLA sell twap quantity 9 durationMinutes 90; judge_order
iceberg buy 2000 exxon showing 200 → decision: propose_execution XOM buy iceberg quantity 2000 displayQuantity 200; judge_order
sell a third of nvidia via twap in 30 min → decision: get_portfolio; propose_execution NVDA sell twap quantity 10 durationMinutes 30; judge_order
vwap into 400 microsoft over two hours, at most 5% of volume → decision: propose_execution MSFT buy vwap quantity 400 durationMinutes 120 maxParticipation 0.05; judge_order
how is my vwap getting on → monitoring: list_executions
what would a cap of 2000 dollars per order have blocked in the last 30 days → monitoring: shadow_limit changes maxOrderNotionalUsd 2000 days 31
if max order had been $3k this week which orders would have been refused → monitoring: shadow_limit changes maxOrderNotionalUsd 3000 days 2
show my tax lots for apple → monitoring: list_lots AAPL
show running executions → monitoring: list_executions status open
cap orders at $2k → monitoring: get_limits; tighten_limits changes maxOrderNotionalUsd 2000
lower the biggest allowed order to 1500 dollars → monitoring: get_limits; tighten_limits changes maxOrderNotionalUsd 1500
bring the max position down to $8,000 → monitoring: get_limits; tighten_limits changes maxPositionUsd 8000
cut the daily loss limit to 1 percent → monitoring: get_limits; tighten_limits changes maxDailyLossOfEquity 0.01
tighten the order limit to five thousand → monitoring: get_limits; tighten_limits changes maxOrderNotionalUsd 5000
make everything above $500 need an approval → monitoring: get_limits; tighten_limits changes oneApprovalAboveUsd 500
allow no more than 5 orders a minute → monitoring: get_limits; tighten_limits changes maxOrdersPerMinute 5
reduce the gross exposure cap to 0.5 → monitoring: get_limits; tighten_limits changes maxGrossExposure 0.5
tighten the max order → monitoring: asks limitValue
raise max order to $50,000 → monitoring: refuse limits
double my order limit → monitoring: refuse limits
loosen the price collar → monitoring: refuse limits
shut it all down now → monitoring: halt
freeze the desk → monitoring: halt
hit the kill switch → monitoring: halt
please halt all trading at once, something is wrong → monitoring: halt
should we halt? → monitoring: refuse halt
do not halt → monitoring: refuse halt
how do i halt trading → monitoring: refuse halt
is trading halted → monitoring: get_limits
why was trading halted → monitoring: get_limits
buy 10 apple with a protective stop 5% under → decision: get_quote AAPL; propose_order AAPL buy quantity 10 orderClass oto stopLoss stopPrice 94.91; judge_order
sell 5 microsoft limit 400 gtc → decision: propose_order MSFT sell quantity 5 type limit limitPrice 400 timeInForce gtc; judge_order
3% trailing stop on my nvidia → decision: get_portfolio; propose_order NVDA sell quantity 30 type trailing-stop trail by percent amount 3; judge_order
stop me out of tesla at 180 → decision: get_portfolio; propose_order TSLA sell quantity 9 type stop stopPrice 180; judge_order
buy 20 KO at the open → decision: propose_order KO buy quantity 20 timeInForce opg; judge_order
sell 5 AAPL market on close → decision: propose_order AAPL sell quantity 5 timeInForce cls; judge_order
buy 3 msft stop 450 limit 455 → decision: propose_order MSFT buy quantity 3 type stop-limit limitPrice 455 stopPrice 450; judge_order
buy 10 nvda, take profit at 250 and stop at 180 → decision: propose_order NVDA buy quantity 10 orderClass bracket takeProfit limitPrice 250 stopLoss stopPrice 180; judge_order
buy 2 aapl limit 200 fill or kill → decision: propose_order AAPL buy quantity 2 type limit limitPrice 200 timeInForce fok; judge_order
put a stop on my tesla → decision: asks stopPrice
what is a twap → explanation: define
what does an iceberg order do → explanation: define
explain risk parity → explanation: define
what is value at risk → explanation: define
resume → monitoring: refuse resume
approve the basket → monitoring: refuse approve
`;

/** Words of the trade that wish for nothing. */
const TALK = `
the halt yesterday was annoying
I read about twap and rebalancing last night
my friend says risk parity is great
I might rebalance to risk parity some day
selling half of NVDA by twap would be silly
nobody should tighten the max order to $2,000
the broker said halt everything yesterday
what does "halt everything" do
`;

describe("sentences about risk the rules were not written from", () => {
  it.each(rowsOf(HELD_OUT))("%s", (sentence, gist) => {
    expect(gistOf(sentence)).toBe(gist);
  });
});

describe("talk about risk", () => {
  it.each(TALK.trim().split("\n"))("does nothing for: %s", (sentence) => {
    expect(gistOf(sentence)).not.toMatch(/propose_|tighten_limits|cancel_|: halt$/);
  });
});
