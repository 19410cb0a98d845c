import type { Finding, Instant, Source } from "#core/model";

export const COLLECTOR = "yahoo";

/** In whose name and when facts are told. */
export interface Telling {
  source: Source;
  receivedAt: Instant;
}

/** What one answer came to. */
export interface Told<Fact> {
  facts: Fact[];
  findings: Finding[];
}

type Remark = Pick<Finding, "check" | "severity" | "topic" | "subject"> & { detail: string } & Partial<
    Pick<Finding, "interval" | "from" | "to">
  >;

export function finding(remark: Remark, { receivedAt }: Telling): Finding {
  return {
    interval: null,
    from: null,
    to: null,
    ...remark,
    subject: remark.subject.slice(0, 200),
    detail: remark.detail.slice(0, 1_000),
    collector: COLLECTOR,
    foundAt: receivedAt,
  };
}

export const instant = (ms: number): Instant => new Date(ms).toISOString();
