import { describe, expect, it } from "vitest";
import { Conversation } from "./testing/conversation.ts";
import { gistsOf, rowsOf } from "./testing/gist.ts";

/** One conversation per block; each line leans on those above it. */
const CONVERSATIONS = `
give me a strategy idea for apple → decision: propose_strategies universe AAPL count 3
backtest the first one → decision: run_backtest rsi-reversion AAPL period 2 lower 10
backtest the second → decision: run_backtest sma-cross AAPL fast 50 slow 200
compare the two backtests → decision: compare_backtests backtestIds bkt_2,bkt_3
tune it with tpe, 100 trials → decision: start_study sma-cross AAPL tpe budget 100; get_study studyId stu_5 waitSeconds 20
how is the study going? → decision: get_study studyId stu_5
save the best as a strategy called slow trend because trends last → decision: save_strategy
walk it forward → decision: validate_strategy definitionId str_8
can it be promoted? → decision: judge_promotion definitionId str_8
why was it refused promotion? → decision: judge_promotion definitionId str_8
print the report → explanation: report

backtest a golden cross on nvidia → decision: run_backtest sma-cross NVDA fast 50 slow 200
is that just luck? → decision: save_strategy; validate_strategy definitionId str_2
promote it → decision: judge_promotion definitionId str_2

walk it forward → decision:
save this → decision:
what did we save? show my saved strategies → decision: list_definitions
can it be promoted? → decision: list_definitions

optimise a cross on apple with bayesian optimization → decision: start_study sma-cross AAPL gp; get_study studyId stu_1 waitSeconds 20
backtest the best one → decision: run_backtest sma-cross AAPL fast 15 slow 120
`;

describe("a conversation in the strategy lab", () => {
  const blocks = CONVERSATIONS.trim().split("\n\n").map(rowsOf);
  it.each(blocks.map((rows) => [rows[0]?.[0] ?? "", rows] as const))("%s", (_first, rows) => {
    const untold = (gist: string) => gist.replace(/save_strategy [^;]*/g, "save_strategy").trim();
    expect(gistsOf(...rows.map(([sentence]) => sentence)).map(untold)).toEqual(rows.map(([, gist]) => gist));
  });

  it("keeps what a search found under the given name, with the search it comes from", () => {
    const talk = new Conversation();
    talk.say("tune a cross on apple with tpe");
    const { calls } = talk.say("save the best as slow trend because trends last for months");
    expect(calls[0]?.args).toMatchObject({
      name: "slow trend",
      why: "trends last for months",
      studyId: "stu_1",
      body: { kind: "sma-cross", parameters: { fast: 15, slow: 120 }, universe: ["AAPL"] },
    });
  });

  it("tells what was seen, what chance would give and what is missing, and promotes nothing", () => {
    const talk = new Conversation();
    const idea = talk.say("suggest a strategy for apple").answer;
    expect(idea).toMatch(/Buy dips.*Falls were followed by rises[\s\S]*An idea is no result/);
    talk.say("backtest the first one");
    const walked = talk.say("walk it forward").answer;
    expect(walked).toMatch(/Saved as[\s\S]*unseen stretches[\s\S]*pick of 201 trials[\s\S]*40(?:\.0)? %/);
    const refused = talk.say("promote it to candidate").answer;
    expect(refused).toMatch(/cannot move from draft to candidate[\s\S]*Luck explains it[\s\S]*best of 201/);
    expect(talk.say("promote it anyway").calls.map(({ name }) => name)).not.toContain("promote_strategy");
    const told = talk.say("compare the last two backtests").answer;
    expect(told).toMatch(/cannot be told apart/);
    expect(talk.say("print the report").answer).toMatch(/reportBacktest/);
  });
});
