CREATE TABLE "metric_names" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"metric" text NOT NULL,
	CONSTRAINT "metric_names_project_environment_metric_pk" PRIMARY KEY("project","environment","metric")
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"project" text NOT NULL,
	"environment" text NOT NULL,
	"metric" text NOT NULL,
	"minute" bigint NOT NULL,
	"count" bigint NOT NULL,
	"sum" double precision NOT NULL,
	CONSTRAINT "metrics_project_environment_minute_metric_pk" PRIMARY KEY("project","environment","minute","metric")
);
--> statement-breakpoint
ALTER TABLE "metric_names" ADD CONSTRAINT "metric_names_environment_fk" FOREIGN KEY ("project","environment") REFERENCES "public"."environments"("project","key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_name_fk" FOREIGN KEY ("project","environment","metric") REFERENCES "public"."metric_names"("project","environment","metric") ON DELETE no action ON UPDATE no action;