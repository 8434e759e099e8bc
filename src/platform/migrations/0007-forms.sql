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

-- Approvals and changes name the document that they are about by its key alone.
CREATE INDEX record_version_by_subject ON record_version ((fields->>'subject_id'))
  WHERE kind IN ('approval', 'change');
