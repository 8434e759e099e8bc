-- Who is tied to whom: made at the end of each detection run under the run's id like the summaries, visible from the
-- moment that run is committed, and made again by the next.

-- Sellers and other employees ('seller'), customers, and what several of them share.
CREATE TABLE network_node (
  run uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('seller', 'customer', 'phone', 'email', 'address', 'bank', 'tax', 'device')),
  -- A party's own; of what is shared a number that means nothing outside this run, and never the value.
  id text NOT NULL,
  -- A party's name; of what is shared its end or its beginning, such as …2846. NULL where nobody knows it or it was erased.
  label text,
  -- Of what is shared: by how many.
  parties integer,
  -- Employees of whom the node tells: they, and whoever stands above or below them, see neither it nor its links.
  subjects text[] NOT NULL,
  -- NULL of who stands alone.
  community integer,
  PRIMARY KEY (run, kind, id)
);
CREATE INDEX network_node_of_community ON network_node (run, community);

CREATE TABLE network_link (
  run uuid NOT NULL,
  -- A party; its manager, its seller and who pays it stand at this end too.
  from_kind text NOT NULL,
  from_id text NOT NULL,
  to_kind text NOT NULL,
  to_id text NOT NULL,
  relation text NOT NULL CHECK (relation IN ('has', 'ship-to', 'pays-from', 'paid-to', 'trade', 'manages', 'approves')),
  -- Minor units; NULL where the tie is not one of money.
  amount bigint,
  currency text,
  documents integer,
  first_on date,
  last_on date,
  -- Versions of records in which a shared value stands, ten at most.
  rids bigint[] NOT NULL
);
CREATE INDEX network_link_from ON network_link (run, from_kind, from_id);
CREATE INDEX network_link_to ON network_link (run, to_kind, to_id);

-- Communities in which something is shared; the number is that of the nodes.
CREATE TABLE network_community (
  run uuid NOT NULL,
  id integer NOT NULL,
  sellers integer NOT NULL,
  customers integer NOT NULL,
  -- Identifiers, and ties to them.
  shared integer NOT NULL,
  ties integer NOT NULL,
  amount bigint NOT NULL,
  currency text NOT NULL,
  -- Of what its customers bought, how much from its sellers; 0–1, NULL where they bought nothing.
  inside double precision,
  subjects text[] NOT NULL,
  PRIMARY KEY (run, id)
);

-- How large the network is and what did not fit.
CREATE TABLE network_extent (
  run uuid PRIMARY KEY,
  parties integer NOT NULL,
  identifiers integer NOT NULL,
  links integer NOT NULL,
  communities integer NOT NULL,
  modularity double precision NOT NULL,
  -- Values of more parties than count as shared: a switchboard, an office park.
  public_values integer NOT NULL,
  -- Links beyond the most that are kept.
  shared_left_off integer NOT NULL,
  trade_left_off integer NOT NULL,
  staff_left_off integer NOT NULL
);
