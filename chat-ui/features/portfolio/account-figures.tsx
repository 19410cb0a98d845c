import type { UseQueryResult } from "@tanstack/react-query";
import type { Portfolio } from "#core/model";
import { Figure, Figures } from "../../components/figures.tsx";
import { Gain } from "../../components/gain.tsx";
import { Loaded } from "../../components/loaded.tsx";
import { SourceMark } from "../../components/source-mark.tsx";
import { money, percent, ratio } from "../../lib/formats.ts";

/** The account in figures. Each carries the mark of where its prices come from. */
export function AccountFigures({ query }: { query: UseQueryResult<Portfolio, Error> }) {
  return (
    <Loaded query={query} skeleton={<div className="skeleton m-3 h-14" />}>
      {(portfolio) => {
        const mark = <SourceMark source={portfolio.source} />;
        const share = (amount: string) => (
          <span className="ml-1.5 text-xs text-muted">
            {percent(ratio(amount, portfolio.equity), { digits: 1 })}
          </span>
        );
        return (
          <Figures>
            <Figure name="Equity" mark={mark}>
              {money(portfolio.equity)}
            </Figure>
            <Figure name="Day profit or loss" mark={mark}>
              <Gain amount={portfolio.dayPnl} fraction={ratio(portfolio.dayPnl, portfolio.equityAtOpen)} />
            </Figure>
            <Figure name="Cash" mark={mark}>
              {money(portfolio.cash)}
              {share(portfolio.cash)}
            </Figure>
            <Figure name="Buying power" mark={mark}>
              {money(portfolio.buyingPower)}
            </Figure>
            <Figure name="Gross exposure" mark={mark}>
              {money(portfolio.grossExposure)}
              {share(portfolio.grossExposure)}
            </Figure>
            <Figure name="Net exposure" mark={mark}>
              {money(portfolio.netExposure)}
              {share(portfolio.netExposure)}
            </Figure>
            <Figure name="Reserved by orders" mark={mark}>
              {money(portfolio.reserved)}
            </Figure>
            <Figure name="Equity at the open" mark={mark}>
              {money(portfolio.equityAtOpen)}
            </Figure>
          </Figures>
        );
      }}
    </Loaded>
  );
}
