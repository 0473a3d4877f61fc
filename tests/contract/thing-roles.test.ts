/** Things too are exchanged in messages only: key authority and matcher as processes of their own give what they give in one process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castOrganisations } from '../../fixtures/cast.ts'
import { openKeyAuthority } from '../../src/linkage/authority.store.ts'
import { parseChange } from '../../src/linkage/match-thing-messages.ts'
import { openThingMatcher } from '../../src/linkage/match-things.store.ts'
import type { LinkagePlane } from '../../src/linkage/messages.ts'
import { EPOCH } from '../../src/linkage/service.store.ts'
import { readThing, type ThingKind } from '../../src/linkage/thing.ts'
import { finishThings, prepareThings } from '../../src/linkage/thing-owner.crypto.ts'
import { describeThing } from '../../src/linkage/thing-tokens.ts'
import { openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
const processes: ChildProcess[] = []
beforeAll(async () => {
  house = await openTestSystem()
})
afterAll(async () => {
  for (const each of processes) each.kill('SIGKILL')
  await house.close()
})

const startRole = (role: 'matcher' | 'authority'): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/matcher.ts')], {
      // Nothing of the environment of the test: only what this role may have.
      env: {
        PATH: process.env['PATH'],
        SAMENHANG_MATCHER_ROLE: role,
        SAMENHANG_ROLE_DATABASE_URL: house.platform.urls[role],
        SAMENHANG_ROLE_SEED: house.platform.secrets[role].toString('base64url'),
        SAMENHANG_EPOCH: EPOCH,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    processes.push(child)
    child.stdout.once('data', (line: Buffer) =>
      resolve(`http://127.0.0.1:${(JSON.parse(line.toString()) as { port: number }).port}/messages`),
    )
    child.once('exit', () => reject(new Error(`${role} ended`)))
  })
const send = async (url: string, message: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: message })
  return (await answer.json()) as Record<string, unknown>
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
      epoch: EPOCH,
    })
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    const message = finishThings(prepared.value.prepared, await ask(prepared.value.message), { epoch: EPOCH })
    if (!message.ok) throw new Error(message.refusal.code)
    const change = parseChange(await tell(message.value))
    for (const { one, other, grade } of change?.found ?? [])
      met.push(`${[handles.indexOf(one as never), handles.indexOf(other as never)].sort().join('-')} ${grade}`)
  }
  return met.sort()
}

test('three roles as processes of their own give the identical result for things: care meets care, and nothing crosses', async () => {
  const { authority: authorityDb, matcher: matcherDb } = house.platform.databases
  const authority = openKeyAuthority(authorityDb, house.platform.secrets.authority, EPOCH, randomUUID)
  const matcher = await openThingMatcher(matcherDb, EPOCH)
  const together = await exchange(
    async (message) => {
      const answered = await authority({
        organisation: castOrganisations.careZaanstad,
        message,
        now: house.clock.now(),
      })
      if (!answered.ok) throw new Error(answered.refusal.code)
      return answered.value
    },
    async (message) => {
      const answered = await matcher.receive(message, house.clock.now())
      if (!answered.ok) throw new Error(answered.refusal.code)
      return answered.value
    },
  )
  const admin = await house.admin()
  await admin.query('delete from matching.thing')
  const [authorityUrl, matcherUrl] = [await startRole('authority'), await startRole('matcher')]
  const apart = await exchange(
    async (message) =>
      String(
        (await send(authorityUrl, JSON.stringify({ organisation: castOrganisations.careZaanstad, message }))).message,
      ),
    async (message) => String((await send(matcherUrl, message)).change),
  )
  expect(together).toEqual(['0-1 exact', '2-3 near'])
  expect(apart).toEqual(together)
  expect(await send(matcherUrl, '{"kind":"things"}')).toEqual({ refused: 'linkage-version-unknown' })
})
