/** The policy as this installation holds it: the table of purposes, the tables beside the rule, and a version that is a hash of both. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Judge } from '../kernel/index.ts'
import { ACT_OF } from './acts.ts'
import { decide, GIVES, HOUSEKEEPING, PLANES_OF, type Policy, type RuledPurpose } from './decide.ts'
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
