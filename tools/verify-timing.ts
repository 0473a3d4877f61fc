/**
 * `npm run verify:timing`: can somebody who looks tell by the clock what was found, beyond the hit that he is meant to see? A real server on
 * loopback with the courier and the matcher in its process, the worst case. Four kinds of person are looked for in a mixed order: nobody
 * knows them, a decoy, somebody whom only police know, somebody whom another house of care knows. For each look-up: how long its answer
 * took, and how long the two requests that follow at once took. `chance` is how often a time of this kind is longer than one of "nobody":
 * 0.5 tells nothing. Fails when a kind that must stay hidden lies outside the bound for its own answer. `--rounds N` for more.
 * With `--ids` (and `--samples N`, 3,000 pairs when absent): can the clock tell what is hidden from what is absent, on every route with an id?
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CastMember, cast } from '../fixtures/cast.ts'
import { beginSession } from '../src/access/session.store.ts'
import { seedCast } from '../src/demonstration/cast.store.ts'
import { readReference, readReferenceTables } from '../src/directory/index.ts'
import { dayAt, randomFrom } from '../src/kernel/index.ts'
import { loadReference } from '../src/load-reference.ts'
import { startEmbedded, withDatabase } from '../src/platform/embedded-postgres.ts'
import { hashToken } from '../src/platform/http.ts'
import { openPlatform } from '../src/platform/platform.ts'
import { createSystem } from '../src/wiring.ts'
import { runShown } from './steps.ts'

if (process.argv.includes('--ids')) {
  const samples = process.argv.indexOf('--samples')
  process.exit(
    await runShown({
      name: 'times of ids',
      command: ['vitest', 'run', '--project', 'timing', 'tests/timing/ids.test.ts', '--disable-console-intercept'],
      env: { SAMENHANG_TIMING_SAMPLES: samples < 0 ? '3000' : String(process.argv[samples + 1]) },
    }),
  )
}

const KINDS = ['nobody', 'decoy', 'police', 'care'] as const
type Kind = (typeof KINDS)[number]
const MEASURES = ['answer', 'hits at once', 'signals at once'] as const
type Measure = (typeof MEASURES)[number]
const DECOYS = 300
/** A hidden kind may be the slower one this much more often than by chance. */
const BOUND = 0.1
const PER_DAY = 24
const WARM_UP = 8

const given = process.argv.indexOf('--rounds')
const rounds = given < 0 ? 60 : Number(process.argv[given + 1])

const folder = mkdtempSync(join(tmpdir(), 'samenhang-timing-'))
const embedded = await startEmbedded({ folder, fsync: false })
const reference = readReference(await readReferenceTables())
if (!reference.ok) throw new Error(JSON.stringify(reference.refusal))
const platform = await openPlatform({
  ...{ host: '127.0.0.1', port: 0, publicUrl: 'http://127.0.0.1', dataFolder: folder, demonstration: true },
  ...{
    databaseUrl: withDatabase(embedded.adminUrl, 'samenhang'),
    demonstrationPersons: 0,
    logLevel: 'silent',
    fsync: false,
  },
})
await loadReference(platform.urls.admin, reference.value, new Date())
await seedCast(platform.urls.admin)
let shift = 0
const clock = () => new Date(Date.now() + shift)
const system = createSystem({
  platform,
  reference: reference.value,
  clock,
  log: () => undefined,
  requestsPerMinute: 1_000_000,
})
const http = await system.http()
const base = await http.listen({ host: '127.0.0.1', port: 0 })
const stop = await system.startBackground()

type Call = (path: string, body?: unknown) => Promise<{ readonly body: Record<string, string>; readonly ms: number }>
const as = async (member: CastMember): Promise<Call> => {
  const token = randomBytes(32).toString('base64url')
  await beginSession(platform, { tokenHash: hashToken(token), member, now: clock() })
  return async (path, body) => {
    const began = performance.now()
    const answer = await fetch(`${base}/v1${path}`, {
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    })
    const text = await answer.text()
    const ms = performance.now() - began
    if (!answer.ok) throw new Error(`${path} ${answer.status} ${text}`)
    // Safe: our own routes; only ids are read.
    return { body: JSON.parse(text) as Record<string, string>, ms }
  }
}

