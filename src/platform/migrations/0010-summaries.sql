-- What dashboards, sellers' and customers' pages read: worked out of the records at the end of each detection run,
-- under the run's id, and visible from the moment that run is committed. All of it can be made again.

-- Sales and what was taken back, by when and by whom. Amounts in minor units.
CREATE TABLE summary_sales (
  run uuid NOT NULL,
  grain text NOT NULL CHECK (grain IN ('year', 'month', 'week', 'day')),
  starts_on date NOT NULL,
  -- NULL: everybody together; '': of no known seller.
  seller text,
  legal_entity text NOT NULL,
  currency text NOT NULL,
  sales bigint NOT NULL,
  returns bigint NOT NULL,
  documents integer NOT NULL,
  reversals integer NOT NULL
);
CREATE INDEX summary_sales_by_seller ON summary_sales (run, grain, seller, starts_on);

-- The last twelve months and the twelve before, by region, product group and channel.
CREATE TABLE summary_group (
  run uuid NOT NULL,
  dimension text NOT NULL CHECK (dimension IN ('region', 'category', 'channel')),
  name text NOT NULL,
  seller text,
  legal_entity text NOT NULL,
  currency text NOT NULL,
  sales bigint NOT NULL,
  sales_before bigint NOT NULL,
  documents integer NOT NULL
);
CREATE INDEX summary_group_by_seller ON summary_group (run, seller, dimension);

-- Sellers and customers with their figures of the last twelve months in the currency in which they sell or buy most.
CREATE TABLE summary_party (
  run uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('seller', 'customer')),
  id text NOT NULL,
  name text,
  region text,
  -- Of a seller the department, of a customer its category.
  team text,
  manager text,
  -- Whose figures these are: the seller; the customer's owner, else who sells to it most.
  seller text NOT NULL,
  -- Everybody who sold to the customer.
  sellers text[] NOT NULL,
  currency text NOT NULL,
  sales bigint NOT NULL,
  -- NULL where the data do not reach back so far.
  sales_before bigint,
  returns bigint NOT NULL,
  documents integer NOT NULL,
  first_on date,
  last_on date,
  -- Lower case: id and name.
  search text NOT NULL,
  -- [{ measure, value, cases, isThin, level?, place?, peers?, median?, deviation?, percentile? }]
  figures jsonb NOT NULL,
  PRIMARY KEY (run, kind, id)
);
CREATE INDEX summary_party_by_sales ON summary_party (run, kind, sales DESC, id);
CREATE INDEX summary_party_by_seller ON summary_party (run, kind, seller);

-- How a measure is spread among peers: up to 120 quantiles, to three digits, nobody's name.
CREATE TABLE summary_peers (
  run uuid NOT NULL,
  kind text NOT NULL,
  measure text NOT NULL,
  -- narrow: region and department (customers: category); broad: a seller's region, a customer's category.
  level text NOT NULL CHECK (level IN ('narrow', 'broad', 'all')),
  place text NOT NULL,
  values double precision[] NOT NULL
);
CREATE INDEX summary_peers_of ON summary_peers (run, kind, level, place);

-- Month by month; of a customer by whoever sold.
CREATE TABLE summary_month (
  run uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('seller', 'customer')),
  id text NOT NULL,
  seller text NOT NULL,
  currency text NOT NULL,
  starts_on date NOT NULL,
  sales bigint NOT NULL,
  returns bigint NOT NULL,
  payments bigint NOT NULL,
  documents integer NOT NULL,
  reversals integer NOT NULL,
  visits integer NOT NULL,
  -- Of the lines that name a list price: what they came to at it and as sold, in major units.
  listed double precision NOT NULL,
  priced double precision NOT NULL
);
CREATE INDEX summary_month_of ON summary_month (run, kind, id, starts_on);

-- When somebody last looked at the dashboard, and before that: what is new is counted from then.
CREATE TABLE board_visit (
  account text PRIMARY KEY,
  looked_at timestamptz NOT NULL,
  looked_before timestamptz
);

-- What each change of a detector's parameters was, who made it and why. The newest is what the next run goes by.
CREATE TABLE detector_revision (
  detector text NOT NULL,
  revision integer NOT NULL CHECK (revision >= 1),
  -- Those that differ from their defaults.
  params jsonb NOT NULL,
  is_off boolean NOT NULL,
  reason text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (detector, revision)
);
CREATE TRIGGER detector_revisions_only_grow BEFORE UPDATE OR DELETE ON detector_revision
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
