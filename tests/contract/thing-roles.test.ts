/** Things too are exchanged in messages only: key authority and matcher as processes of their own give what they give in one process. */
import { randomUUID } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castOrganisations } from '../../fixtures/cast.ts'
import type { Outcome } from '../../src/kernel/index.ts'
import { type KeyAuthority, openKeyAuthority } from '../../src/linkage/authority.store.ts'
import { parseChange } from '../../src/linkage/match-thing-messages.ts'
import { openThingMatcher, type ThingMatcher } from '../../src/linkage/match-things.store.ts'
import type { LinkagePlane } from '../../src/linkage/messages.ts'
import { authorityApart, matcherApart } from '../../src/linkage/roles-apart.store.ts'
import { readThing, type ThingKind } from '../../src/linkage/thing.ts'
import { THING_EPOCH } from '../../src/linkage/thing-epoch.ts'
import { finishThings, prepareThings } from '../../src/linkage/thing-owner.crypto.ts'
import { describeThing } from '../../src/linkage/thing-tokens.ts'
import { type RoleName, type RoleProcess, startRole } from '../support/role-process.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const processes: RoleProcess[] = []
const folders: string[] = []
beforeAll(async () => {
  house = await openTestSystem({ ownKeys: true })
})
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill()))
  await house.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A process with the keys of one role of the house, and with nothing else. */
const startApart = async (role: RoleName): Promise<RoleProcess> => {
  const folder = mkdtempSync(join(tmpdir(), `samenhang-things-${role}-`))
  folders.push(folder)
  const keys = join(house.platform.config.dataFolder, 'keys')
  for (const file of readdirSync(keys)) if (file.startsWith(`${role}.`)) cpSync(join(keys, file), join(folder, file))
  const started = await startRole({ role, databaseUrl: house.platform.urls[role], keyFolder: folder })
  processes.push(started)
  return started
}

const HELD: readonly (readonly [LinkagePlane, ThingKind, string])[] = [
  ['care', 'phone', '06 00 00 41 41'],
  ['care', 'phone', '+31 6 00004141'],
  ['care', 'plate', 'VB-123-X'],
  ['care', 'plate', 'VB-124-X'],
  ['enforcement', 'phone', '06 00 00 41 41'],
  ['enforcement', 'plate', 'VB-123-X'],
]

/** Which of the six were told to meet; `ask` and `tell` are the two lines to the other roles. */
const exchange = async (ask: (message: string) => Promise<string>, tell: (message: string) => Promise<string>) => {
  const handles = HELD.map(() => randomUUID())
  const met: string[] = []
  for (const [i, [plane, kind, text]] of HELD.entries()) {
    const read = readThing({ kind, text })
    if (!read.ok) throw new Error(read.refusal.code)
    const prepared = prepareThings([{ handle: handles[i] ?? '', tokens: describeThing(read.value, plane) }], {
      epoch: THING_EPOCH,
    })
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    const message = finishThings(prepared.value.prepared, await ask(prepared.value.message), { epoch: THING_EPOCH })
    if (!message.ok) throw new Error(message.refusal.code)
    const change = parseChange(await tell(message.value))
    for (const { one, other, grade } of change?.found ?? [])
      met.push(`${[handles.indexOf(one as never), handles.indexOf(other as never)].sort().join('-')} ${grade}`)
  }
  return met.sort()
}

test('three roles as processes of their own give the identical result for things: care meets care, and nothing crosses', async () => {
  const { databases, secrets } = house.platform
  const authority = openKeyAuthority(databases.authority, secrets.seeds.authority, randomUUID)
  await authority.openEpoch(THING_EPOCH)
  const through = (evaluate: KeyAuthority, matcher: ThingMatcher) =>
    exchange(
      async (message) =>
        accepted(await evaluate({ organisation: castOrganisations.careZaanstad, message, now: house.clock.now() })),
      async (message) => accepted(await matcher.receive(message, house.clock.now())),
    )
  const together = await through(authority.evaluate, await openThingMatcher(databases.matcher, THING_EPOCH))
  const admin = await house.admin()
  await admin.query('delete from matching.thing')
  const [authorityRole, matcherRole] = [await startApart('authority'), await startApart('matcher')]
  const matcherLine = await matcherApart(matcherRole.address).openThings(THING_EPOCH)
  const apart = await through(authorityApart(authorityRole.address).evaluate, matcherLine)
  expect(together).toEqual(['0-1 exact', '2-3 near'])
  expect(apart).toEqual(together)
  expect(parseChange(await matcherLine.everything())?.found).toHaveLength(2)
  expect(await matcherLine.receive('{"kind":"things"}', house.clock.now())).toMatchObject({
    refusal: { code: 'linkage-version-unknown' },
  })
})

const accepted = (outcome: Outcome<string, string>): string => {
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.value
}
