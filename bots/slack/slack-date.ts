/** An instant each reader sees in their own zone, with UTC where a client cannot. */
export function slackDate(at: string): string {
  const seconds = Math.floor(Date.parse(at) / 1000);
  return `<!date^${seconds}^{date_short_pretty} {time_secs}|${utc(at)}>`;
}

export function utc(at: string): string {
  return `${at.slice(0, 19).replace("T", " ")} UTC`;
}
