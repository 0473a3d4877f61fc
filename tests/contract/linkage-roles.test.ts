/** Owner, key authority and matcher exchange messages only: as processes of their own, each with its own credentials, they give the same result. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { castOrganisations, theCook } from '../../fixtures/cast.ts'
import { openKeyAuthority } from '../../src/linkage/authority.store.ts'
import {
  bloomEncoder,
  finishEncoding,
  type Introduction,
  matcherKeysFrom,
  type PersonDescription,
  prepareEncoding,
} from '../../src/linkage/index.ts'
import { openMatcher } from '../../src/linkage/matcher.store.ts'
import { EPOCH } from '../../src/linkage/service.store.ts'
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

type Role = 'matcher' | 'authority'
const SEEDS = { matcher: 'matcher', authority: 'authority' } as const

const startRole = (role: Role): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../src/matcher.ts')], {
      // Nothing of the environment of the test: only what this role may have.
      env: {
        PATH: process.env['PATH'],
        SAMENHANG_MATCHER_ROLE: role,
        SAMENHANG_ROLE_DATABASE_URL: house.platform.urls[role],
        SAMENHANG_ROLE_SEED: house.platform.secrets[SEEDS[role]].toString('base64url'),
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

const people: readonly PersonDescription[] = [
  {
    fullName: theCook.asKnown.eindhoven.name,
    birthDate: theCook.asKnown.eindhoven.birthDate,
    phone: theCook.asKnown.eindhoven.phone,
  },
  {
    fullName: theCook.asKnown.zaanstad.name,
    birthDate: theCook.asKnown.zaanstad.birthDate,
    phone: theCook.asKnown.zaanstad.phone,
  },
  { fullName: 'Verzonnen Iemand Anders', birthDate: '1990-02-11', phone: '06 00 11 22 33' },
]

/** The whole exchange for three people; `ask` and `tell` are the two lines to the other roles. */
const exchange = async (
  ask: (message: string) => Promise<string>,
  tell: (message: string) => Promise<readonly Introduction[]>,
) => {
  const handles: readonly string[] = people.map(() => randomUUID())
  const owner = {
    epoch: EPOCH,
    encoder: bloomEncoder(house.platform.secrets.epoch),
    matcherKey: matcherKeysFrom(house.platform.secrets.matcher).publicKey,
  }
  const found: { asking: number; held: number; grade: string; probability: number }[] = []
  for (const [place, person] of people.entries()) {
    const prepared = prepareEncoding([{ handle: handles[place] ?? '', plane: 'care', person }], owner)
    if (!prepared.ok) throw new Error(prepared.refusal.code)
    const finished = finishEncoding(prepared.value.prepared, await ask(prepared.value.message), 'insert', owner)
    if (!finished.ok) throw new Error(finished.refusal.code)
    for (const each of await tell(finished.value)) {
      found.push({
        asking: handles.indexOf(each.asking),
        held: handles.indexOf(each.held),
        grade: each.grade,
        probability: each.probability,
      })
    }
  }
  return found.sort((one, other) => one.asking - other.asking || one.held - other.held)
}

test('as processes of their own the three roles find what they find in one process', async () => {
  const [matcherUrl, authorityUrl] = await Promise.all([startRole('matcher'), startRole('authority')])
  const apart = await exchange(
    async (message) =>
      String(
        (await send(authorityUrl, JSON.stringify({ organisation: castOrganisations.careZaanstad, message }))).message,
      ),
    async (message) => (await send(matcherUrl, message)).introductions as Introduction[],
  )
  await (await house.admin()).query('delete from matching.entry')
  const authority = openKeyAuthority(
    house.platform.databases.authority,
    house.platform.secrets.authority,
    EPOCH,
    randomUUID,
  )
  const matcher = await openMatcher(
    house.platform.databases.matcher,
    matcherKeysFrom(house.platform.secrets.matcher),
    EPOCH,
  )
  const together = await exchange(
    async (message) => {
      const answered = await authority({ organisation: castOrganisations.careZaanstad, message, now: new Date() })
      if (!answered.ok) throw new Error(answered.refusal.code)
      return answered.value
    },
    async (message) => {
      const answered = await matcher.receive(message, new Date())
      if (!answered.ok) throw new Error(answered.refusal.code)
      return answered.value
    },
  )
  expect(apart).toEqual(together)
  expect(apart).toEqual([expect.objectContaining({ asking: 1, held: 0 })])
})

test('a role gives nothing for another role’s database', async () => {
  for (const [role, table] of [
    ['matcher', 'linkage.entry'],
    ['matcher', 'signal.fact'],
    ['matcher', 'authority.evaluation'],
    ['authority', 'matching.entry'],
    ['authority', 'linkage.entry'],
    ['courier', 'matching.entry'],
    ['courier', 'signal.fact'],
    ['courier', 'dossier.fact'],
  ] as const) {
    const { pool } = (await import('../../src/platform/database.ts')).connect(house.platform.urls[role], 1)
    await expect(pool.query(`select 1 from ${table}`), `${role} reads ${table}`).rejects.toThrow(/permission denied/)
    await pool.end()
  }
})
