import { Labelled } from "../../components/labelled.tsx";
import { METHODS, type Method, type OptimiserWish, targetOf } from "./optimiser-request.ts";

const RETURNS: Record<OptimiserWish["returns"], string> = {
  historical: "Mean of the past year",
  signals: "Live signals (Black–Litterman)",
};

const COVARIANCES: Record<OptimiserWish["covariance"], string> = {
  "ledoit-wolf": "Ledoit–Wolf shrinkage",
  oas: "OAS shrinkage",
  denoised: "Denoised",
  ewma: "Recent days weigh more (EWMA)",
  sample: "Plain sample",
};

interface OptimiserFieldsProps {
  wish: OptimiserWish;
  onChange: (wish: OptimiserWish) => void;
}

/** Method, assets and limits of the optimiser; percentages throughout. */
export function OptimiserFields({ wish, onChange }: OptimiserFieldsProps) {
  const set = (part: Partial<OptimiserWish>) => onChange({ ...wish, ...part });
  const target = targetOf(wish.method);
  const share = (label: string, name: "minWeight" | "maxWeight" | "maxSector" | "turnover" | "invested") => (
    <Share label={label} value={wish[name]} onType={(text) => set({ [name]: text })} />
  );
  return (
    <>
      <Select
        label="Method"
        options={METHODS}
        value={wish.method}
        onChange={(method: Method) => set({ method })}
      />
      {target && (
        <Share isRequired label={target} value={wish.target} onType={(text) => set({ target: text })} />
      )}
      <Labelled label="Symbols" note="Left empty: what the account holds.">
        {(id) => (
          <input
            id={id}
            className="field"
            autoComplete="off"
            placeholder="AAPL, MSFT, KO"
            value={wish.symbols}
            onChange={(event) => set({ symbols: event.target.value })}
          />
        )}
      </Labelled>
      <div className="grid grid-cols-2 gap-3">
        {share("Least of each", "minWeight")}
        {share("Most of each", "maxWeight")}
        {share("Most of a sector", "maxSector")}
        {share("Most turnover", "turnover")}
        {share("Invested", "invested")}
      </div>
      <p className="label">
        Per cent; empty is no such limit, and for “invested” as much as now. Turnover counts purchases and
        sales.
      </p>
      <details>
        <summary className="text-xs font-medium text-accent">Estimates</summary>
        <div className="mt-2 space-y-3">
          <Select
            label="Expected returns"
            options={RETURNS}
            value={wish.returns}
            onChange={(returns) => set({ returns })}
          />
          <Select
            label="Covariance"
            options={COVARIANCES}
            value={wish.covariance}
            onChange={(covariance) => set({ covariance })}
          />
        </div>
      </details>
    </>
  );
}

interface SelectProps<Option extends string> {
  label: string;
  options: Record<Option, string>;
  value: Option;
  onChange: (option: Option) => void;
}

function Select<Option extends string>({ label, options, value, onChange }: SelectProps<Option>) {
  return (
    <Labelled label={label}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={value}
          onChange={(event) => onChange(event.target.value as Option)}
        >
          {Object.entries<string>(options).map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

interface ShareProps {
  label: string;
  value: string;
  onType: (text: string) => void;
  isRequired?: boolean;
}

function Share({ label, value, onType, isRequired = false }: ShareProps) {
  return (
    <Labelled label={`${label}, %`}>
      {(id) => (
        <input
          id={id}
          className="field"
          required={isRequired}
          inputMode="decimal"
          autoComplete="off"
          pattern="-?[0-9]*\.?[0-9]*"
          title="A number"
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Labelled>
  );
}
