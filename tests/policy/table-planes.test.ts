/**
 * Both planes at one table (decisions 2 and 3, record 0058): every kind of house that can sit there, asked to a table of care through the
 * system, reads it under every purpose that its people have; what is agreed, said and given crosses in fixed words alone. Straight on the
 * database too, as the role of the worker.
 */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CastMember, cast, castOrganisations } from '../../fixtures/cast.ts'
import {
  ORGANISATION_KINDS,
  type OrganisationKind,
  PLANE_OF,
  readReference,
  readReferenceTables,
} from '../../src/directory/index.ts'
import { type ActorId, asId, type OrganisationId, type TraceId, type WorkFunction } from '../../src/kernel/index.ts'
import { asClaim, type SignedClaim, type Trx } from '../../src/platform/database.ts'
import { ASKS, mayBeAsked, mayState, mayTellAcross, STATEMENTS, WHY_NOT } from '../../src/table/across.ts'
import { SEAT_KINDS, type SeatKind } from '../../src/table/seats.ts'
import { PARTY_KINDS } from '../../src/table/who-fills.ts'
import { type Caller, openTestSystem, type TestSystem } from '../support/system.ts'

let house: TestSystem
let hanna: Caller
/** One house of every kind, with somebody who works there. */
const members = new Map<OrganisationKind, CastMember>()
const WISH = 'Zij wil nu slapen.'
const DECISION = 'Zij blijft voorlopig binnen.'
const CARE: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'table-chair']

beforeAll(async () => {
  house = await openTestSystem()
  hanna = await house.as(cast.coordinatorZaanstad)
  const read = readReference(await readReferenceTables())
  if (!read.ok) throw new Error('no directory')
  const admin = await house.admin()
  for (const kind of ORGANISATION_KINDS.filter((each) => ['care', 'enforcement'].includes(PLANE_OF[each]))) {
    const at = read.value.organisations.find((each) => each.kind === kind && each.id !== castOrganisations.careZaanstad)
    if (!at) continue
    const works: WorkFunction = PLANE_OF[kind] === 'care' ? 'care-coordinator' : 'investigator'
    const actor = asId<ActorId>(randomUUID())
    await admin.query(
      'insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key) values ($1, $2, $3, $4, $5, $6)',
      [actor, at.id, works, at.plane, `Verzonnen ${kind}`, actor],
    )
    members.set(kind, {
      ...{ key: actor, actor, name: kind, function: works, organisation: asId<OrganisationId>(at.id) },
      ...{ plane: at.plane, description: { nl: '', en: '' } },
    } as CastMember)
  }
  await admin.end()
}, 60_000)
afterAll(async () => {
  await house.close()
})

// Safe: each test names what the answer of that route has.
const body = <T>(answer: { readonly body: unknown }): T => answer.body as T
type Made = { readonly tableId: string; readonly seats: readonly { readonly seatId: string; readonly kind: string }[] }

/** A table of care about a signal that another house of care knows too: there is a hit to speak of. */
const aTable = async (seats: readonly unknown[], dossier?: string): Promise<Made & { readonly dossierId: string }> => {
  const dossierId = dossier ?? body<{ dossierId: string }>(await hanna.post('/v1/dossiers', {})).dossierId
  const answer = await hanna.post(`/v1/dossiers/${dossierId}/tables`, { heldDate: '2026-11-16', wish: WISH, seats })
  expect(answer.status, answer.text).toBe(201)
  return { ...body<Made>(answer), dossierId }
}
const seatIn = ({ seats }: Made, kind: string): string => seats.find((each) => each.kind === kind)?.seatId ?? ''

/** Every seat with every kind of house that may take it. */
const PAIRS: readonly (readonly [SeatKind, OrganisationKind])[] = SEAT_KINDS.flatMap((seat) =>
  PARTY_KINDS[seat].map((kind) => [seat, kind] as const),
)

test('P7 over HTTP: whichever house of the other plane is asked, the table no longer speaks of hits; of the own plane it does', async () => {
  const { dossierId } = await aTable([])
  for (const [seat, kind] of PAIRS) {
    const member = members.get(kind)
    if (!member) throw new Error(`nobody of ${kind}`)
    const { tableId } = await aTable([{ kind: seat, partyId: member.organisation }], dossierId)
    const asked = await hanna.get(`/v1/tables/${tableId}/hit-points`)
    const shown = body<{ hits?: string }>(await hanna.get(`/v1/tables/${tableId}`)).hits
    const expected = PLANE_OF[kind] === 'care' ? [200, 'may-be-asked'] : [409, 'other-plane']
    expect([asked.status, shown], `${seat} ${kind}`).toEqual(expected)
  }
  // By a mailbox it is the same.
  for (const seat of SEAT_KINDS) {
    const { tableId } = await aTable([{ kind: seat, mail: 'stoel@verzonnen.example' }], dossierId)
    const [first] = PARTY_KINDS[seat]
    const expected = first && PLANE_OF[first] === 'care' ? 200 : 409
    expect((await hanna.get(`/v1/tables/${tableId}/hit-points`)).status, seat).toBe(expected)
  }
}, 60_000)

