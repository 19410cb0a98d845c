CREATE TABLE "accounts" (
	"account" text PRIMARY KEY NOT NULL,
	"environment" text NOT NULL,
	"trading_state" text DEFAULT 'ACTIVE' NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"state_changed_at" timestamp (3) with time zone NOT NULL,
	"kill_epoch" bigint DEFAULT 0 NOT NULL,
	"cash" numeric(18, 6) NOT NULL,
	"equity_at_open" numeric(18, 6) NOT NULL,
	"opened_on" text NOT NULL,
	"gross_exposure" numeric(18, 6) DEFAULT '0' NOT NULL,
	"net_exposure" numeric(18, 6) DEFAULT '0' NOT NULL,
	"reserved" numeric(18, 6) DEFAULT '0' NOT NULL,
	"limits_version" integer NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "known_state" CHECK ("accounts"."trading_state" in ('ACTIVE','REDUCING','HALTED')),
	CONSTRAINT "known_environment" CHECK ("accounts"."environment" in ('sim','paper','live')),
	CONSTRAINT "reserved_not_negative" CHECK ("accounts"."reserved" >= 0),
	CONSTRAINT "cash_is_a_number" CHECK ("accounts"."cash" > -1e12 and "accounts"."cash" < 1e12)
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"account" text NOT NULL,
	"symbol" text NOT NULL,
	"quantity" numeric(18, 6) DEFAULT '0' NOT NULL,
	"average_cost" numeric(18, 6) DEFAULT '0' NOT NULL,
	"realised_pnl" numeric(18, 6) DEFAULT '0' NOT NULL,
	"mark_price" numeric(18, 6) DEFAULT '0' NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	"reserved_buy" numeric(18, 6) DEFAULT '0' NOT NULL,
	"open_buy_quantity" numeric(18, 6) DEFAULT '0' NOT NULL,
	"open_sell_quantity" numeric(18, 6) DEFAULT '0' NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "positions_account_symbol_pk" PRIMARY KEY("account","symbol"),
	CONSTRAINT "reservations_not_negative" CHECK ("positions"."reserved_buy" >= 0 and "positions"."open_buy_quantity" >= 0 and "positions"."open_sell_quantity" >= 0),
	CONSTRAINT "mark_is_a_number" CHECK ("positions"."mark_price" >= 0 and "positions"."mark_price" < 1e9),
	CONSTRAINT "quantity_is_a_number" CHECK ("positions"."quantity" > -1e9 and "positions"."quantity" < 1e9)
);
--> statement-breakpoint
CREATE TABLE "approval_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"order_hash" text NOT NULL,
	"quorum" integer NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"requested_by" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_request_per_proposal" UNIQUE("proposal_id"),
	CONSTRAINT "known_status" CHECK ("approval_requests"."status" in ('pending','approved','declined','expired','void'))
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" text PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"order_hash" text NOT NULL,
	"approver" text NOT NULL,
	"decision" text NOT NULL,
	"channel" text NOT NULL,
	"note" text,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_vote_per_person" UNIQUE("proposal_id","approver"),
	CONSTRAINT "known_decision" CHECK ("approvals"."decision" in ('approve','decline'))
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" text PRIMARY KEY NOT NULL,
	"headline" text NOT NULL,
	"body" text NOT NULL,
	"publisher" text NOT NULL,
	"url" text,
	"content_hash" text NOT NULL,
	"suspicious" boolean DEFAULT false NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "articles_once" UNIQUE("content_hash")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"via" text NOT NULL,
	"action" text NOT NULL,
	"outcome" text NOT NULL,
	"entity_id" text NOT NULL,
	"trace_id" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backtests" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"report" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bars" (
	"symbol" text NOT NULL,
	"interval" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"open" double precision NOT NULL,
	"high" double precision NOT NULL,
	"low" double precision NOT NULL,
	"close" double precision NOT NULL,
	"volume" double precision NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "bars_symbol_interval_occurred_at_source_known_at_pk" PRIMARY KEY("symbol","interval","occurred_at","source","known_at")
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"run_id" text NOT NULL,
	"seq" integer NOT NULL,
	"chunk" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "run_events_run_id_seq_pk" PRIMARY KEY("run_id","seq")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" text PRIMARY KEY NOT NULL,
	"thread_id" text NOT NULL,
	"message_id" text NOT NULL,
	"text" text NOT NULL,
	"status" text NOT NULL,
	"model" text NOT NULL,
	"trace_id" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"title" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memories" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"owner" text NOT NULL,
	"text" text NOT NULL,
	"origin" text NOT NULL,
	"origin_key" text NOT NULL,
	"trust" text NOT NULL,
	"importance" double precision NOT NULL,
	"caused_by" jsonb NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone,
	"embedding" vector NOT NULL,
	"embedding_model" text NOT NULL,
	"embedding_dimension" integer NOT NULL,
	CONSTRAINT "memories_once" UNIQUE("owner","origin_key"),
	CONSTRAINT "known_trust" CHECK ("memories"."trust" in ('trusted','untrusted'))
);
--> statement-breakpoint
CREATE TABLE "clearances" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"account" text NOT NULL,
	"order_hash" text NOT NULL,
	"limits_version" integer NOT NULL,
	"kill_epoch" bigint NOT NULL,
	"approvals_needed" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"consumed_at" timestamp (3) with time zone,
	CONSTRAINT "lives_at_most_a_minute" CHECK ("clearances"."expires_at" > "clearances"."issued_at" and "clearances"."expires_at" <= "clearances"."issued_at" + interval '60 seconds'),
	CONSTRAINT "approvals_needed_range" CHECK ("clearances"."approvals_needed" between 0 and 2)
);
--> statement-breakpoint
CREATE TABLE "fills" (
	"broker" text NOT NULL,
	"execution_id" text NOT NULL,
	"client_order_id" text NOT NULL,
	"account" text NOT NULL,
	"symbol" text NOT NULL,
	"side" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"price" numeric(18, 6) NOT NULL,
	"fee" numeric(18, 6) NOT NULL,
	"filled_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "fills_once" UNIQUE("broker","execution_id"),
	CONSTRAINT "fill_range" CHECK ("fills"."quantity" > 0 and "fills"."quantity" < 1e9 and "fills"."price" > 0 and "fills"."price" < 1e9)
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" text PRIMARY KEY NOT NULL,
	"client_order_id" text NOT NULL,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"client_order_id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"clearance_id" text NOT NULL,
	"environment" text NOT NULL,
	"account" text NOT NULL,
	"symbol" text NOT NULL,
	"side" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"type" text NOT NULL,
	"limit_price" numeric(18, 6) NOT NULL,
	"time_in_force" text NOT NULL,
	"state" text DEFAULT 'intent' NOT NULL,
	"filled_quantity" numeric(18, 6) DEFAULT '0' NOT NULL,
	"average_fill_price" numeric(18, 6),
	"broker_order_id" text,
	"cancel_requested_at" timestamp (3) with time zone,
	"reason" text,
	"kill_epoch" bigint NOT NULL,
	"claimed_by" text,
	"claimed_until" timestamp (3) with time zone,
	"send_attempts" integer DEFAULT 0 NOT NULL,
	"look_count" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "one_order_per_clearance" UNIQUE("clearance_id"),
	CONSTRAINT "one_order_per_proposal" UNIQUE("proposal_id"),
	CONSTRAINT "client_order_id_length" CHECK (length("orders"."client_order_id") between 8 and 48),
	CONSTRAINT "symbol_shape" CHECK ("orders"."symbol" ~ '^[A-Z][A-Z0-9.]{0,9}$'),
	CONSTRAINT "known_side" CHECK ("orders"."side" in ('buy','sell')),
	CONSTRAINT "known_type" CHECK ("orders"."type" in ('market','limit')),
	CONSTRAINT "known_time_in_force" CHECK ("orders"."time_in_force" in ('day','ioc')),
	CONSTRAINT "known_environment" CHECK ("orders"."environment" in ('sim','paper','live')),
	CONSTRAINT "quantity_range" CHECK ("orders"."quantity" > 0 and "orders"."quantity" < 1e9),
	CONSTRAINT "price_range" CHECK ("orders"."limit_price" > 0 and "orders"."limit_price" < 1e9),
	CONSTRAINT "never_overfilled" CHECK ("orders"."filled_quantity" >= 0 and "orders"."filled_quantity" <= "orders"."quantity")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"event_id" text NOT NULL,
	"flow" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"next_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "deliveries_event_id_flow_pk" PRIMARY KEY("event_id","flow")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"entity_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"caused_by" jsonb NOT NULL,
	"trace_id" text NOT NULL,
	"actor" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "events_id_unique" UNIQUE("id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inbox_source_event_id_pk" PRIMARY KEY("source","event_id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"role" text NOT NULL,
	"person_id" text NOT NULL,
	"acts_for" text DEFAULT 'self' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "auth_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"status" text NOT NULL,
	"response" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"slack_user_id" text,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email"),
	CONSTRAINT "people_slack_user_id_unique" UNIQUE("slack_user_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"token" text NOT NULL,
	"user_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "slack_cards" (
	"approval_id" text PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"ts" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"environment" text NOT NULL,
	"account" text NOT NULL,
	"symbol" text NOT NULL,
	"side" text NOT NULL,
	"quantity" numeric(18, 6) NOT NULL,
	"type" text NOT NULL,
	"limit_price" numeric(18, 6) NOT NULL,
	"time_in_force" text NOT NULL,
	"client_order_id" text NOT NULL,
	"order_hash" text NOT NULL,
	"origin" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_via" text NOT NULL,
	"tainted" boolean NOT NULL,
	"rationale" text NOT NULL,
	"caused_by" jsonb NOT NULL,
	"reference_price" numeric(18, 6) NOT NULL,
	"reference_at" timestamp (3) with time zone NOT NULL,
	"price_source" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "proposals_client_order_id" UNIQUE("client_order_id")
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"id" text PRIMARY KEY NOT NULL,
	"proposal_id" text NOT NULL,
	"decision" text NOT NULL,
	"approvals_needed" integer NOT NULL,
	"checks" jsonb NOT NULL,
	"refusals" jsonb NOT NULL,
	"limits_version" integer NOT NULL,
	"judged_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "limit_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"changes" jsonb NOT NULL,
	"changes_key" text NOT NULL,
	"base_version" integer NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"status" text NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_limits" (
	"version" integer PRIMARY KEY NOT NULL,
	"limits" jsonb NOT NULL,
	"max_order_notional" numeric(18, 6) NOT NULL,
	"max_position" numeric(18, 6) NOT NULL,
	"max_gross_exposure" double precision NOT NULL,
	"max_buying_power_use" double precision NOT NULL,
	"max_orders_per_minute" integer NOT NULL,
	"loosened" text DEFAULT 'none' NOT NULL,
	"reason" text NOT NULL,
	"set_by" text[] NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "set_by_somebody" CHECK (cardinality("risk_limits"."set_by") >= 1),
	CONSTRAINT "loosening_takes_two" CHECK ("risk_limits"."loosened" = 'none' or cardinality("risk_limits"."set_by") >= 2),
	CONSTRAINT "columns_repeat_the_document" CHECK ("risk_limits"."max_order_notional" = ("risk_limits"."limits"->>'maxOrderNotionalUsd')::numeric
        and "risk_limits"."max_position" = ("risk_limits"."limits"->>'maxPositionUsd')::numeric
        and "risk_limits"."max_gross_exposure" = ("risk_limits"."limits"->>'maxGrossExposure')::double precision
        and "risk_limits"."max_buying_power_use" = ("risk_limits"."limits"->>'maxBuyingPowerUse')::double precision
        and "risk_limits"."max_orders_per_minute" = ("risk_limits"."limits"->>'maxOrdersPerMinute')::int)
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" text PRIMARY KEY NOT NULL,
	"symbol" text NOT NULL,
	"kind" text NOT NULL,
	"direction" text NOT NULL,
	"strength" double precision NOT NULL,
	"confidence" double precision NOT NULL,
	"rationale" text NOT NULL,
	"evidence_ids" jsonb NOT NULL,
	"evidence_key" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"known_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "signals_once" UNIQUE("kind","symbol","evidence_key")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_limits_version_risk_limits_version_fk" FOREIGN KEY ("limits_version") REFERENCES "public"."risk_limits"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_account_accounts_account_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("account") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_request_id_approval_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."approval_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_thread_id_threads_id_fk" FOREIGN KEY ("thread_id") REFERENCES "public"."threads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_account_accounts_account_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("account") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_limits_version_risk_limits_version_fk" FOREIGN KEY ("limits_version") REFERENCES "public"."risk_limits"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fills" ADD CONSTRAINT "fills_client_order_id_orders_client_order_id_fk" FOREIGN KEY ("client_order_id") REFERENCES "public"."orders"("client_order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_client_order_id_orders_client_order_id_fk" FOREIGN KEY ("client_order_id") REFERENCES "public"."orders"("client_order_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_clearance_id_clearances_id_fk" FOREIGN KEY ("clearance_id") REFERENCES "public"."clearances"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_account_accounts_account_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("account") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_event_id_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_accounts" ADD CONSTRAINT "auth_accounts_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_people_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_account_accounts_account_fk" FOREIGN KEY ("account") REFERENCES "public"."accounts"("account") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approval_requests_waiting" ON "approval_requests" USING btree ("status","expires_at");--> statement-breakpoint
CREATE INDEX "articles_by_known_at" ON "articles" USING btree ("known_at");--> statement-breakpoint
CREATE INDEX "audit_by_entity" ON "audit" USING btree ("entity_id","seq");--> statement-breakpoint
CREATE INDEX "bars_as_of" ON "bars" USING btree ("symbol","interval","known_at");--> statement-breakpoint
CREATE INDEX "runs_by_thread" ON "runs" USING btree ("thread_id","started_at");--> statement-breakpoint
CREATE INDEX "threads_by_owner" ON "threads" USING btree ("owner_id","updated_at");--> statement-breakpoint
CREATE INDEX "memories_by_owner" ON "memories" USING btree ("owner","known_at");--> statement-breakpoint
CREATE INDEX "memories_words" ON "memories" USING gin (to_tsvector('english', "text"));--> statement-breakpoint
CREATE INDEX "fills_by_order" ON "fills" USING btree ("client_order_id");--> statement-breakpoint
CREATE INDEX "order_events_by_order" ON "order_events" USING btree ("client_order_id","recorded_at");--> statement-breakpoint
CREATE INDEX "orders_by_state" ON "orders" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "orders_recent" ON "orders" USING btree ("account","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("status","next_at");--> statement-breakpoint
CREATE INDEX "events_by_type" ON "events" USING btree ("type","seq");--> statement-breakpoint
CREATE INDEX "events_by_entity" ON "events" USING btree ("entity_id","seq");--> statement-breakpoint
CREATE INDEX "proposals_recent" ON "proposals" USING btree ("account","created_at");--> statement-breakpoint
CREATE INDEX "verdicts_by_proposal" ON "verdicts" USING btree ("proposal_id","judged_at");--> statement-breakpoint
CREATE INDEX "signals_by_symbol" ON "signals" USING btree ("symbol","known_at");