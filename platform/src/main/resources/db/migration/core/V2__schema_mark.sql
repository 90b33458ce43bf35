-- local: which migrations this database has been through, as one mark over all of them.
create table core.schema_mark (
  mark text not null
);
