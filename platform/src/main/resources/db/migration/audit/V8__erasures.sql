-- statement: who asked to make a patient's part of the trail unreadable, and on what ground. Whose it is and the ground lie here encrypted, under
-- the key of complaints' words; whose it is goes as soon as it is done. Confirmed and gone: done; confirmed and still there: begun.
create table audit.erasure (
  id uuid primary key,
  number text not null unique,
  issuer text not null,
  subject text not null,
  patient bytea,
  ground bytea not null,
  at timestamptz not null,
  act uuid not null
);

-- statement: what another person said of it.
create table audit.erasure_step (
  erasure uuid primary key references audit.erasure,
  state text not null check (state in ('CONFIRMED', 'REFUSED')),
  issuer text not null,
  subject text not null,
  at timestamptz not null,
  act uuid not null
);
