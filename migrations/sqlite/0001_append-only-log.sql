-- The change log only ever grows. An insert over an existing entry (INSERT OR REPLACE) would be an update by another name.
CREATE TRIGGER changes_refuse_update BEFORE UPDATE ON changes BEGIN
  SELECT RAISE(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER changes_refuse_delete BEFORE DELETE ON changes BEGIN
  SELECT RAISE(ABORT, 'the change log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER changes_refuse_replace BEFORE INSERT ON changes
WHEN EXISTS (SELECT 1 FROM changes WHERE project = NEW.project AND sequence = NEW.sequence) BEGIN
  SELECT RAISE(ABORT, 'the change log is append-only');
END;
