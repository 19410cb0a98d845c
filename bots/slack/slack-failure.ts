import { webApi } from "@slack/bolt";
import { OperatorError } from "#core/model";

/** Slack did not do what it was asked. `retryAfterMs` is how long it wants to be left alone; 0 when it did not say. */
export class SlackFailure extends OperatorError {
  /** Slack's own word for it, such as channel_not_found. */
  readonly slackError: string;
  readonly retryAfterMs: number;

  constructor(method: string, slackError: string, retryAfterMs: number, options: ErrorOptions) {
    super(
      "SLACK_FAILED",
      "unavailable",
      {
        what: `Slack did not do ${method}: ${slackError}.`,
        why: "Cards in Slack may be late; trading and approvals in the app go on without them.",
        fix: FIXES[slackError] ?? "It is tried again by itself. Look at Slack's status if it goes on.",
      },
      options,
    );
    this.slackError = slackError;
    this.retryAfterMs = retryAfterMs;
  }
}

const FIXES: Readonly<Record<string, string>> = {
  invalid_auth: "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN to the tokens of the installed app.",
  not_allowed_token_type: "SLACK_BOT_TOKEN starts with xoxb-, SLACK_APP_TOKEN with xapp-.",
  token_revoked: "Install the app again and set the new SLACK_BOT_TOKEN.",
  account_inactive: "Install the app again and set the new SLACK_BOT_TOKEN.",
  channel_not_found: "Set SLACK_CHANNEL to the channel's id, and invite the app to the channel.",
  not_in_channel: "Invite the app to the channel SLACK_CHANNEL names.",
  missing_scope: "Give the app the scopes that docs/slack.md lists, and install it again.",
};

/** Reads whatever the client threw. */
export function slackFailure(method: string, cause: unknown): SlackFailure {
  if (cause instanceof SlackFailure) return cause;
  const options = { cause };
  if (cause instanceof webApi.WebAPIRateLimitedError)
    return new SlackFailure(method, "ratelimited", cause.retryAfter * 1_000, options);
  if (cause instanceof webApi.WebAPIPlatformError)
    return new SlackFailure(method, cause.data.error, 0, options);
  if (cause instanceof webApi.WebAPIHTTPError)
    return new SlackFailure(method, `HTTP ${cause.statusCode}`, 0, options);
  return new SlackFailure(method, "no answer", 0, options);
}