test('the same table read by every kind of house that sits there: its own seat, whatever function its people have; no wish, decision, rule or other seat', async () => {
  let asked = 0
  for (const [seat, kind] of PAIRS) {
    const member = members.get(kind)
    if (!member) throw new Error(`nobody of ${kind}`)
    const table = await aTable([
      { kind: seat, partyId: member.organisation },
      ...SEAT_KINDS.filter((each) => each !== seat).map((each) => ({ kind: each, mail: `${each}@verzonnen.example` })),
    ])
    await hanna.post(`/v1/tables/${table.tableId}/decisions`, {
      text: DECISION,
      owner: 'organiser',
      dueDate: '2026-11-20',
    })
    const ask = ASKS.find((each) => mayBeAsked(each, PLANE_OF[kind])) ?? ''
    await hanna.post(`/v1/tables/${table.tableId}/actions`, { owner: seat, ask, dueDate: '2026-11-20' })
    for (const works of PLANE_OF[kind] === 'care' ? CARE : (['investigator'] as const)) {
      const actor = asId<ActorId>(randomUUID())
      const admin = await house.admin()
      await admin.query(
        'insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key) values ($1, $2, $3, $4, $5, $6)',
        [actor, member.organisation, works, member.plane, 'Verzonnen', actor],
      )
      await admin.end()
      const answer = await (await house.as({ ...member, key: actor, actor, function: works })).get(
        `/v1/tables/${table.tableId}`,
      )
      if (answer.status === 403) continue
      asked += 1
      expect(answer.status, `${kind} ${works}`).toBe(200)
      const shown = body<{ seats: { kind: string }[]; actions: { ask: string }[] }>(answer)
      expect(shown.seats.map((each) => each.kind)).toEqual([seat])
      expect(shown.actions.map((each) => each.ask)).toEqual([ask])
      expect(answer.text).not.toMatch(/slapen|voorlopig|verzonnen\.example|"T\d\d"|"why"|follower|hits/)
      expect(answer.text).not.toContain(table.dossierId)
    }
  }
  expect(asked).toBeGreaterThan(50)
}, 120_000)

const as = <T>(member: CastMember, act: (trx: Trx) => Promise<T>, more: Partial<SignedClaim> = {}): Promise<T> =>
  asClaim(
    house.platform.databases.worker,
    house.platform.secrets.claim,
    {
      ...{ organisation: member.organisation, actor: member.actor, function: member.function, plane: member.plane },
      ...{ purpose: 'W13', trace: asId<TraceId>(randomUUID()) },
      ...more,
    },
    act,
  )
const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    // Safe: only faults of the database have such a code.
    (fault: unknown) => (fault as { code?: string }).code ?? 'fault',
  )

const addFact = (
  member: CastMember,
  meeting: string,
  fact: { readonly kind: string; readonly addressee?: string; readonly payload?: unknown; readonly sealed?: boolean },
) =>
  codeOf(
    as(member, (trx) =>
      sql`insert into case_table.fact (id, stream, version, kind, happened, precision, learned, actor_id, organisation_id, addressee_id, purpose, idempotency_key, payload, sealed)
        values (${randomUUID()}, ${meeting}, kernel.next_version('case_table', ${meeting}::uuid), ${fact.kind}, current_date, 'day', now(), ${member.actor},
          ${member.organisation}, ${fact.addressee ?? null}, 'W13', ${randomUUID()}, ${JSON.stringify(fact.payload ?? {})}::jsonb, ${fact.sealed ? Buffer.from('x') : null})`.execute(
        trx,
      ),
    ),
  )

test('in SQL: nothing that is sealed is addressed to another house, and a party writes no minutes, decision or attendance', async () => {
  const table = await aTable([{ kind: 'shelter', partyId: castOrganisations.shelterHaven }])
  const { coordinatorZaanstad: chair, shelterWorkerHaven: party } = cast
  const told = { kind: 'minutes-given', addressee: party.organisation }
  expect(await addFact(chair, table.tableId, { ...told, sealed: true })).toBe('42501')
  expect(await addFact(chair, table.tableId, told)).toBe('done')
  expect(
    await addFact(party, table.tableId, { kind: 'seat-answered', sealed: true, addressee: chair.organisation }),
  ).toBe('42501')
  for (const kind of [
    'minutes-fixed',
    'minutes-given',
    'minutes-corrected',
    'decision-made',
    'attendance-recorded',
    'action-agreed',
  ])
    expect(await addFact(party, table.tableId, { kind, addressee: chair.organisation }), kind).toBe('42501')
  expect(await addFact(party, table.tableId, { kind: 'action-ended', addressee: chair.organisation })).toBe('done')
})

