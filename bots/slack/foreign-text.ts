import { visibleText } from "#core/model";

/** Text somebody else wrote, inside mrkdwn: what would open a link, a mention or a format is made harmless. */
export const foreignMrkdwn = (text: string, max: number): string => plainMrkdwn(visibleText(text, max));

/** Words of a card inside mrkdwn, in which nothing formats. */
export const plainMrkdwn = (text: string): string => escapeMrkdwn(text.replace(/[*~`]/g, ""));

export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
