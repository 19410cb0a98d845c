import { describe, expect, it } from "vitest";
import { gistsOf, rowsOf } from "./testing/gist.ts";

/** One conversation per block; each line leans on those above it. */
const CONVERSATIONS = `
backtest a 20/50 sma cross on the S&P 500 since 2010 → decision: run_backtest sma-cross SP500 from 2010-01-01 fast 20 slow 50
and with 10 bps slippage? → decision: run_backtest sma-cross SP500 from 2010-01-01 slippageBps 10 fast 20 slow 50
now weekly → decision: run_backtest sma-cross SP500 interval 1w from 2010-01-01 slippageBps 10 fast 20 slow 50
actually 50/200 → decision: run_backtest sma-cross SP500 interval 1w from 2010-01-01 slippageBps 10 fast 50 slow 200
and MSFT? → decision: run_backtest sma-cross MSFT interval 1w from 2010-01-01 slippageBps 10 fast 50 slow 200
and Apple? → decision: run_backtest sma-cross AAPL interval 1w from 2010-01-01 slippageBps 10 fast 50 slow 200
tune it → decision: sweep_parameters sma-cross AAPL interval 1w from 2010-01-01 slippageBps 10 fast 5/50/5 slow 60/200/20
backtest the best one → decision: run_backtest sma-cross AAPL interval 1w from 2010-01-01 slippageBps 10 fast 15 slow 120
put $5,000 in it → decision: propose_order AAPL buy notionalUsd 5000 causedBy bkt_8; judge_order
half of that → decision: propose_order AAPL buy notionalUsd 2500 causedBy bkt_8; judge_order
why did we buy? → explanation: explain_order
half of that → decision: propose_order AAPL buy notionalUsd 1250 causedBy bkt_8; judge_order

buy apple → decision: asks size
10 → decision: propose_order AAPL buy quantity 10; judge_order
make it 20 instead → decision: asks confirmation
no, I meant MSFT → decision: asks confirmation
yes → decision: propose_order MSFT buy quantity 20; judge_order

buy 5k of nvda → decision: asks unit
dollars → decision: propose_order NVDA buy notionalUsd 5000; judge_order
has it been approved → explanation: get_ticket
why → explanation: explain_order

sell my tesla → decision: asks size
half → decision: get_portfolio; propose_order TSLA sell quantity 4; judge_order

what's apple at? → monitoring: get_quote AAPL
and MSFT? → monitoring: get_quote MSFT
how did it do in 2019? → monitoring: get_bars MSFT from 2019-01-01 to 2019-12-31 limit 5000
and in 2020? → monitoring: get_bars MSFT from 2020-01-01 to 2020-12-31 limit 5000
what about the news → monitoring: list_articles MSFT limit 5
and tesla? → monitoring: list_articles TSLA limit 5
backtest a golden cross on it → decision: run_backtest sma-cross TSLA fast 50 slow 200
since 2015 → decision: run_backtest sma-cross TSLA from 2015-01-01 fast 50 slow 200
without costs → decision: run_backtest sma-cross TSLA from 2015-01-01 commissionBps 0 slippageBps 0 fast 50 slow 200
tune it → decision: sweep_parameters sma-cross TSLA from 2015-01-01 commissionBps 0 slippageBps 0 fast 5/50/5 slow 60/200/20

remember that I prefer weekly bars → learning: remember kind preference text I prefer weekly bars
forget that → learning: forget memoryId mem_1

forget the note about weekly bars → learning: recall query weekly bars; forget memoryId mem_1

what do you remember → learning: recall limit 20
forget the second one → learning: forget memoryId mem_2

could I buy 500 NVDA? → decision: get_quote NVDA; get_limits; get_portfolio
ok buy 5 → decision: asks symbol

buy 10 shares of apple and microsoft → decision: asks confirmation
yes → decision: propose_order AAPL buy quantity 10; judge_order; propose_order MSFT buy quantity 10; judge_order

buy 10 apple? → decision: asks confirmation
yes → decision: propose_order AAPL buy quantity 10; judge_order

buy 10 appl → decision: asks meaning
yes → decision: propose_order AAPL buy quantity 10; judge_order

buy some stock → decision: asks symbol
apple → decision: asks size
10 → decision: propose_order AAPL buy quantity 10; judge_order

sell → decision: asks symbol
everything → decision: get_portfolio; propose_order NVDA sell quantity 30; judge_order; propose_order TSLA sell quantity 9; judge_order

limit order for apple → decision: asks side
buy → decision: asks size
10 → decision: asks limitPrice
150 → decision: propose_order AAPL buy quantity 10 type limit limitPrice 150; judge_order

what is waiting for approval → monitoring: list_approvals
approve the first one → monitoring: refuse approve

show my positions → monitoring: list_positions
sell half of the first one → decision: get_portfolio; propose_order NVDA sell quantity 15; judge_order

any news on nvidia → monitoring: list_articles NVDA limit 5
buy it → decision: asks size
10 → decision: propose_order NVDA buy quantity 10; judge_order

backtest 20/50 on apple → decision: run_backtest sma-cross AAPL fast 20 slow 50
yes → monitoring: refuse agree
$500 → decision: run_backtest sma-cross AAPL initialCash 500 fast 20 slow 50

how are we doing → monitoring: get_portfolio
and the cash? → monitoring: get_portfolio

buy 10 apple → decision: propose_order AAPL buy quantity 10; judge_order
cancel that → monitoring: refuse cancel

buy 10 apple → decision: propose_order AAPL buy quantity 10; judge_order
the same for msft → decision: propose_order MSFT buy quantity 10; judge_order

buy 10 apple → decision: propose_order AAPL buy quantity 10; judge_order
and MSFT? → decision: asks confirmation
yes → decision: propose_order MSFT buy quantity 10; judge_order

buy €500 of apple → decision: asks size
$500 → decision: propose_order AAPL buy notionalUsd 500; judge_order

buy 10 or 20 apple → decision: asks size
10 → decision: propose_order AAPL buy quantity 10; judge_order

what's the price of tesla → monitoring: get_quote TSLA
how did it do this year → monitoring: get_bars TSLA from 2026-01-01 limit 5000
any news on it → monitoring: list_articles TSLA limit 5
what do the signals say about it → monitoring: list_signals TSLA limit 10
buy $300 of it → decision: propose_order TSLA buy notionalUsd 300; judge_order
double that → decision: propose_order TSLA buy notionalUsd 600; judge_order
why → explanation: explain_order

backtest 20/50 on msft since 2015 → decision: run_backtest sma-cross MSFT from 2015-01-01 fast 20 slow 50
make it 10/30 → decision: run_backtest sma-cross MSFT from 2015-01-01 fast 10 slow 30
use weekly bars → decision: run_backtest sma-cross MSFT interval 1w from 2015-01-01 fast 10 slow 30
with 5 bps commission → decision: run_backtest sma-cross MSFT interval 1w from 2015-01-01 commissionBps 5 fast 10 slow 30
until 2019 → decision: run_backtest sma-cross MSFT interval 1w from 2015-01-01 to 2019-12-31 commissionBps 5 fast 10 slow 30
and for nvidia → decision: run_backtest sma-cross NVDA interval 1w from 2015-01-01 to 2019-12-31 commissionBps 5 fast 10 slow 30
compare it with a 50/200 → decision: run_backtest sma-cross NVDA interval 1w from 2015-01-01 to 2019-12-31 commissionBps 5 fast 50 slow 200

show my positions → monitoring: list_positions
how much is nvidia worth → monitoring: get_quote NVDA
could I sell 50 of it? → decision: get_quote NVDA; get_limits; get_portfolio
sell 10 of it → decision: propose_order NVDA sell quantity 10; judge_order
is it filled? → explanation: get_ticket
show the fills → monitoring: list_fills

tune a sma cross on KO since 2010 → decision: sweep_parameters sma-cross KO from 2010-01-01 fast 5/50/5 slow 60/200/20
with a smaller grid, fast 10 to 20 step 5, slow 50 to 100 step 25 → decision: sweep_parameters sma-cross KO from 2010-01-01 fast 10/20/5 slow 50/100/25
use the best parameters → decision: run_backtest sma-cross KO from 2010-01-01 fast 15 slow 120
and without slippage → decision: run_backtest sma-cross KO from 2010-01-01 slippageBps 0 fast 15 slow 120
now on the index → decision: run_backtest sma-cross SP500 from 2010-01-01 slippageBps 0 fast 15 slow 120
put 2k in it → decision: propose_order SPY buy notionalUsd 2000 causedBy bkt_5; judge_order
dollars → monitoring: unclear

buy nvidia → decision: asks size
how much is it? → monitoring: get_quote NVDA
buy 3 nvidia → decision: propose_order NVDA buy quantity 3; judge_order

buy apple → decision: asks size
never mind → monitoring: dismiss

buy apple → decision: asks size
what's the price first? → monitoring: get_quote AAPL

sell all my tesla → decision: get_portfolio; propose_order TSLA sell quantity 9; judge_order
and nvidia too → decision: asks confirmation

hi → monitoring: greeting
what can you do → monitoring: help
show me apple → monitoring: get_quote AAPL
buy it → decision: asks size
two → decision: propose_order AAPL buy quantity 2; judge_order
thanks → monitoring: thanks

buy 3 apple → decision: propose_order AAPL buy quantity 3; judge_order
same again → decision: propose_order AAPL buy quantity 3; judge_order

backtest a golden cross on apple → decision: run_backtest sma-cross AAPL fast 50 slow 200
buy 5 shares of it → decision: propose_order AAPL buy quantity 5 causedBy bkt_1; judge_order
sell half of it → decision: get_portfolio

what are my limits → monitoring: get_limits
and for one position? → monitoring: list_positions
is trading halted? → monitoring: get_limits

remember that my favourite stock is KO → learning: remember kind preference text my favourite stock is KO
what do you remember → learning: recall limit 20
forget the first one → learning: forget memoryId mem_1

backtest 20/50 on apple and msft → decision: run_backtest sma-cross AAPL fast 20 slow 50; run_backtest sma-cross MSFT fast 20 slow 50
tune the first one → decision: sweep_parameters sma-cross AAPL fast 5/50/5 slow 60/200/20

buy apple → decision: asks size
buy 3 nvidia → decision: propose_order NVDA buy quantity 3; judge_order

buy apple → decision: asks size
sell 3 → decision: asks symbol

buy apple → decision: asks size
3 nvidia → decision: propose_order NVDA buy quantity 3; judge_order

buy 10 → decision: asks symbol
apple → decision: propose_order AAPL buy quantity 10; judge_order

sell tesla → decision: asks size
a third → decision: get_portfolio; propose_order TSLA sell quantity 3; judge_order

how are we doing → monitoring: get_portfolio
kaufe 10 Apple → monitoring: unclear

price of tesla → monitoring: get_quote TSLA
compare it with nvidia this year → monitoring: get_bars TSLA from 2026-01-01 limit 5000; get_bars NVDA from 2026-01-01 limit 5000

buy 3 apple → decision: propose_order AAPL buy quantity 3; judge_order
make it 6 instead → decision: asks confirmation
yes → decision: propose_order AAPL buy quantity 6; judge_order
did it go through → explanation: get_ticket

buy 3 apple → decision: propose_order AAPL buy quantity 3; judge_order
compare it with nvidia this year → monitoring: get_bars AAPL from 2026-01-01 limit 5000; get_bars NVDA from 2026-01-01 limit 5000
`;

describe("a conversation", () => {
  const blocks = CONVERSATIONS.split("\n\n").map(rowsOf);
  it.each(blocks.map((rows) => [rows[0]?.[0] ?? "", rows] as const))("that begins %j", (_, rows) => {
    expect(gistsOf(...rows.map(([text]) => text))).toEqual(rows.map(([, gist]) => gist));
  });
});
