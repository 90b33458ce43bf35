-- statement: why somebody looks through the trail for persons (調査), and what another person said of it; rows are only ever added. What was
-- written lies here encrypted, under the key of complaints' words; the log knows that there is an inquiry, and never a word of it.
create table audit.inquiry (
  id uuid primary key,
  number text not null unique,
  member uuid not null,
  issuer text not null,
  subject text not null,
  urgent boolean not null,
  words bytea not null,
  at timestamptz not null,
  until timestamptz not null,
  act uuid not null
);
create index inquiry_member on audit.inquiry (member, at);

-- statement: how an inquiry went on.
create table audit.inquiry_step (
  id uuid primary key,
  inquiry uuid not null references audit.inquiry,
  state text not null check (state in ('APPROVED', 'REFUSED', 'ENDED', 'PROPER', 'DOUBTFUL')),
  issuer text not null,
  subject text not null,
  at timestamptz not null,
  act uuid not null
);
create unique index inquiry_decided on audit.inquiry_step (inquiry) where state in ('APPROVED', 'REFUSED');
create unique index inquiry_ended on audit.inquiry_step (inquiry) where state = 'ENDED';
create unique index inquiry_reviewed on audit.inquiry_step (inquiry) where state in ('PROPER', 'DOUBTFUL');
