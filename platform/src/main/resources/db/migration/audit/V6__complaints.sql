-- statement: what patients complain of (苦情の申し入れ, seed 002 B-1), and what became of it; rows are only ever added. What was written
-- lies here encrypted, under a key among the secrets; the log knows that there is a complaint, and never a word of it.
create table audit.complaint (
  id uuid primary key,
  number text not null unique,
  patient uuid not null,
  position bigint not null,
  member uuid not null,
  person text,
  reason text not null check (reason in ('UNKNOWN_PERSON', 'NO_VISIT', 'AFTER_WITHDRAWAL', 'PURPOSE', 'OTHER')),
  words bytea not null,
  at timestamptz not null,
  act uuid not null
);
create index complaint_patient on audit.complaint (patient, at);
create index complaint_member on audit.complaint (member, at);

-- statement: how a complaint went on.
create table audit.complaint_step (
  id uuid primary key,
  complaint uuid not null references audit.complaint,
  state text not null check (state in ('CHECKING', 'ANSWERED')),
  words bytea,
  at timestamptz not null,
  act uuid not null,
  unique (complaint, state)
);
