-- Keys by which programs speak to the house. What opens them is not stored, only its SHA-256.
CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  -- Its first characters, by which people tell keys apart.
  prefix text NOT NULL,
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  -- The source whose records it may tell of: identity is per source.
  source text,
  made_by text NOT NULL,
  made_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);
CREATE TRIGGER api_key_changed AFTER INSERT OR UPDATE OR DELETE ON api_key
  FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_people();

-- What programs tell is a batch of its own kind.
ALTER TABLE import_batch DROP CONSTRAINT import_batch_origin_check;
ALTER TABLE import_batch ADD CONSTRAINT import_batch_origin_check CHECK (origin IN ('import', 'form', 'api'));

-- Ids under which programs have told of observations: a message that comes again, however late, changes nothing.
CREATE TABLE observation_seen (
  -- SHA-256 of source and id, cut to 128 bits.
  id uuid PRIMARY KEY,
  batch bigint NOT NULL,
  seen_at timestamptz NOT NULL
);
CREATE INDEX observation_seen_by_time ON observation_seen USING brin (seen_at);
