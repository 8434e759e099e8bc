-- better-auth's own tables, as its `getMigrations` of version 1.7.6 writes them for `createAuth`.

CREATE TABLE auth_user (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  two_factor_enabled boolean
);

CREATE TABLE auth_session (
  id text NOT NULL PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  created_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  user_id text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE
);
CREATE INDEX auth_session_user_id_idx ON auth_session (user_id);

CREATE TABLE auth_credential (
  id text NOT NULL PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX auth_credential_user_id_idx ON auth_credential (user_id);

CREATE TABLE auth_verification (
  id text NOT NULL PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL,
  updated_at timestamptz DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE INDEX auth_verification_identifier_idx ON auth_verification (identifier);

CREATE TABLE auth_two_factor (
  id text NOT NULL PRIMARY KEY,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  user_id text NOT NULL REFERENCES auth_user (id) ON DELETE CASCADE,
  verified boolean,
  failed_verification_count integer,
  locked_until timestamptz
);
CREATE INDEX auth_two_factor_secret_idx ON auth_two_factor (secret);
CREATE INDEX auth_two_factor_user_id_idx ON auth_two_factor (user_id);

-- Ours: who has an account, and what it may do.

CREATE TABLE account (
  id text PRIMARY KEY REFERENCES auth_user (id),
  -- The employee in the sources whom this account belongs to. One employee has one account.
  employee_id text UNIQUE,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz
);

CREATE TABLE account_role (
  account_id text NOT NULL REFERENCES account (id),
  role text NOT NULL
    CHECK (role IN ('administrator', 'lead-auditor', 'auditor', 'manager', 'salesperson', 'finance')),
  granted_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, role)
);

-- Links that work once: the set-up's (no account) and invitations. What opens them is not stored, only its SHA-256.
CREATE TABLE one_time_link (
  hash bytea PRIMARY KEY CHECK (length(hash) = 32),
  account_id text UNIQUE NULLS NOT DISTINCT REFERENCES account (id),
  expires_at timestamptz NOT NULL
);

CREATE TABLE org_employee (
  id text PRIMARY KEY,
  manager_id text REFERENCES org_employee (id) DEFERRABLE INITIALLY DEFERRED,
  CHECK (manager_id <> id)
);
CREATE INDEX org_employee_manager ON org_employee (manager_id);

-- Counts changes, so that whoever keeps people in memory knows when to read them again.
CREATE TABLE people_version (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version bigint NOT NULL DEFAULT 0
);
INSERT INTO people_version DEFAULT VALUES;

CREATE FUNCTION count_change_of_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE people_version SET version = version + 1;
  RETURN NULL;
END $$;
CREATE TRIGGER account_changed AFTER INSERT OR UPDATE OR DELETE ON account
  FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_people();
CREATE TRIGGER account_role_changed AFTER INSERT OR UPDATE OR DELETE ON account_role
  FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_people();
CREATE TRIGGER org_employee_changed AFTER INSERT OR UPDATE OR DELETE ON org_employee
  FOR EACH STATEMENT EXECUTE FUNCTION count_change_of_people();
