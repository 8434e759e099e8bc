-- What somebody looks at again and again: which records, by which conditions, in which columns and order.
CREATE TABLE saved_view (
  id uuid PRIMARY KEY,
  owner text NOT NULL REFERENCES account (id),
  name text NOT NULL,
  kind text NOT NULL,
  -- { search, filters, columns, sort, … }: the room that lists the kind knows its form
  definition jsonb NOT NULL,
  is_shared boolean NOT NULL DEFAULT false,
  -- Counts saves, so that nobody saves over what they have not seen.
  version integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL,
  UNIQUE (owner, kind, name)
);
CREATE INDEX saved_view_shared ON saved_view (kind) WHERE is_shared;
