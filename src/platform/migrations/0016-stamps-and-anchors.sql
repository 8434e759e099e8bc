-- Trusted time stamps (RFC 3161) of published checkpoints. The bytes stand here, so that a backup of the database brings
-- them back; the files in the folder `ledger-stamps` are made from them.
CREATE TABLE ledger_stamp (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Which log: the first line of its checkpoints. Then entries under the checkpoint, and its root (hex).
  origin text NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  -- Address of the authority, the name in its certificate, the number and the policy it gave.
  authority text NOT NULL,
  signer text NOT NULL,
  serial text NOT NULL,
  policy text NOT NULL,
  -- The time in the token, and when it came here.
  stamped_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  -- The checkpoint as it was published, whose hash is in the token; the authority's answer.
  note bytea NOT NULL,
  token bytea NOT NULL
);
CREATE INDEX ledger_stamp_covers ON ledger_stamp (origin, size, stamped_at);
CREATE INDEX ledger_stamp_newest ON ledger_stamp (authority, id);
CREATE TRIGGER stamps_only_grow BEFORE UPDATE OR DELETE ON ledger_stamp
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Anchors of checkpoints in an EVM chain, from the moment before the first transaction is sent.
CREATE TABLE ledger_anchor (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  origin text NOT NULL,
  size bigint NOT NULL,
  root text NOT NULL,
  chain_id bigint NOT NULL,
  contract text NOT NULL,
  sender text NOT NULL,
  -- Of the sender's transactions this one: whatever is sent for this anchor bears the same number, so one of it counts.
  nonce bigint NOT NULL,
  -- pending: sent, not yet deep enough; confirmed; refused: the contract said no; lost: another transaction has the
  -- nonce, or the chain has dropped a confirmed one.
  state text NOT NULL CHECK (state IN ('pending', 'confirmed', 'refused', 'lost')),
  begun_at timestamptz NOT NULL,
  -- The transaction that counted, and its block.
  transaction text,
  block bigint,
  block_hash text,
  block_time timestamptz,
  confirmed_at timestamptz,
  CHECK (state <> 'confirmed' OR (transaction, block, block_hash, block_time, confirmed_at) IS NOT NULL)
);
CREATE UNIQUE INDEX ledger_anchor_one_pending ON ledger_anchor ((true)) WHERE state = 'pending';
CREATE INDEX ledger_anchor_covers ON ledger_anchor (origin, size) WHERE state = 'confirmed';

-- Every signed transaction, durable before it leaves: it is sent again as it is, and never made anew for the same nonce
-- but with a higher fee.
CREATE TABLE ledger_anchor_sending (
  transaction text PRIMARY KEY,
  anchor bigint NOT NULL REFERENCES ledger_anchor,
  raw text NOT NULL,
  signed_at timestamptz NOT NULL
);
CREATE INDEX ledger_anchor_sending_of ON ledger_anchor_sending (anchor);

-- How often something happened, over all starts; derived, and shown.
CREATE TABLE ledger_tally (
  name text PRIMARY KEY,
  count bigint NOT NULL,
  last_at timestamptz NOT NULL
);
