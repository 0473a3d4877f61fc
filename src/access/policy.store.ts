/** The policy as this installation holds it: the table of purposes, the tables beside the rule, and a version that is a hash of both. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Judge } from '../kernel/index.ts'
import { ACT_OF } from './acts.ts'
import { decide, GIVES, HOUSEKEEPING, KEEPS_IN_SLICES, PLANES_OF, type Policy, type RuledPurpose } from './decide.ts'
import { readPurposes } from './purpose.store.ts'
import { CLASSES_OF } from './purpose.ts'

export type HeldPolicy = { readonly version: string; readonly rules: string; readonly policy: Policy }

/** The policy of the files, with its version: another row, table or line of the rule is another version. */
export const readPolicy = (): HeldPolicy => {
  const purposes = Object.fromEntries([...readPurposes()].map(([id, each]) => [id, ruled(each)]))
  const policy: Policy = {
    ...{ purposes, planesOf: PLANES_OF, housekeeping: HOUSEKEEPING, gives: GIVES, classesOf: CLASSES_OF },
  }
  const rules = createHash('sha256')
    .update(readFileSync(join(import.meta.dirname, 'decide.ts')))
    .digest('hex')
  const version = createHash('sha256').update(rules).update(JSON.stringify(policy)).digest('hex')
  return { version, rules, policy }
}

const ruled = (each: RuledPurpose): RuledPurpose => ({
  id: each.id,
  scope: each.scope,
  senders: each.senders,
  receivers: each.receivers,
  classes: each.classes,
  consent: each.consent,
  conditions: each.conditions,
  functions: each.functions,
  acts: each.acts,
})

/** Binds the rule to this policy; the door of all acts asks it. */
export const judgeBy = (
  { version, policy }: HeldPolicy,
  kindOf: (organisation: string) => string | undefined,
): Judge => ({
  policy: version,
  kindOf,
  actOf: (operation) => ACT_OF[operation],
  decide: (question) => decide(policy, question),
})

/** Puts the policy where the database judges by it, and keeps this version for who takes a decision again later. Runs at start, as the owner. */
export const keepPolicy = async (
  adminUrl: string,
  { version, rules, policy }: HeldPolicy,
  now: Date,
): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('set local role samenhang_owner')
    await client.query('insert into audit.policy values ($1, $2, $3, $4) on conflict do nothing', [
      ...[version, rules, now, JSON.stringify(policy)],
    ])
    // What a claim is compared with stands there at every moment: rows are written over, and only what is no more goes.
    await client.query(
      `with said as (select * from jsonb_to_recordset($1::jsonb)
           as t(id text, scope text, senders text[], consent text, functions text[], acts text[])),
         gone as (delete from access.purpose p where not exists (select 1 from said where said.id = p.id))
       insert into access.purpose select * from said on conflict (id) do update set scope = excluded.scope,
         senders = excluded.senders, consent = excluded.consent, functions = excluded.functions, acts = excluded.acts`,
      [JSON.stringify(purposeRows(policy))],
    )
    await client.query(
      `with said as (select * from jsonb_to_recordset($1::jsonb) as t(function text, plane text)),
         gone as (delete from access.function_plane f where not exists (select 1 from said where said.function = f.function and said.plane = f.plane))
       insert into access.function_plane select * from said on conflict do nothing`,
      [JSON.stringify(planeRows(policy))],
    )
    await client.query('commit')
  } finally {
    await client.end()
  }
}

const purposeRows = ({ purposes, housekeeping }: Policy) => [
  ...Object.values(purposes),
  ...Object.entries(housekeeping).map(([id, functions]) => ({
    ...{
      id,
      scope: 'housekeeping',
      senders: [],
      consent: 'no',
      functions,
      acts: KEEPS_IN_SLICES.includes(id) ? ['search'] : [],
    },
  })),
]
const planeRows = ({ planesOf }: Policy) =>
  Object.entries(planesOf).flatMap(([name, planes]) => planes.map((plane) => ({ function: name, plane })))
