CREATE TABLE `metric_names` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`metric` text NOT NULL,
	PRIMARY KEY(`project`, `environment`, `metric`),
	FOREIGN KEY (`project`,`environment`) REFERENCES `environments`(`project`,`key`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `metrics` (
	`project` text NOT NULL,
	`environment` text NOT NULL,
	`metric` text NOT NULL,
	`minute` integer NOT NULL,
	`count` integer NOT NULL,
	`sum` real NOT NULL,
	PRIMARY KEY(`project`, `environment`, `minute`, `metric`),
	FOREIGN KEY (`project`,`environment`,`metric`) REFERENCES `metric_names`(`project`,`environment`,`metric`) ON UPDATE no action ON DELETE no action
);
