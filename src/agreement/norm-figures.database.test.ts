/** How clocks went is kept with each act of the holder, and counted across houses as persons of closed quarters. */
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tests/support/system.ts'
import { addDays, type Day, day, dayAt, quarterOfDay, randomFrom } from '../kernel/index.ts'
import { ledgerOfYear } from '../picture/picture.store.ts'
import { readStanding } from '../picture/signed-release.store.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'
import { readNormCells } from './norm-figures.store.ts'
import type { NormCell } from './norm-figures.ts'

let house: TestSystem
let admin: pg.Client
beforeAll(async () => {
  house = await openTestSystem()
  admin = await house.admin()
})
afterAll(async () => {
  await house.close()
})
beforeEach(async () => {
  await admin.query('delete from agreement.counted_clock')
})

const today = (): Day => day(house.clock.now().toISOString().slice(0, 10))
const { careZaanstad, careEindhoven, municipalityZaanstad, comensha } = castOrganisations
const aDossier = async (holder: string = careZaanstad): Promise<string> => {
  const id = randomUUID()
  await admin.query(
    `insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage) values ($1, $2, $2, $3, 'open')`,
    [id, holder, house.clock.now()],
  )
  return id
}
const tell = async (
  dossier: string,
  kind: string,
  {
    by = cast.coordinatorZaanstad,
    payload = {},
    slice = 'dossier',
  }: { by?: CastMember; payload?: object; slice?: 'dossier' | 'access' } = {},
): Promise<void> => {
  const { actor, organisation, plane } = by
  const claim = { actor, organisation, plane, function: by.function, purpose: 'W01' }
  await house.system.acts.run({ claim, operation: 'test' }, async (work) => {
    await work.record({ slice, stream: dossier, kind, happened: work.today, payload: { ...payload } })
    return { ok: true, value: undefined }
  })
}
type Kept = { norm_id: string; state: string; turn: number; cause: string | null; due: string | null }
const keptOf = async (dossier: string, norm = 'N32'): Promise<readonly Kept[]> =>
  (
    await admin.query<Kept>(
      `select norm_id, state, turn, cause, due::text from agreement.counted_clock where dossier_id = $1 and norm_id = $2 order by triggered, turn`,
      [dossier, norm],
    )
  ).rows
/** The cells as who counts reads them. */
const cellsOf = async (
  quarters: { from: string; until: string },
  { by = cast.analyst, norm, purpose }: { by?: CastMember; norm?: string; purpose?: string } = {},
): Promise<readonly NormCell[]> => {
  const { actor, organisation, plane } = by
  const asked = purpose ?? (by === cast.analyst ? 'W04' : 'W01')
  const claim = { actor, organisation, plane, function: by.function, purpose: asked }
  // By an act that its purpose has, so that it is the database that answers.
  const operation = purpose === 'W19' ? 'readAreaClocks' : 'readNormFigures'
  const answer = await house.system.acts.run({ claim, operation }, async (work) => ({
    ok: true,
    value: await readNormCells(work, quarters, norm),
  }))
  return answer.ok ? answer.value : []
}

test('each act of the holder keeps how a clock stands, and time alone writes nothing', async () => {
  const [kept, missed] = [await aDossier(), await aDossier()]
  await tell(kept, 'person-moved')
  await tell(missed, 'person-moved')
  expect(await keptOf(kept)).toMatchObject([{ state: 'running', turn: 1, due: addDays(today(), 7) }])
  await tell(kept, 'not-now')
  await tell(kept, 'not-now')
  expect(await keptOf(kept)).toMatchObject([{ state: 'running' }, { state: 'kept', turn: 2 }])
  const triggered = today()
  house.clock.advance({ days: 20 })
  expect(await keptOf(missed)).toHaveLength(1)
  await tell(missed, 'miss-answered', { payload: { norm: 'N32', triggered, cause: 'no-place' } })
  expect((await keptOf(missed)).at(-1)).toMatchObject({ state: 'missed', cause: 'no-place' })
})

