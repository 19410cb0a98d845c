/** How a printed report looks, on paper and on a screen of either kind. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2026; --faint: #5f6875; --paper: #fff; --rule: #d9dde3; --gain: 22 130 86; --loss: 192 57 43; --line: #2f6fb3; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --faint: #9aa4b2; --paper: #14171c; --rule: #2c323b; --gain: 70 190 130; --loss: 235 110 95; --line: #7db3ee; } }
@media print { :root { --ink: #000; --faint: #444; --paper: #fff; --rule: #bbb; } section { break-inside: avoid-page; } }
* { box-sizing: border-box; }
body { font: 14px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 960px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 28px 0 8px; }
.note { color: var(--faint); } pre { overflow-x: auto; font-size: 12px; }
.warnings { border-left: 3px solid rgb(var(--loss)); padding-left: 12px; } .warnings h2 { margin-top: 12px; }
section { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 8px 0; font-variant-numeric: tabular-nums; }
th, td { padding: 3px 8px; border-bottom: 1px solid var(--rule); text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; font-weight: 500; white-space: normal; }
.months td { font-size: 12px; padding: 3px 4px; }
td.gain { background: rgb(var(--gain) / calc(var(--strength) * 0.45)); } td.loss { background: rgb(var(--loss) / calc(var(--strength) * 0.45)); }
figure { margin: 12px 0; } figcaption { color: var(--faint); margin-bottom: 2px; }
svg { width: 100%; height: auto; } svg text { font-size: 11px; fill: var(--faint); }
.line { fill: none; stroke: var(--line); stroke-width: 1.3; } .area { fill: rgb(var(--loss) / 0.25); stroke: none; }
rect.gain { fill: rgb(var(--gain) / 0.75); } rect.loss { fill: rgb(var(--loss) / 0.75); }
`;
