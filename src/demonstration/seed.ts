/** Fills a demonstration: the cast, a modest invented country, and what Eindhoven already knew. A second start changes nothing. */
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { type CastMember, cast, theCook } from '../../fixtures/cast.ts'
import { beginSession } from '../access/session.store.ts'
import { coverageOf, type Reference, readSelfAssessment } from '../directory/index.ts'
import { addDays, addQuarters, closedQuarters, type Day, dayAt, startOfQuarter } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { inventSelfAssessment } from '../simulation/index.ts'
import type { System } from '../wiring.ts'
import { seedCast } from './cast.store.ts'
import { bringCountry } from './country.store.ts'
import { asOwner } from './owner.store.ts'
import { type ApiCaller, made, playKnown } from './prelude.ts'

/** Changes when the seed tells another story; a demonstration with an older one is filled up, never emptied. */
const VERSION = 'demonstration 3'

const SELF_ASSESSMENT_SEED = 342

export type Seeding = {
  readonly platform: Platform
  readonly system: System
  readonly http: FastifyInstance
  readonly reference: Reference
  readonly persons: number
  readonly clock: () => Date
}

/** The accounts of the cast come first: without them nobody can sign in. */
export const seedPeople = (platform: Platform): Promise<void> => seedCast(platform.urls.admin)

/** Everything else. Gives whether anything had to be done. */
export const seedDemonstration = async (seeding: Seeding): Promise<boolean> => {
  const mark = `${VERSION}, ${seeding.persons} persons`
  if ((await readMark(seeding.platform)) === mark) return false
  const as = callers(seeding)
  await playKnown(await as(cast.coordinatorEindhoven), {
    key: 'seed-cook',
    person: {
      fullName: theCook.asKnown.eindhoven.name,
      birthDate: theCook.asKnown.eindhoven.birthDate,
      phone: theCook.asKnown.eindhoven.phone,
      nationality: theCook.asKnown.eindhoven.nationality,
    },
    municipalityCode: 'GM0772',
    language: 'zh',
    caseReference: 'EHV-2026-014',
    today: dayAt(seeding.clock()),
    fields: [
      { field: 'name', value: theCook.asKnown.eindhoven.name },
      { field: 'birth-date', value: theCook.asKnown.eindhoven.birthDate },
      { field: 'nationality', value: theCook.asKnown.eindhoven.nationality },
    ],
  })
  await seedPlaces(as)
  await seedDeclarations(seeding)
  await bringCountry(seeding.system, seeding.reference, {
    persons: seeding.persons,
    adminUrl: seeding.platform.urls.admin,
    until: lastClosedDay(seeding.clock()),
  })
  await writeMark(seeding.platform, mark, seeding.clock())
  return true
}

/** What the municipalities of the invented country declare of themselves, all 342; that of a focal officer is as the directory has it. */
const seedDeclarations = async ({ system, reference, clock }: Seeding): Promise<void> => {
  const inhabitants = new Map<string, number>(reference.municipalities.map((each) => [each.code, each.inhabitants]))
  const places = coverageOf(reference, 'own-focal-officer', dayAt(clock())).map(({ municipality, organisation }) => ({
    ...{ code: municipality, inhabitants: inhabitants.get(municipality) ?? 0 },
    hasFocalOfficer: organisation !== undefined,
  }))
  const list = readSelfAssessment(inventSelfAssessment(places, SELF_ASSESSMENT_SEED), reference)
  if (!list.ok) throw new Error(list.refusal.code)
  const kept = await system.map.declare(list.value)
  if (!kept.ok) throw new Error(kept.refusal.code)
}

/** The last day of which quarters are told. */
const lastClosedDay = (now: Date): Day => {
  const [last = ''] = closedQuarters(now, 1)
  return addDays(startOfQuarter(addQuarters(last, 1)), -1)
}

const seedPlaces = async (as: (member: CastMember) => Promise<ApiCaller>): Promise<void> => {
  const [haven, baken] = [await as(cast.shelterWorkerHaven), await as(cast.shelterWorkerBaken)]
  await made(haven, '/v1/places', 'seed-place-haven', {
    kind: 'men',
    suits: ['man', 'round-the-clock'],
    regionCode: 'VR15',
    bedsFree: 1,
  })
  await made(baken, '/v1/places', 'seed-place-baken', {
    kind: 'men',
    suits: ['man', 'independent'],
    regionCode: 'VR06',
    bedsFree: 2,
  })
}

const callers =
  ({ platform, http, clock }: Seeding) =>
  async (member: CastMember): Promise<ApiCaller> => {
    const token = randomBytes(32).toString('base64url')
    await beginSession(platform, { tokenHash: hashToken(token), member, now: clock() })
    return {
      post: async (path, body, key) => {
        const answer = await http.inject({
          method: 'POST',
          url: path,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
          payload: body as object,
        })
        return { status: answer.statusCode, body: answer.json() }
      },
    }
  }

const readMark = async (platform: Platform): Promise<string | undefined> => {
  const row = await platform.databases.worker
    .selectFrom('directory.loaded')
    .select('fingerprint')
    .where('what', '=', 'demonstration')
    .executeTakeFirst()
  return row?.fingerprint
}

const writeMark = async (platform: Platform, mark: string, now: Date): Promise<void> => {
  await asOwner(platform.urls.admin, (client) =>
    client.query(
      "insert into directory.loaded values ('demonstration', $1, $2) on conflict (what) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at",
      [mark, now],
    ),
  )
}
