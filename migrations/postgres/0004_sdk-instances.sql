CREATE TABLE "sdk_instances" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"instance" text NOT NULL,
	"server" text NOT NULL,
	"sequence" bigint NOT NULL,
	"sdk" text NOT NULL,
	"application" text,
	"application_version" text,
	"first_seen_at" bigint NOT NULL,
	"connected_at" bigint NOT NULL,
	"last_seen_at" bigint NOT NULL,
	"streaming" boolean NOT NULL,
	"polled_at" bigint,
	"poll_ms" bigint,
	"epoch" text NOT NULL,
	"delivered" bigint NOT NULL,
	"confirmed" bigint,
	"confirmed_at" bigint,
	"diverged" bigint,
	"has_left" boolean NOT NULL,
	CONSTRAINT "sdk_instances_project_environment_instance_server_pk" PRIMARY KEY("project","environment","instance","server")
);
--> statement-breakpoint
CREATE TABLE "server_processes" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sdk_instances_sequence" ON "sdk_instances" USING btree ("project","environment","server","sequence");--> statement-breakpoint
CREATE INDEX "sdk_instances_server" ON "sdk_instances" USING btree ("server");