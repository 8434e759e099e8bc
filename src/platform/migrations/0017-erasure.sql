-- Erasing persons, what blocks it, and the list of what was erased.

-- While a hold is in force nothing that it names is erased.
CREATE TABLE hold (
  id uuid PRIMARY KEY,
  everything boolean NOT NULL,
  -- Records by their id; persons and companies by `kind:key`, with every record that refers to them.
  targets text[] NOT NULL,
  -- Of the case or alert for whose sake it stands.
  reference text,
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  lifted_by text,
  lifted_at timestamptz,
  lifted_because text,
  CHECK (everything OR targets <> '{}')
);
CREATE INDEX hold_in_force ON hold USING gin (targets) WHERE lifted_at IS NULL;

-- One row for every act of erasing: a person's request, or a step of retention.
CREATE TABLE erasure (
  id uuid PRIMARY KEY,
  cause text NOT NULL CHECK (cause IN ('person', 'retention')),
  -- asked → approved → erased (values and salts are gone from the tables) → done (and from the disk); `operator`
  -- where only whoever runs the database server can do the rest.
  state text NOT NULL CHECK (state IN ('asked', 'refused', 'approved', 'erased', 'operator', 'done')),
  -- Number of the request; holds no name.
  reference text,
  -- { records: [{ record, fields }], mentions }: ids and names of fields, no value; `fields` absent: all of it.
  choice jsonb NOT NULL DEFAULT '{}',
  -- What is affected, as numbers.
  counts jsonb NOT NULL DEFAULT '{}',
  -- Records that a hold kept from being erased: [{ record, hold }].
  held jsonb NOT NULL DEFAULT '[]',
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  -- Merkle root over erased_commitment, as in the event; hex.
  root text,
  erased_at timestamptz,
  -- When it stood in the list beside the keys, by which a restored backup erases it again.
  listed_at timestamptz,
  -- What is left to whoever runs the database server: [{ zh, en }].
  remaining jsonb NOT NULL DEFAULT '[]',
  done_at timestamptz,
  done_by text
);
CREATE INDEX erasure_unfinished ON erasure (state) WHERE state NOT IN ('done', 'refused');

-- What an act destroyed, a leaf of its tree each: the digests of the commitments that nothing opens any more.
CREATE TABLE erased_commitment (
  erasure uuid NOT NULL REFERENCES erasure,
  number integer NOT NULL,
  -- `record:` or `alert:` with the id of the version, or `entry:` with the event and its side.
  place text NOT NULL,
  leaf text NOT NULL,
  PRIMARY KEY (erasure, number)
);
CREATE INDEX erased_commitment_at ON erased_commitment (place);

-- What only grows may lose values by an act that is under way, and by nothing else.
CREATE FUNCTION is_erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM erasure WHERE id::text = current_setting('plumbline.erasing', true) AND erased_at IS NULL)
$$;
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_TABLE_NAME <> 'log' AND is_erasing() THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER erased_commitments_only_grow BEFORE UPDATE OR DELETE ON erased_commitment
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE OR REPLACE FUNCTION refuse_changing_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_erasing()
    AND (NEW.id, NEW.record, NEW.version, NEW.batch, NEW.kind, NEW.source, NEW.occurrence, NEW.observed_at, NEW.happened_at,
         NEW.gone, NEW.file, NEW.source_row, NEW.leaf)
      IS NOT DISTINCT FROM
        (OLD.id, OLD.record, OLD.version, OLD.batch, OLD.kind, OLD.source, OLD.occurrence, OLD.observed_at, OLD.happened_at,
         OLD.gone, OLD.file, OLD.source_row, OLD.leaf)
    AND (OLD.erased_at IS NULL OR NEW.erased_at = OLD.erased_at)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'record_version is append-only';
END $$;

CREATE OR REPLACE FUNCTION refuse_changing_findings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF is_erasing()
    AND (NEW.id, NEW.alert, NEW.version, NEW.run, NEW.change, NEW.leaf)
      IS NOT DISTINCT FROM (OLD.id, OLD.alert, OLD.version, OLD.run, OLD.change, OLD.leaf)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'alert_version is append-only';
END $$;
DROP TRIGGER alert_versions_only_grow ON alert_version;
CREATE TRIGGER alert_versions_only_grow BEFORE UPDATE ON alert_version
  FOR EACH ROW EXECUTE FUNCTION refuse_changing_findings();

-- Acts of retention from before: their versions are told by the moment, and their root is over the versions' leaves.
INSERT INTO erasure (id, cause, state, asked_by, asked_at, root, erased_at, counts)
  SELECT md5('expiry ' || id)::uuid, 'retention', 'erased', 'system:operations', erased_at, root, erased_at,
    jsonb_build_object('records', records + gone, 'versions', versions)
  FROM record_expiry;
INSERT INTO erased_commitment (erasure, number, place, leaf)
  SELECT md5('expiry ' || e.id)::uuid, row_number() OVER (PARTITION BY e.id ORDER BY v.id) - 1, 'record:' || v.id, v.leaf
  FROM record_expiry e JOIN record_version v ON v.kind = e.kind AND v.erased_at = e.erased_at;
