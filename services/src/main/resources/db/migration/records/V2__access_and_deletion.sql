-- Who was given which document: a row before each release. Grows only; whoever owns the database can undo that.
create table access (
  id uuid primary key,
  at timestamptz not null,
  transaction text not null check (transaction in ('ITI-39', 'ITI-43')),
  certificate text not null,
  assertion text not null,
  issuer text not null,
  subject text not null,
  organisation text not null,
  purpose text not null,
  document text not null,
  sha256 text not null
);
create index access_by_document on access (document, at);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the access log grows only';
end $$;
create trigger access_grows_only before update or delete or truncate on access
  for each statement execute function refuse_change();

-- 削除 is no 同意撤回 (withdrawal), and a deletion of what was never registered is none.
alter table storage_file drop constraint storage_file_outcome_check;
update storage_file f set outcome = case
  when exists (
    select 1 from storage_file d
    where d.subject = f.subject and d.entry is not null and d.occurred <= f.occurred) then 'DELETED'
  else 'NOTHING' end
where outcome = 'WITHDRAWN';
alter table storage_file add constraint storage_file_outcome_check
  check (outcome in ('REGISTERED', 'PATIENT', 'DELETED', 'SUPERSEDED', 'NOTHING'));

-- A document that SS-MIX2 deleted: its entry stays, deprecated, its content is given to nobody any more.
alter table content add column deleted_at timestamptz;

update content set deleted_at = now() where unique_id in (
  select o.unique_id
  from storage_file f
  join registry_object o on o.id = f.entry
  where exists (
    select 1 from storage_file d
    where d.subject = f.subject and d.flag = '0' and d.occurred >= f.occurred));
