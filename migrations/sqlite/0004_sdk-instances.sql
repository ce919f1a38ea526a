CREATE TABLE `sdk_instances` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`instance` text NOT NULL,
	`server` text NOT NULL,
	`sequence` integer NOT NULL,
	`sdk` text NOT NULL,
	`application` text,
	`application_version` text,
	`first_seen_at` integer NOT NULL,
	`connected_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`streaming` integer NOT NULL,
	`polled_at` integer,
	`poll_ms` integer,
	`epoch` text NOT NULL,
	`delivered` integer NOT NULL,
	`confirmed` integer,
	`confirmed_at` integer,
	`diverged` integer,
	`has_left` integer NOT NULL,
	PRIMARY KEY(`project`, `environment`, `instance`, `server`)
);
--> statement-breakpoint
CREATE INDEX `sdk_instances_sequence` ON `sdk_instances` (`project`,`environment`,`server`,`sequence`);--> statement-breakpoint
CREATE INDEX `sdk_instances_server` ON `sdk_instances` (`server`);--> statement-breakpoint
CREATE TABLE `server_processes` (
	`id` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL
);
