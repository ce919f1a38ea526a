CREATE TABLE `changes` (
	`project` text NOT NULL,
	`sequence` integer NOT NULL,
	`flag` text,
	`segment` text,
	`environment` text,
	`entry` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`project`, `sequence`),
	FOREIGN KEY (`project`) REFERENCES `projects`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `changes_flag` ON `changes` (`project`,`flag`,`sequence`);--> statement-breakpoint
CREATE INDEX `changes_segment` ON `changes` (`project`,`segment`,`sequence`);--> statement-breakpoint
CREATE TABLE `environments` (
	`project` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`production` integer NOT NULL,
	`color` text NOT NULL,
	`epoch` text NOT NULL,
	`revision` integer NOT NULL,
	`committed_at` integer NOT NULL,
	`urgent_revision` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`project`, `key`),
	FOREIGN KEY (`project`) REFERENCES `projects`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `exposure_batches` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`batch` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`project`, `environment`, `batch`),
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exposure_batches_at` ON `exposure_batches` (`at`);--> statement-breakpoint
CREATE TABLE `exposures` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`flag` text NOT NULL,
	`variant` text NOT NULL,
	`reason` text NOT NULL,
	`minute` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`project`, `environment`, `minute`, `flag`, `variant`, `reason`),
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `exposures_flag` ON `exposures` (`project`,`flag`,`minute`);--> statement-breakpoint
CREATE TABLE `flag_configs` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`flag` text NOT NULL,
	`config` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`project`, `environment`, `flag`),
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project`,`flag`) REFERENCES `flags`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `flag_configs_version` ON `flag_configs` (`project`,`environment`,`version`);--> statement-breakpoint
CREATE INDEX `flag_configs_flag` ON `flag_configs` (`project`,`flag`);--> statement-breakpoint
CREATE TABLE `flags` (
	`project` text NOT NULL,
	`key` text NOT NULL,
	`definition` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`project`, `key`),
	FOREIGN KEY (`project`) REFERENCES `projects`(`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `projects` (
	`key` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sequence` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sdk_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	`last_used_at` integer,
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sdk_keys_hash` ON `sdk_keys` (`hash`);--> statement-breakpoint
CREATE INDEX `sdk_keys_environment` ON `sdk_keys` (`project`,`environment`);--> statement-breakpoint
CREATE TABLE `segments` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`key` text NOT NULL,
	`content` text,
	`version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`project`, `environment`, `key`),
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `segments_version` ON `segments` (`project`,`environment`,`version`);--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user_id_idx` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `rate_limit` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`count` integer NOT NULL,
	`last_request` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rate_limit_key_unique` ON `rate_limit` (`key`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user_id_idx` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`role` text DEFAULT 'viewer' NOT NULL,
	`must_change_password` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier_idx` ON `verification` (`identifier`);