-- Running the house: what is past its retention, and backups.

ALTER TABLE record_version ADD COLUMN erased_at timestamptz;

-- Erasing takes values, salts and what names the record; the rest of the row, and its leaf, stay as they were.
CREATE FUNCTION refuse_changing_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
    AND NEW.key = '' AND NEW.reason IS NULL AND NEW.fields = '{}' AND NEW.own IS NULL AND NEW.refs = '{}' AND NEW.salts = ''
    AND (NEW.id, NEW.record, NEW.version, NEW.batch, NEW.kind, NEW.source, NEW.occurrence, NEW.observed_at, NEW.happened_at,
         NEW.legal_entity, NEW.gone, NEW.file, NEW.source_row, NEW.digest, NEW.leaf)
      IS NOT DISTINCT FROM
        (OLD.id, OLD.record, OLD.version, OLD.batch, OLD.kind, OLD.source, OLD.occurrence, OLD.observed_at, OLD.happened_at,
         OLD.legal_entity, OLD.gone, OLD.file, OLD.source_row, OLD.digest, OLD.leaf)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'record_version is append-only';
END $$;
DROP TRIGGER versions_only_grow ON record_version;
CREATE TRIGGER versions_only_grow BEFORE UPDATE ON record_version
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_facts();

-- One row for every act of erasing, so that counting never reads the versions.
CREATE TABLE record_expiry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  -- Records that stood, records that were gone, and the versions of both.
  records bigint NOT NULL,
  gone bigint NOT NULL,
  versions bigint NOT NULL,
  -- Merkle root over the leaves of these versions in the order of their ids, as in the event; hex.
  root text NOT NULL,
  -- What ended before this day was past its retention.
  before date NOT NULL,
  erased_at timestamptz NOT NULL
);
CREATE TRIGGER expiries_only_grow BEFORE UPDATE OR DELETE ON record_expiry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Backups that this house has made or checked, whatever became of them since.
CREATE TABLE backup (
  name text PRIMARY KEY,
  folder text NOT NULL,
  made_at timestamptz NOT NULL,
  -- The job that made it; none where a command or an upgrade did.
  job uuid,
  bytes bigint NOT NULL,
  rows bigint NOT NULL,
  log_size bigint NOT NULL,
  encrypted boolean NOT NULL,
  -- The last time it was restored for trial, and what was wrong with it: { zh, en }; NULL where nothing was.
  checked_at timestamptz,
  wrong jsonb
);
