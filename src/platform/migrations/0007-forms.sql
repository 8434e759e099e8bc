-- How people enter and read records of a kind: custom fields and layout. Every change is a version of its own.
CREATE TABLE record_form (
  kind text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  -- { fields, sections, hidden }: see records/forms/form.ts
  form jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (kind, version)
);
CREATE TRIGGER forms_only_grow BEFORE UPDATE OR DELETE ON record_form
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forms_are_never_emptied BEFORE TRUNCATE ON record_form
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
