-- What the sources said, every version of it. A version is visible once its batch is committed, so that an
-- import of any size becomes visible in one row's change, and what it staged is nowhere to be seen before.

CREATE TABLE import_batch (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Where the rows came from: identity is per source. `form` is what people enter here.
  source text NOT NULL,
  origin text NOT NULL CHECK (origin IN ('import', 'form')),
  state text NOT NULL DEFAULT 'staging' CHECK (state IN ('staging', 'committed', 'failed')),
  -- The job that imports it: an attempt that comes back finds its batch by it.
  job uuid UNIQUE,
  actor text NOT NULL,
  complete boolean NOT NULL DEFAULT false,
  -- Same files, same mapping, same source: only then may a later attempt go on with what is staged.
  fingerprint text NOT NULL DEFAULT '',
  -- [{ path, member?, sha256, bytes, rows, kind? }]
  files jsonb NOT NULL DEFAULT '[]',
  mapping_name text,
  mapping_version integer,
  -- [{ zh, en }], and the first refused rows with where and why
  notes jsonb NOT NULL DEFAULT '[]',
  refused jsonb NOT NULL DEFAULT '[]',
  refused_total bigint NOT NULL DEFAULT 0,
  observed_at timestamptz NOT NULL,
  -- Merkle root over the leaves of its versions in the order of their ids, as in the event; hex.
  root text,
  -- Its versions have ids above the first and up to the second.
  after_id bigint NOT NULL,
  last_id bigint,
  -- Index of the event that made it visible; a follower of the log writes it.
  known_at bigint UNIQUE,
  committed_at timestamptz
);
CREATE INDEX import_batch_committed ON import_batch (id) WHERE state = 'committed';

-- Per batch and kind, so that counting never reads the versions.
CREATE TABLE import_count (
  batch bigint NOT NULL REFERENCES import_batch,
  kind text NOT NULL,
  source text NOT NULL,
  observed bigint NOT NULL,
  -- Records seen for the first time, changed ones, tombstones, and gone ones that are back.
  added bigint NOT NULL,
  changed bigint NOT NULL,
  gone bigint NOT NULL,
  returned bigint NOT NULL,
  -- Fields that any of its versions fills.
  fields text[] NOT NULL,
  PRIMARY KEY (batch, kind)
);

CREATE TABLE import_mapping (
  name text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  mapping jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (name, version)
);

-- Form of the seal: row/1 (platform/log/row-leaf.ts). No foreign key to the batch: the check would cost a
-- look-up for every row of an import, and only the import itself writes here.
CREATE TABLE record_version (
  id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
  -- SHA-256, cut to 128 bits, of source, kind, key and occurrence.
  record uuid NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  batch bigint NOT NULL,
  kind text NOT NULL,
  source text NOT NULL,
  -- Parts of the business key joined by `/`; a repeated key is a further record of the next occurrence.
  key text NOT NULL,
  occurrence integer NOT NULL,
  observed_at timestamptz NOT NULL,
  -- The first moment or day that the record tells of itself; -infinity where it tells none.
  happened_at timestamp NOT NULL,
  legal_entity text,
  -- A tombstone: the source, declared complete, had it no more.
  gone boolean NOT NULL,
  -- Of a correction by hand.
  reason text,
  -- Place in the batch's files; as a person counts rows.
  file integer,
  source_row bigint,
  -- SHA-256, cut to 128 bits, of what the source last said: corrections carry it on unchanged, so that the same
  -- file again does not undo them.
  digest uuid NOT NULL,
  -- Typed fields; numbers as text, so that no reader's floating point stands between.
  fields jsonb NOT NULL,
  -- The source's own row.
  own jsonb,
  -- `kind:key` of every record that a field refers to.
  refs text[] NOT NULL,
  -- 32 bytes each: of the common commitment, then of the personal ones in the order of their names in the leaf.
  salts bytea NOT NULL,
  leaf text NOT NULL
);
-- Latest version and history of a record. It is also the referee between an import and a correction by hand at
-- the same time: only one of them gets the next version number.
CREATE UNIQUE INDEX record_version_history ON record_version (record, version);
CREATE INDEX record_version_by_key ON record_version (kind, key, id);
CREATE INDEX record_version_by_time ON record_version (kind, happened_at, id);
CREATE INDEX record_version_by_reference ON record_version USING gin (refs);

CREATE TRIGGER versions_only_grow BEFORE UPDATE ON record_version
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER versions_are_never_emptied BEFORE TRUNCATE ON record_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- Only what was staged and never became visible may be taken away.
CREATE FUNCTION refuse_deleting_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM import_batch WHERE state = 'committed' AND id IN (SELECT DISTINCT batch FROM old_rows)) THEN
    RAISE EXCEPTION 'record_version is append-only';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER facts_are_not_deleted AFTER DELETE ON record_version
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_deleting_facts();
CREATE TRIGGER mappings_only_grow BEFORE UPDATE OR DELETE ON import_mapping
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