type Person = Readonly<Record<string, string>>
/** Invented; letters alone, so that no two of them look alike by chance. */
const invent = (seed: number): Person => {
  const random = randomFrom(seed)
  const word = (length: number) => Array.from({ length }, () => random.pick([...'aeiorstlnmkdbg'])).join('')
  return {
    given: word(7),
    surname: word(10),
    birthDate: `19${60 + random.below(39)}-0${1 + random.below(9)}-1${random.below(9)}`,
  }
}
const prepare = async (call: Call, person: Person): Promise<{ signalId: string; groundId: string }> => {
  const { signalId = '' } = (await call('/signals', { source: 'typed', exploitation: 'labour', person })).body
  const said = { language: 'zh', present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.' }
  const ground = { kind: 'consent-to-search', purpose: 'D27', givenDate: dayAt(clock()), ...said }
  const { groundId = '' } = (await call(`/signals/${signalId}/grounds`, ground)).body
  return { signalId, groundId }
}
const lookUp = (call: Call, asked: { signalId: string; groundId: string }) =>
  call('/look-ups', { ...asked, purpose: 'D27', caseReference: 'ZAAK 1' })
const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

await system.decoys.plant({ count: DECOYS, seed: 1 })
const decoys = (await system.decoys.list()).flatMap(({ person }) =>
  person ? [{ given: person.given, surname: person.surname, birthDate: person.birthDate }] : [],
)
const times = new Map<string, number[]>()
const keep = (kind: Kind, measure: Measure, ms: number): void =>
  void times.set(`${kind} ${measure}`, [...(times.get(`${kind} ${measure}`) ?? []), ms])

/** Makes the person known where the kind says, before anything is measured. */
const personOf = async (kind: Kind, number: number): Promise<Person> => {
  const person = kind === 'decoy' ? (decoys[number % decoys.length] ?? {}) : invent(number)
  const knower =
    kind === 'police' ? cast.investigatorNoordHolland : kind === 'care' ? cast.coordinatorEindhoven : undefined
  if (knower) {
    const call = await as(knower)
    await lookUp(call, await prepare(call, person))
  }
  return person
}

const random = randomFrom(20_261_116)
const order = KINDS.flatMap((kind) => Array.from({ length: rounds }, () => ({ kind, key: random.next() })))
  .sort((one, other) => one.key - other.key)
  .map(({ kind }) => kind)
try {
  let number = 0
  for (const kind of [...Array<Kind>(WARM_UP).fill('nobody'), ...order]) {
    number += 1
    // A new day now and then: budgets hold here as everywhere.
    if (number % PER_DAY === 0) shift += 25 * 3_600_000
    const person = await personOf(kind, number)
    const call = await as(cast.coordinatorZaanstad)
    const asked = await prepare(call, person)
    await rest(60)
    const { ms } = await lookUp(call, asked)
    const [hits, signals] = await Promise.all([call('/hits'), call('/signals?limit=1')])
    await rest(60)
    if (number <= WARM_UP) continue
    keep(kind, 'answer', ms)
    keep(kind, 'hits at once', hits.ms)
    keep(kind, 'signals at once', signals.ms)
  }
} finally {
  await http.close()
  await stop()
  await platform.close()
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true })
}

const timesOf = (kind: Kind, measure: Measure): readonly number[] => times.get(`${kind} ${measure}`) ?? []
const median = (all: readonly number[]): number =>
  [...all].sort((x, y) => x - y)[Math.floor(all.length / 2)] ?? Number.NaN
/** How often one of the first is longer than one of the second; equal times count half. */
const chanceLonger = (first: readonly number[], second: readonly number[]): number => {
  let longer = 0
  for (const x of first) for (const y of second) longer += x > y ? 1 : x === y ? 0.5 : 0
  return longer / (first.length * second.length)
}

let bad = 0
console.log(`${rounds} look-ups of each kind; index of ${DECOYS} decoys and all that was looked for`)
for (const measure of MEASURES)
  for (const kind of KINDS) {
    const chance = chanceLonger(timesOf(kind, measure), timesOf('nobody', measure))
    // The noise of this many look-ups: half of the width of the 95 % interval when there is no difference.
    const noise = 1.96 * Math.sqrt((2 * rounds + 1) / (12 * rounds * rounds))
    const isBound = measure === 'answer' && kind !== 'care'
    const out = isBound && Math.abs(chance - 0.5) > BOUND + noise
    if (out) bad += 1
    const line = [
      measure.padEnd(16),
      kind.padEnd(7),
      `median ${median(timesOf(kind, measure)).toFixed(1)} ms`.padEnd(18),
    ]
    console.log([...line, `chance ${chance.toFixed(3)} (noise ±${noise.toFixed(3)})`, out ? 'OUTSIDE' : ''].join('  '))
  }
process.exitCode = bad > 0 ? 1 : 0
