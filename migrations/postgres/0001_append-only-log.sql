-- The change log only ever grows.
CREATE FUNCTION changes_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the change log is append-only';
END;
$$;
--> statement-breakpoint
CREATE TRIGGER changes_refuse_update BEFORE UPDATE OR DELETE ON "changes"
FOR EACH ROW EXECUTE FUNCTION changes_append_only();
--> statement-breakpoint
CREATE TRIGGER changes_refuse_truncate BEFORE TRUNCATE ON "changes"
FOR EACH STATEMENT EXECUTE FUNCTION changes_append_only();
