/** What every table, grant, policy and function of a migrated database must have, whoever made it: one query per rule, a row is a finding. */
import type pg from 'pg'
import { LOGIN_ROLES } from '../../src/platform/migrate.ts'

export type Finding = { readonly rule: string; readonly thing: string }
const LOGINS = LOGIN_ROLES.map((role) => `samenhang_${role}`)

/** Whatever lies outside the database's own schemas is ours. */
export const OURS = `n.nspname not in ('pg_catalog', 'information_schema', 'extensions') and n.nspname !~ '^pg_(toast|temp)'`
/** The administrator's list of migrations: no login role has any right on it, so it needs no policy. */
const NOT_A_SLICE = `c.oid is distinct from to_regclass('public.samenhang_migration') and c.oid is distinct from to_regclass('public.samenhang_policies')`

/** Grants to anybody but the owner, with the role's name; role 0 is PUBLIC. */
const GRANTS = (acl: string, kind: string) =>
  `lateral (select a.privilege_type, case when a.grantee = 0 then 'PUBLIC' else pg_get_userbyid(a.grantee)::text end as grantee
     from aclexplode(coalesce(${acl}, acldefault('${kind}', owner.oid))) a where a.grantee is distinct from owner.oid) g`

/** One query per rule; a row is a finding. Each says in its name what must hold. */
export const RULES: Readonly<Record<string, string>> = {
  'row security is enabled and forced on every table': `
    select n.nspname || '.' || c.relname as thing from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and ${OURS} and ${NOT_A_SLICE} and n.nspname <> 'keeper'
      and not (c.relrowsecurity and c.relforcerowsecurity)`,
  'a table that a login role can use has a policy for that role': `
    select distinct n.nspname || '.' || c.relname || ' ' || r.role as thing
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) as r(role)
    where c.relkind in ('r', 'p') and ${OURS}
      and (has_any_column_privilege(r.role, c.oid, 'select, insert, update') or has_table_privilege(r.role, c.oid, 'delete'))
      and not exists (select 1 from pg_policy p where p.polrelid = c.oid and (select oid from pg_roles where rolname = r.role) = any (p.polroles))`,
  'no policy is for everybody': `
    select c.relname || ' ' || p.polname as thing from pg_policy p join pg_class c on c.oid = p.polrelid where 0 = any (p.polroles)`,
  'nothing is granted to PUBLIC': `
    select n.nspname || '.' || c.relname || ' ' || g.privilege_type as thing
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles owner on owner.oid = c.relowner,
      ${GRANTS('c.relacl', 'r')} where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS} and g.grantee = 'PUBLIC'
    union all
    select 'schema ' || n.nspname || ' ' || g.privilege_type from pg_namespace n join pg_roles owner on owner.oid = n.nspowner,
      ${GRANTS('n.nspacl', 'n')} where ${OURS} and n.nspname <> 'public' and g.grantee = 'PUBLIC'
    union all
    select 'schema public CREATE' where has_schema_privilege('samenhang_worker', 'public', 'create')
    union all
    select n.nspname || '.' || c.relname || '.' || a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
      join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) x where ${OURS} and x.grantee = 0`,
  'no login role owns anything': `
    select c.relname as thing from pg_class c where pg_get_userbyid(c.relowner) = any ($1)
    union all select n.nspname from pg_namespace n where pg_get_userbyid(n.nspowner) = any ($1)
    union all select p.proname from pg_proc p where pg_get_userbyid(p.proowner) = any ($1)
    union all select t.typname from pg_type t where pg_get_userbyid(t.typowner) = any ($1)`,
  'no login role is an administrator, passes row security, makes roles or is a member of another role': `
    select r.rolname as thing from pg_roles r where r.rolname = any ($1)
      and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
    union all
    select m.rolname || ' in ' || o.rolname from pg_auth_members a join pg_roles m on m.oid = a.member
      join pg_roles o on o.oid = a.roleid where m.rolname = any ($1)`,
  'facts and the log are only added to': `
    select n.nspname || '.' || c.relname || ' ' || r.role || ' ' || v.verb as thing
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) as r(role)
      cross join unnest(array['update', 'delete', 'truncate']) as v(verb)
    where c.relkind in ('r', 'p') and ${OURS} and (c.relname = 'fact' or c.relname like '%\\_fact' or n.nspname = 'audit')
      and (has_table_privilege(r.role, c.oid, v.verb) or (v.verb = 'update' and has_any_column_privilege(r.role, c.oid, 'update')))`,
  'no login role may empty a table, put a trigger or a reference on it': `
    select n.nspname || '.' || c.relname || ' ' || r.role as thing
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($1::text[]) as r(role)
    where c.relkind in ('r', 'p') and ${OURS} and has_table_privilege(r.role, c.oid, 'truncate, trigger, references')`,
  'a definer function has a search path of its own and is not for PUBLIC': `
    select n.nspname || '.' || p.proname as thing from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      join pg_roles owner on owner.oid = p.proowner
    where ${OURS} and p.prosecdef
      and (not exists (select 1 from unnest(p.proconfig) s where s like 'search\\_path=pg_catalog, pg_temp')
        or exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', owner.oid))) a where a.grantee = 0))`,
  'no function of ours is for PUBLIC': `
    select n.nspname || '.' || p.proname as thing from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      join pg_roles owner on owner.oid = p.proowner,
      aclexplode(coalesce(p.proacl, acldefault('f', owner.oid))) a where ${OURS} and a.grantee = 0`,
  'a definer function runs as a role that nobody can log in as': `
    select n.nspname || '.' || p.proname as thing from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      join pg_roles owner on owner.oid = p.proowner
    where ${OURS} and p.prosecdef and (owner.rolcanlogin or owner.rolsuper or owner.rolbypassrls)`,
  'a view looks with the eyes of who asks': `
    select n.nspname || '.' || c.relname as thing from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'v' and ${OURS} and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  'there is no materialised view, sequence or foreign table': `
    select n.nspname || '.' || c.relname as thing from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('m', 'S', 'f') and ${OURS}`,
  'every table and view says what it is for': `
    select n.nspname || '.' || c.relname as thing from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v') and ${OURS} and ${NOT_A_SLICE} and coalesce(length(obj_description(c.oid, 'pg_class')), 0) < 20`,
  'a rule on values has a name that somebody gave it': `
    select n.nspname || '.' || c.relname || ' ' || k.conname as thing
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and k.contype = 'c' and k.conname ~ '_check[0-9]*$' and c.relname not in ('claim_key', 'installation')`,
  'no right comes by default to what is made later': `
    select pg_get_userbyid(d.defaclrole) || ' ' || d.defaclobjtype::text as thing from pg_default_acl d`,
}

export const lint = async (client: pg.Client): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.query<{ thing: string }>(query, query.includes('$1') ? [LOGINS] : [])
    findings.push(...rows.map(({ thing }) => ({ rule, thing })))
  }
  return findings
}
