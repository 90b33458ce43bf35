-- registry: people who work at facilities.
create table idp.practitioner (
  id uuid primary key,
  family text,
  given text,
  family_kana text,
  given_kana text,
  registered_at timestamptz not null
);

-- registry: where they work, as what, and when. Days are days in Japan.
create table idp.affiliation (
  id uuid primary key,
  practitioner uuid not null references idp.practitioner,
  facility uuid not null,
  role text not null check (role in ('PRACTITIONER', 'CLERK')),
  from_day date not null,
  to_day date,
  unique (practitioner, facility, role, from_day)
);

-- registry: password accounts. A login is kept folded (NFKC, lower case).
create table idp.account (
  id uuid primary key,
  login text not null unique,
  practitioner uuid references idp.practitioner,
  patient uuid,
  display_name text,
  password text not null,
  created_at timestamptz not null,
  check ((practitioner is null) <> (patient is null)),
  check ((patient is null) = (display_name is null))
);

-- registry: whose assertions are believed, and from which member. Several certificates while a key is being replaced.
create table idp.issuer (
  entity_id text primary key,
  member uuid not null,
  bound_at timestamptz not null
);
create table idp.issuer_certificate (
  entity_id text not null references idp.issuer,
  fingerprint text not null,
  certificate bytea not null,
  added_at timestamptz not null,
  primary key (entity_id, fingerprint)
);

-- local: failed sign-ins per account and per address, under a hash; a row is dropped by a good sign-in or by time.
create table idp.failure (
  counted text primary key,
  failures integer not null,
  since timestamptz not null,
  locked_until timestamptz
);