test('what another house tells in the file is counted with the next act of the holder, and nobody else counts', async () => {
  const dossier = await aDossier()
  await admin.query(
    `insert into agreement.clock_fact (id, organisation_id, dossier_id, kind, happened, learned, source_fact_id)
     values (gen_random_uuid(), $1, $2, 'person-moved', $3, $4, gen_random_uuid())`,
    [careEindhoven, dossier, today(), house.clock.now()],
  )
  expect(await keptOf(dossier)).toEqual([])
  await tell(dossier, 'not-now')
  expect(await keptOf(dossier)).toMatchObject([{ state: 'kept' }])
  const { rows } = await admin.query(
    'select distinct organisation_id, party_id, area_code from agreement.counted_clock where norm_id = $1',
    ['N32'],
  )
  expect(rows).toEqual([
    { organisation_id: careZaanstad, party_id: careEindhoven, area_code: expect.stringMatching(/^VR\d\d$/) },
  ])
})

test('two acts in one file at once count what both told', async () => {
  for (let round = 0; round < 5; round += 1) {
    const dossier = await aDossier()
    await Promise.all([tell(dossier, 'person-moved'), tell(dossier, 'consent-refused', { slice: 'access' })])
    expect((await keptOf(dossier)).at(-1)).toMatchObject({ state: 'kept' })
  }
})

type Row = {
  dossier: string
  norm: string
  version: number
  triggered: Day
  state: string
  due: Day | null
  lapses: string | null
  area: string | null
  party: string
  cause: string | null
  turn: number
  at: Date
}
type Signature = { readonly party: string; readonly norm: string; readonly from: Day }
const RANK = ['missed', 'running', 'kept', 'excepted']
/** The same count in the slowest way: person by person, from rows that are read again for each. */
const slowCount = (
  rows: readonly Row[],
  { from, until }: { from: string; until: string },
  closed: Date,
  signatures: readonly Signature[],
) => {
  const sideOf = ({ party, norm, triggered }: Pick<Row, 'party' | 'norm' | 'triggered'>) => {
    const signed = signatures.find((each) => each.party === party && each.norm === norm)?.from
    if (!signed || triggered < addDays(signed, -365) || triggered >= addDays(signed, 365)) return undefined
    return triggered < signed ? 'before' : 'after'
  }
  const counted = new Map<string, number>()
  const closedOn = dayAt(closed)
  const standing = rows
    .filter(({ at, triggered }) => at < closed && quarterOfDay(triggered) >= from && quarterOfDay(triggered) <= until)
    .filter(
      (row, _, all) =>
        !all.some(
          (other) =>
            other.dossier === row.dossier &&
            other.norm === row.norm &&
            other.triggered === row.triggered &&
            other.turn > row.turn,
        ),
    )
    .map((row) => ({
      ...row,
      state: row.state === 'running' && row.due && row.due < closedOn ? row.lapses : row.state,
    }))
    .filter(({ state }) => state !== 'withdrawn')
  const housesOf = (norm: string, side: string) =>
    new Set(standing.filter((row) => row.norm === norm && sideOf(row) === side).map(({ party }) => party)).size
  for (const dossier of new Set(standing.map((row) => row.dossier)))
    for (const norm of new Set(standing.map((row) => row.norm))) {
      const mine = standing
        .filter((row) => row.dossier === dossier && row.norm === norm)
        .toSorted((one, other) => (one.triggered < other.triggered ? -1 : 1))
      const [first] = mine
      if (!first) continue
      const keysOf = (row: Row): [string, string][] => {
        const side = sideOf(row)
        const beside = side !== undefined && housesOf(norm, 'before') >= 3 && housesOf(norm, 'after') >= 3
        return [
          ['area', row.area ?? 'unknown'],
          ['country', 'all'],
          ['first-area', first.area ?? 'unknown'],
          ['version', `${row.version}`],
          ...(beside ? [['signed', side] as [string, string]] : []),
        ]
      }
      const places = new Set(mine.flatMap((row) => keysOf(row as Row).map((key) => key.join('|'))))
      for (const place of places) {
        const of = mine.filter((row) => keysOf(row as Row).some((key) => key.join('|') === place))
        const state = RANK.find((each) => of.some((row) => row.state === each)) ?? ''
        const cause = state === 'missed' ? (of.find((row) => row.state === 'missed' && row.cause)?.cause ?? 'none') : ''
        const cell = [norm, place, state, cause].join('|')
        counted.set(cell, (counted.get(cell) ?? 0) + 1)
      }
    }
  return [...counted].sort()
}

