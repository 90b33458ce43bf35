-- registry: 接続機関. The platform's own operator is one of them.
create table facility.member (
  id uuid primary key,
  kind text not null check (kind in ('REGIONAL_NETWORK', 'SERVICE_PROVIDER', 'INSTITUTION', 'OPERATOR')),
  name text not null,
  registered_at timestamptz not null
);

-- registry: 施設. An organisation OID stands under one member only.
create table facility.facility (
  id uuid primary key,
  member uuid not null references facility.member,
  oid text not null unique,
  code text,
  name text not null,
  registered_at timestamptz not null
);
create index facility_member on facility.facility (member);
create unique index facility_code on facility.facility (member, code) where code is not null;

-- registry: a member out of use; it is again in use when the row has ended.
create table facility.suspension (
  id uuid primary key,
  member uuid not null references facility.member,
  reason text not null,
  since timestamptz not null,
  ended timestamptz
);
create unique index suspension_open on facility.suspension (member) where ended is null;

-- registry: the root of the small CA. One row; its key is no row anywhere.
create table facility.authority (
  only_one boolean primary key default true check (only_one),
  fingerprint text not null,
  certificate bytea not null,
  made_at timestamptz not null
);

-- registry: what the CA is about to sign, written before it signs.
create table facility.issuance (
  serial text primary key,
  profile text not null,
  member uuid not null references facility.member,
  subject text not null,
  key_sha256 text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  act uuid not null unique,
  intended_at timestamptz not null
);

-- registry: what it has signed. An issuance without a certificate may have happened.
create table facility.certificate (
  fingerprint text primary key,
  serial text not null unique references facility.issuance,
  certificate bytea not null,
  issued_at timestamptz not null
);

-- registry: 失効.
create table facility.revocation (
  serial text primary key references facility.issuance,
  reason text not null,
  at timestamptz not null
);