test('in SQL: police are asked and say only what the file of words has for police', async () => {
  const { coordinatorZaanstad: chair, investigatorNoordHolland: police } = cast
  const table = await aTable([
    { kind: 'avim', partyId: police.organisation },
    { kind: 'shelter', partyId: castOrganisations.shelterHaven },
  ])
  const ask = (seat: string, owner: string, word: string) =>
    codeOf(
      as(chair, (trx) =>
        sql`insert into case_table.action (id, meeting_id, organisation_id, seat_id, owner_id, ask, due_on, agreed_at)
          values (${randomUUID()}, ${table.tableId}, ${chair.organisation}, ${seatIn(table, seat)}, ${owner}, ${word}, current_date, now())`.execute(
          trx,
        ),
      ),
    )
  for (const word of ASKS) {
    expect(await ask('avim', police.organisation, word), word).toBe(mayBeAsked(word, 'enforcement') ? 'done' : '42501')
    expect(await ask('shelter', castOrganisations.shelterHaven, word), word).toBe('done')
  }
  // Nor by naming the seat of another.
  expect(await ask('shelter', police.organisation, 'call-back')).toBe('42501')
  for (const word of STATEMENTS) {
    const payload = { seatId: seatIn(table, 'avim'), statements: [word] }
    const said = await addFact(police, table.tableId, {
      kind: 'statement-made',
      addressee: chair.organisation,
      payload,
    })
    expect(said, word).toBe(mayState(word, 'enforcement') ? 'done' : '42501')
  }
})

test('why something was not done: what she said, or that it is not safe, never crosses; over HTTP from both sides, and in SQL', async () => {
  const { coordinatorZaanstad: chair, investigatorNoordHolland: police } = cast
  const table = await aTable([
    { kind: 'avim', partyId: police.organisation },
    { kind: 'shelter', partyId: castOrganisations.shelterHaven },
  ])
  const [officer, shelter] = [await house.as(police), await house.as(cast.shelterWorkerHaven)]
  const agreed = async (owner: string): Promise<string> =>
    body<{ actionId: string }>(
      await hanna.post(`/v1/tables/${table.tableId}/actions`, { ask: 'call-back', owner, dueDate: '2026-11-20' }),
    ).actionId
  const end = async (by: Caller, action: string, whyNot: string): Promise<number> =>
    (await by.post(`/v1/table-actions/${action}/outcomes`, { outcome: 'not-done', whyNot })).status
  for (const whyNot of WHY_NOT) {
    const crosses = mayTellAcross(whyNot) ? 200 : 409
    expect(await end(hanna, await agreed('avim'), whyNot), `care to police: ${whyNot}`).toBe(crosses)
    expect(await end(officer, await agreed('avim'), whyNot), `police to care: ${whyNot}`).toBe(crosses)
    expect(await end(shelter, await agreed('shelter'), whyNot), `care to care: ${whyNot}`).toBe(200)
    const action = await agreed('avim')
    const written = codeOf(
      as(chair, (trx) =>
        sql`update case_table.action set outcome = 'not-done', why_not = ${whyNot}, ended_at = now() where id = ${action}`.execute(
          trx,
        ),
      ),
    )
    expect(await written, whyNot).toBe(mayTellAcross(whyNot) ? 'done' : '42501')
    const payload = { actionId: action, outcome: 'not-done', whyNot }
    const told = addFact(chair, table.tableId, { kind: 'action-ended', addressee: police.organisation, payload })
    expect(await told, whyNot).toBe(mayTellAcross(whyNot) ? 'done' : '42501')
  }
})

test('in SQL: who was there is the organiser’s alone; a closed seat does not change, and closing is not a party’s', async () => {
  const { coordinatorZaanstad: chair, shelterWorkerHaven: party } = cast
  const table = await aTable([{ kind: 'shelter', partyId: party.organisation }])
  const seat = seatIn(table, 'shelter')
  for (const { seatId, kind } of table.seats)
    expect(
      (
        await hanna.post(`/v1/seats/${seatId}/attendances`, {
          ...(kind === 'care-coordinator'
            ? { attendance: 'attended' }
            : {
                attendance: kind === 'shelter' ? 'absent' : 'nobody-asked',
                ...{ follower: 'organiser', followsDate: '2026-11-20' },
              }),
        })
      ).status,
    ).toBe(200)
  const count = (member: CastMember) =>
    as(
      member,
      async (trx) =>
        (await sql<{ n: number }>`select count(*)::int as n from case_table.attendance`.execute(trx)).rows[0]?.n,
    )
  expect(await count(chair)).toBeGreaterThan(0)
  expect(await count(party)).toBe(0)
  const update = (member: CastMember, set: string) =>
    codeOf(as(member, (trx) => sql`update case_table.seat set ${sql.raw(set)} where id = ${seat}`.execute(trx)))
  expect(await update(party, 'closed_at = now()')).toBe('42501')
  expect(await update(party, `party_id = '${castOrganisations.careEindhoven}'`)).toBe('42501')
  expect(await update(party, "answer = 'attending'")).toBe('done')
  expect((await hanna.post(`/v1/tables/${table.tableId}/closings`, {})).status).toBe(200)
  expect(await update(party, "answer = 'cannot-say'")).toBe('42501')
  for (const kind of ['minutes-fixed', 'decision-made', 'attendance-recorded', 'wish-noted', 'seat-answered'])
    expect(await addFact(chair, table.tableId, { kind }), kind).toBe('42501')
  expect(await addFact(chair, table.tableId, { kind: 'minutes-corrected' })).toBe('done')
})
