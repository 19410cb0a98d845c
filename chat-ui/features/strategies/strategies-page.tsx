import { getRouteApi } from "@tanstack/react-router";
import { Choice } from "../../components/choice.tsx";
import { BacktestView } from "./backtest-view.tsx";
import { ComparisonView } from "./comparison-view.tsx";
import { DefinitionView } from "./definition-view.tsx";
import { Library } from "./library.tsx";
import { StudyStart } from "./study-start.tsx";
import { StudyView } from "./study-view.tsx";
import { TryForm } from "./try-form.tsx";

const route = getRouteApi("/strategies");
const VIEWS = ["library", "try", "search"] as const;
const WORDS = { library: "Library", try: "Backtest", search: "Search parameters" } as const;

/** Strategies: what is kept, what was tried, what is being searched, and what each still has to show. */
export function StrategiesPage() {
  const { view = "library", backtest, definition, study, compare } = route.useSearch();
  const navigate = route.useNavigate();
  const open = (search: ReturnType<typeof route.useSearch>) => void navigate({ search });
  const isOpen = backtest ?? definition ?? study ?? compare;
  return (
    <div className="mx-auto max-w-[90rem] space-y-4 p-3 md:p-5">
      <h1 className="sr-only">Strategies</h1>
      <Choice
        name="What to see"
        options={VIEWS}
        value={view}
        onChange={(wanted) => open(wanted === "library" ? {} : { view: wanted })}
        words={(one) => WORDS[one]}
      />
      {!isOpen && view === "library" && <Library onOpen={open} />}
      {!isOpen && view === "try" && <TryForm onTried={(id) => open({ view: "try", backtest: id })} />}
      {!isOpen && view === "search" && <StudyStart onOpen={(id) => open({ view: "search", study: id })} />}
      {backtest && <BacktestView backtestId={backtest} onSaved={(id) => open({ definition: id })} />}
      {definition && <DefinitionView definitionId={definition} onTested={(id) => open({ backtest: id })} />}
      {study && <StudyView studyId={study} onSaved={(id) => open({ definition: id })} />}
      {compare && <ComparisonView backtestIds={compare.split(",")} />}
    </div>
  );
}
