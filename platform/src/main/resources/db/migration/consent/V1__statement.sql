-- statement: append-only, from any point, folded on reading. A consent lists the withdrawals it knows of, so that any other withdrawal wins.
create table consent.statement (
  id uuid primary key,
  person uuid not null,
  community text not null,
  kind text not null check (kind in ('CONSENT', 'WITHDRAWAL')),
  knows uuid[] not null,
  at timestamptz not null,
  act uuid not null
);
create index statement_person on consent.statement (person, community);

create function consent.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'a statement is never changed';
end $$;
create trigger statement_stays before update or delete on consent.statement
  for each row execute function consent.refuse_change();
