-- Codes of authenticators that have opened a session, for as long as they would open another one.
CREATE TABLE totp_spent (
  account_id text NOT NULL REFERENCES account (id),
  code text NOT NULL,
  spent_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, code)
);
