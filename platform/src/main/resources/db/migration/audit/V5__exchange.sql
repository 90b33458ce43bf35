-- What came of one request, in order: "correlation" of its circumstances. Null for what stands alone, and for what was recorded before
-- circumstances were. The index itself is read again from the log after this start, so that earlier acts have it too.
alter table audit.entry add column correlation uuid;
create index entry_exchange on audit.entry (correlation, position) where correlation is not null;
update audit.follower set acts = greatest(acts, size), size = 0;
truncate audit.entry, audit.ending, audit.unended;
