import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { OperatorError } from "#core/model";
import { htmlReport } from "./html.ts";
import { junitReport } from "./junit.ts";
import type { Report } from "./report.ts";

/** Where the reports are, as a person would type it. */
export interface WrittenReports {
  html: string;
  json: string;
  junit: string;
}

/** @throws OperatorError REPORTS_NOT_WRITTEN */
export function writeReports(report: Report, folder: string): WrittenReports {
  const files = {
    html: join(folder, "index.html"),
    json: join(folder, "results.json"),
    junit: join(folder, "junit.xml"),
  };
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(files.html, htmlReport(report));
    writeFileSync(files.json, `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(files.junit, junitReport(report));
  } catch (cause) {
    throw new OperatorError(
      "REPORTS_NOT_WRITTEN",
      "unavailable",
      {
        what: `The reports could not be written to ${folder}: ${(cause as Error).message}.`,
        why: "A run nobody can read proves nothing.",
        fix: "Give a folder that may be written to: npm run evals -- --out=<folder>.",
      },
      { cause },
    );
  }
  const here = (path: string) => {
    const near = relative(process.cwd(), path);
    return near.startsWith("..") ? path : near;
  };
  return { html: here(files.html), json: here(files.json), junit: here(files.junit) };
}
