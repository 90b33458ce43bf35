-- 監査担当 beside the roles known so far.
alter table idp.affiliation drop constraint affiliation_role_check;
alter table idp.affiliation add constraint affiliation_role_check check (role in ('PRACTITIONER', 'CLERK', 'AUDITOR'));
