CREATE TABLE "changes" (
	"project" text NOT NULL,
	"sequence" bigint NOT NULL,
	"flag" text,
	"segment" text,
	"environment" text,
	"entry" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "changes_project_sequence_pk" PRIMARY KEY("project","sequence")
);
--> statement-breakpoint
CREATE TABLE "environments" (
	"project" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"production" boolean NOT NULL,
	"color" text NOT NULL,
	"epoch" text NOT NULL,
	"revision" bigint NOT NULL,
	"committed_at" bigint NOT NULL,
	"urgent_revision" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "environments_project_key_pk" PRIMARY KEY("project","key")
);
--> statement-breakpoint
CREATE TABLE "exposure_batches" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"batch" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "exposure_batches_project_environment_batch_pk" PRIMARY KEY("project","environment","batch")
);
--> statement-breakpoint
CREATE TABLE "exposures" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"flag" text NOT NULL,
	"variant" text NOT NULL,
	"reason" text NOT NULL,
	"minute" bigint NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "exposures_project_environment_minute_flag_variant_reason_pk" PRIMARY KEY("project","environment","minute","flag","variant","reason")
);
--> statement-breakpoint
CREATE TABLE "flag_configs" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"flag" text NOT NULL,
	"config" text NOT NULL,
	"version" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "flag_configs_project_environment_flag_pk" PRIMARY KEY("project","environment","flag")
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"project" text NOT NULL,
	"key" text NOT NULL,
	"definition" text NOT NULL,
	"version" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "flags_project_key_pk" PRIMARY KEY("project","key")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"sequence" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sdk_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint,
	"last_used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"key" text NOT NULL,
	"content" text,
	"version" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "segments_project_environment_key_pk" PRIMARY KEY("project","environment","key")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limit_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"role" text DEFAULT 'viewer' NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_project_projects_key_fk" FOREIGN KEY ("project") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "environments" ADD CONSTRAINT "environments_project_projects_key_fk" FOREIGN KEY ("project") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_batches" ADD CONSTRAINT "exposure_batches_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposures" ADD CONSTRAINT "exposures_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_configs" ADD CONSTRAINT "flag_configs_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_configs" ADD CONSTRAINT "flag_configs_flag_fk" FOREIGN KEY ("project","flag") REFERENCES "public"."flags"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_project_projects_key_fk" FOREIGN KEY ("project") REFERENCES "public"."projects"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sdk_keys" ADD CONSTRAINT "sdk_keys_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "changes_flag" ON "changes" USING btree ("project","flag","sequence");--> statement-breakpoint
CREATE INDEX "changes_segment" ON "changes" USING btree ("project","segment","sequence");--> statement-breakpoint
CREATE INDEX "exposure_batches_at" ON "exposure_batches" USING btree ("at");--> statement-breakpoint
CREATE INDEX "exposures_flag" ON "exposures" USING btree ("project","flag","minute");--> statement-breakpoint
CREATE INDEX "flag_configs_version" ON "flag_configs" USING btree ("project","environment","version");--> statement-breakpoint
CREATE INDEX "flag_configs_flag" ON "flag_configs" USING btree ("project","flag");--> statement-breakpoint
CREATE UNIQUE INDEX "sdk_keys_hash" ON "sdk_keys" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sdk_keys_environment" ON "sdk_keys" USING btree ("project","environment");--> statement-breakpoint
CREATE INDEX "segments_version" ON "segments" USING btree ("project","environment","version");--> statement-breakpoint
CREATE INDEX "account_user_id_idx" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_user_id_idx" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verification_identifier_idx" ON "verification" USING btree ("identifier");