test('P12 what is counted across houses is what a slow count of every row gives, whatever came first', async () => {
  const random = randomFrom(4_711)
  const { pick } = random
  const signed = day('2026-05-20')
  // Three houses signed N33, of which before and after are told; two signed N32, of which they are not.
  const signatures: readonly Signature[] = [
    { party: careZaanstad, norm: 'N33', from: signed },
    { party: careEindhoven, norm: 'N33', from: day('2026-04-01') },
    { party: municipalityZaanstad, norm: 'N33', from: day('2026-06-10') },
    { party: careZaanstad, norm: 'N32', from: signed },
    { party: careEindhoven, norm: 'N32', from: signed },
  ]
  for (const { party, norm, from } of signatures)
    await admin.query(
      `insert into agreement.adoption (id, organisation_id, actor_id, norm_id, norm_version, valid_from, signed_at)
       values (gen_random_uuid(), $1, $2, $3, 1, $4, $4::date - 2)`,
      [party, cast.coordinatorZaanstad.actor, norm, from],
    )
  const rows: Row[] = []
  const dossiers = Array.from({ length: 60 }, () => randomUUID())
  const states = ['running', 'kept', 'missed', 'excepted', 'withdrawn']
  // At the edges: a last day around the close, and a clock that began on the day of the signature.
  const edge = { party: careZaanstad, version: 1, state: 'running', lapses: 'missed', cause: null, turn: 1 } as const
  for (const [triggered, due] of [
    ['2026-09-01', '2026-10-14'],
    ['2026-09-01', '2026-10-15'],
    ['2026-09-01', '2026-10-16'],
    [addDays(signed, -1), null],
    [signed, null],
    [addDays(signed, -365), null],
    [addDays(signed, -366), null],
  ] as const)
    rows.push({
      ...{ ...edge, dossier: randomUUID(), norm: 'N33', area: 'VR02', at: new Date(`${triggered}T12:00:00Z`) },
      ...{ triggered: day(triggered), due: due && day(due), lapses: due && 'missed' },
    })
  for (let count = 0; count < 400; count += 1) {
    const [dossier, norm, triggered] = [
      pick(dossiers),
      pick(['N32', 'N33']),
      addDays(day('2025-09-01'), random.below(400)),
    ]
    const turns = 1 + random.below(3)
    if (rows.some((row) => row.dossier === dossier && row.norm === norm && row.triggered === triggered)) continue
    const [area, party] = [
      pick([null, 'VR01', 'VR11', 'VR22']),
      pick([careZaanstad, careEindhoven, municipalityZaanstad, comensha]),
    ]
    const due = pick([null, addDays(triggered, 7), addDays(triggered, 90)])
    for (let turn = 1; turn <= turns; turn += 1)
      rows.push({
        ...{ dossier, norm, triggered, area, party, turn, due, version: pick([1, 2]), state: pick(states) },
        lapses: due === null ? null : pick(['kept', 'missed']),
        cause: pick([null, 'no-place', 'forgotten']),
        at: new Date(`${addDays(triggered, turn * 20)}T12:00:00Z`),
      })
  }
  for (const row of rows.toSorted(() => random.next() - 0.5))
    await admin.query(
      `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, due, lapses_to, area_code, party_id, cause, turn, counted_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[row.party, row.dossier, row.norm, row.version, row.triggered, row.state, row.due, row.lapses],
        ...[row.area, row.party, row.cause, row.turn, row.at],
      ],
    )
  // The third quarter closed on 15 October at midnight in Amsterdam.
  const closed = new Date('2026-10-14T22:00:00Z')
  for (const quarters of [
    { from: '2025Q4', until: '2026Q3' },
    { from: '2026Q2', until: '2026Q2' },
    { from: '2025Q2', until: '2026Q3' },
  ]) {
    const cells = await cellsOf(quarters)
    const fast = cells.map(
      ({ normId, level, key, state, cause, persons }) =>
        [`${normId}|${level}|${key}|${state}|${cause ?? ''}`, persons] as const,
    )
    expect(fast.length).toBeGreaterThan(30)
    expect(fast.toSorted((one, other) => (one[0] < other[0] ? -1 : 1))).toEqual(
      slowCount(rows, quarters, closed, signatures).toSorted((one, other) => (one[0] < other[0] ? -1 : 1)),
    )
  }
  const sides = await cellsOf({ from: '2025Q4', until: '2026Q3' })
  expect(new Set(sides.filter(({ level }) => level === 'signed').map(({ normId }) => normId))).toEqual(new Set(['N33']))
  expect(await cellsOf({ from: '2026Q3', until: '2026Q4' })).toEqual([])
  expect(await cellsOf({ from: '2025Q4', until: '2026Q3' }, { purpose: 'W19' })).toEqual([])
  for (const by of [cast.coordinatorZaanstad, cast.payerZaanstad, cast.investigatorNoordHolland])
    expect(await cellsOf({ from: '2025Q4', until: '2026Q3' }, { by })).toEqual([])
  await admin.query('delete from agreement.adoption')
})

type Figure = {
  few: boolean
  persons?: object
  states?: Record<string, object>
  missedShare?: { from: number; to: number }
}
type Overview = { quarter: string; norms: { normId: string; binds: boolean; country: Figure }[] }
type Detail = {
  regions: { safetyRegionCode: string; figure: Figure; causes: unknown[] }[]
  causes: { cause: { code: string }; persons: { low: number; high: number } }[]
  changes: {
    code: string
    normVersion?: number
    houses?: number
    before: Figure
    after: Figure
    says: { code: string }
  }[]
  country: Figure
}
const read = async <T>(caller: Caller, path: string): Promise<T> => {
  const { body, status, text } = await caller.get(path)
  expect(status, text).toBe(200)
  return body as T
}

test('P11 who counts reads closed quarters in bands, by region, with causes; a person less than five is nobody', async () => {
  const begun = today()
  const files: string[] = []
  for (let count = 0; count < 9; count += 1) files.push(await aDossier())
  for (const file of files) await tell(file, 'person-moved')
  for (const file of files.slice(0, 3)) await tell(file, 'not-now')
  house.clock.advance({ days: 20 })
  for (const file of files.slice(3, 8))
    await tell(file, 'miss-answered', { payload: { norm: 'N32', triggered: begun, cause: 'no-place' } })
  let analyst = await house.as(cast.analyst)
  const before = await read<Overview>(analyst, '/v1/norm-figures')
  expect(before.norms.every(({ country }) => country.few)).toBe(true)
  expect((await analyst.get(`/v1/norm-figures?quarter=${quarterOfDay(begun)}`)).status).toBe(409)

  house.clock.advance({ days: 90 })
  analyst = await house.as(cast.analyst)
  const overview = await read<Overview>(analyst, '/v1/norm-figures')
  expect(overview.norms.map(({ normId }) => normId)).toEqual(NORMS_OF_PERSONS.map(({ id }) => id))
  const shown = overview.norms.find(({ normId }) => normId === 'N32')
  expect(shown).toMatchObject({
    binds: false,
    country: {
      few: false,
      persons: { low: 5, high: 9 },
      states: { kept: { low: 0, high: 4 }, missed: { low: 5, high: 9 }, running: { low: 0, high: 4 } },
    },
  })
  const detail = await read<Detail>(analyst, '/v1/norm-figures/N32')
  expect(detail.regions.map(({ safetyRegionCode }) => safetyRegionCode)).toEqual([
    ...Array.from({ length: 25 }, (_, at) => `VR${String(at + 1).padStart(2, '0')}`),
    'unknown',
  ])
  const told = detail.regions.filter(({ figure }) => !figure.few)
  expect(told).toMatchObject([{ causes: [{ cause: { code: 'no-place' }, persons: { low: 5, high: 9 } }] }])
  expect(detail.causes.find(({ cause }) => cause.code === 'none')?.persons).toEqual({ low: 0, high: 4 })
  // One person more or less of the missed in the same band changes nothing that is read.
  await admin.query('delete from agreement.counted_clock where dossier_id = $1', [files[8]])
  expect(await read<Detail>(analyst, '/v1/norm-figures/N32')).toEqual(detail)
  for (const hidden of [careZaanstad, files[0] ?? '', municipalityZaanstad])
    expect((await analyst.get('/v1/norm-figures/N32')).text).not.toContain(hidden)
})

test('before and after a new version, and of houses that signed: three at least, and one person changes nothing', async () => {
  await admin.query('delete from agreement.counted_clock')
  const put = (
    count: number,
    row: { norm: string; version: number; triggered: string; state: string; party?: string },
  ) =>
    admin.query(
      `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, party_id, turn, counted_at)
       select gen_random_uuid(), $1, gen_random_uuid(), $2, $3, $4::date, $5, $6, 1, $4::date from generate_series(1, $7)`,
      [careZaanstad, row.norm, row.version, row.triggered, row.state, row.party ?? null, count],
    )
  // N36 has a new version from 1 November 2026.
  await put(10, { norm: 'N36', version: 1, triggered: '2026-10-20', state: 'kept' })
  await put(90, { norm: 'N36', version: 1, triggered: '2026-10-20', state: 'missed' })
  await put(90, { norm: 'N36', version: 2, triggered: '2026-11-10', state: 'kept' })
  await put(10, { norm: 'N36', version: 2, triggered: '2026-11-10', state: 'missed' })
  const analyst = await house.as(cast.analyst)
  const [change] = (await read<Detail>(analyst, '/v1/norm-figures/N36')).changes
  expect(change).toMatchObject({ code: 'version', normVersion: 2, says: { code: 'less-missed' } })
  expect(change?.before.states?.['missed']).toEqual({ low: 90, high: 94 })

  const sign = (organisation: string) =>
    admin.query(
      `insert into agreement.adoption (id, organisation_id, actor_id, norm_id, norm_version, valid_from, signed_at)
       values (gen_random_uuid(), $1, gen_random_uuid(), 'N33', 1, '2026-11-01', '2026-10-20')`,
      [organisation],
    )
  for (const [triggered, missed] of [
    ['2026-10-01', 60],
    ['2026-11-20', 5],
  ] as const) {
    await put(missed, { norm: 'N33', version: 1, triggered, state: 'missed', party: careZaanstad })
    await put(65 - missed, { norm: 'N33', version: 1, triggered, state: 'kept', party: careEindhoven })
  }
  await sign(careZaanstad)
  await sign(careEindhoven)
  expect((await read<Detail>(analyst, '/v1/norm-figures/N33')).changes).toMatchObject([
    { code: 'signed', houses: 2, before: { few: true }, after: { few: true }, says: { code: 'too-few' } },
  ])
  // A third that signed and has no clocks, or has them on one side alone, makes no three: the figure would be of the other two.
  await sign(municipalityZaanstad)
  const ofTwo = { code: 'signed', houses: 3, before: { few: true }, after: { few: true }, says: { code: 'too-few' } }
  expect((await read<Detail>(analyst, '/v1/norm-figures/N33')).changes).toMatchObject([ofTwo])
  const third = { norm: 'N33', version: 1, state: 'kept', party: municipalityZaanstad }
  await put(1, { ...third, triggered: '2026-10-01' })
  expect((await read<Detail>(analyst, '/v1/norm-figures/N33')).changes).toMatchObject([ofTwo])
  await put(1, { ...third, triggered: '2026-11-20' })
  expect((await read<Detail>(analyst, '/v1/norm-figures/N33')).changes).toMatchObject([
    { code: 'signed', houses: 3, says: { code: 'less-missed' } },
  ])
  expect((await analyst.get('/v1/norm-figures/N99')).status).toBe(404)
  expect((await (await house.as(cast.coordinatorZaanstad)).get('/v1/norm-figures')).status).toBe(403)
  expect((await house.nobody.get('/v1/norm-figures')).status).toBe(401)
})

test('a norm is published as a release of the picture alone: safe, signed, attacked with what was released of that norm before', async () => {
  const put = (count: number, area: string, state: string, norm = 'N33') =>
    admin.query(
      `insert into agreement.counted_clock (id, organisation_id, dossier_id, norm_id, norm_version, triggered, state, area_code, turn, counted_at)
       select gen_random_uuid(), $1, gen_random_uuid(), $2, 1, '2025-05-10', $3, $4, 1, '2025-06-01' from generate_series(1, $5)`,
      [careZaanstad, norm, state, area, count],
    )
  await put(38, 'VR11', 'kept')
  await put(23, 'VR11', 'missed')
  await put(17, 'VR13', 'kept')
  await put(2, 'VR19', 'missed')
  let analyst = await house.as(cast.analyst)
  const releases = async (norm: string, year: number) => analyst.post('/v1/norm-releases', { norm, year })
  const made = await releases('N33', 2025)
  expect(made.status, made.text).toBe(201)
  const { id } = made.body as { id: string }
  type View = {
    norm: { code: string }
    regions: string[]
    forms: string[]
    cells: (number | null)[][]
    regionTotals: number[]
    total: number
    signed: { digest: string; verifierKey: string }
    definitions: unknown[]
  }
  const view = await read<View>(house.nobody, `/v1/releases/${id}`)
  expect(view).toMatchObject({ norm: { code: 'N33' }, forms: ['excepted', 'kept', 'missed'], total: 80 })
  expect(view.regions).toHaveLength(26)
  for (const number of [...view.cells.flat(), ...view.regionTotals, view.total]) expect((number ?? 0) % 5).toBe(0)
  // A region of two and one of nobody look alike: few, so not by how it went.
  const rowOf = (region: string) => [
    view.cells[view.regions.indexOf(region)],
    view.regionTotals[view.regions.indexOf(region)],
  ]
  expect(rowOf('VR19')[0]).toEqual(rowOf('VR20')[0])
  // Persons by form are another release: none stands.
  // It is no set of persons by form: not the newest of those, and in no file, catalogue or yearly report.
  expect(await readStanding(house.platform.databases.picture, view.signed.verifierKey)).toEqual([])
  expect((await house.nobody.get('/v1/yearly-reports/2025?language=nl')).status).toBe(404)
  expect((await house.nobody.get(`/v1/releases/${id}/files/csv`)).status).toBe(404)
  expect(view.definitions).toEqual([])
  expect((await house.nobody.get('/v1/releases/latest')).status).toBe(404)
  expect((await read<{ releases: object[] }>(house.nobody, '/v1/releases')).releases).toMatchObject([
    { norm: { code: 'N33' } },
  ])

  expect((await releases('N33', 2025)).body).toMatchObject({ code: 'released-recently' })
  expect((await releases('N32', 2025)).body).toMatchObject({ code: 'nothing-to-release' })
  expect((await releases('N99', 2025)).body).toMatchObject({ code: 'norm-not-known' })
  expect((await releases('N33', Number(today().slice(0, 4)))).body).toMatchObject({ code: 'quarter-not-closed' })
  expect(
    (await (await house.as(cast.coordinatorZaanstad)).post('/v1/norm-releases', { norm: 'N33', year: 2025 })).status,
  ).toBe(403)
  const { picture } = house.platform.databases
  expect((await ledgerOfYear(picture, { year: 2025, norm: 'N33' })).map((each) => each.id)).toEqual([id])
  expect(await ledgerOfYear(picture, { year: 2025 })).toEqual([])

  expect((await analyst.post(`/v1/releases/${id}/withdrawals`, { reason: 'replaced' })).status).toBe(201)
  expect((await house.nobody.get(`/v1/releases/${id}`)).status).toBe(409)
  // What was told stays known: the next is attacked with it.
  house.clock.advance({ days: 95 })
  analyst = await house.as(cast.analyst)
  expect((await releases('N33', 2025)).status).toBe(201)
  expect(await ledgerOfYear(picture, { year: 2025, norm: 'N33' })).toHaveLength(2)
})
