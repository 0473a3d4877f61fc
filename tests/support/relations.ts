/**
 * Everybody of the access matrix: each function in houses that stand in each relation to one file. Beside the scene of Zaanstad there is a
 * house to which the person said yes for one chapter, one in the same region, one elsewhere, one of the other plane; and a person and a
 * guest with a link of their own in each. Nothing here says what anybody may.
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type pg from 'pg'
import { type CastMember, cast, castDay, castOrganisations } from '../../fixtures/cast.ts'
import { type ActorId, asId, type OrganisationId, type Plane, type WorkFunction } from '../../src/kernel/index.ts'
import { emergencyBody } from './emergency.ts'
import { type Scene, zaanstadScene } from './scene.ts'
import type { TestSystem } from './system.ts'

/** How a house stands to the file. `asked`: somebody asked it for something (a payer, a provider, who is offered the file, who has a hit). */
export const RELATIONS = ['own', 'asked', 'consent', 'break-glass', 'same-region', 'other-region', 'none'] as const
export type Relation = (typeof RELATIONS)[number]

/** Functions of people with an account, and the two that come with a link. */
export const FUNCTIONS: readonly WorkFunction[] = [
  ...(['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker', 'investigator'] as const),
  ...(['contact-desk-officer', 'table-chair', 'payer', 'privacy-officer', 'analyst', 'auditor', 'operator'] as const),
]
export const LINKED: readonly WorkFunction[] = ['person', 'guest']
export const ROLES: readonly WorkFunction[] = [...FUNCTIONS, ...LINKED]

export type House = { readonly organisation: OrganisationId; readonly plane: Plane }
const house = (id: string, plane: Plane = 'care'): House => ({ organisation: asId<OrganisationId>(id), plane })
const A = castOrganisations

/** Of each house that is not a party to the scene: `data/directory/organisations.csv`. */
export const STRANGERS: Readonly<Record<Exclude<Relation, 'own' | 'asked'>, House>> = {
  // Care co-ordination Utrecht, Amersfoort and Groningen; the municipality next to Zaanstad; AVIM Limburg.
  consent: house('73267b9a-fbfe-4001-a5c4-c0743dbb8c11'),
  'break-glass': house('3aaa8e71-c72d-4ff7-8235-503b51bd304a'),
  'same-region': house(A.municipalityLandsmeer),
  'other-region': house('427e6462-0b36-4f65-a8e9-bebec841a6c3'),
  none: house('fdcd9d6a-dbfc-4680-844e-88e8ca2b43d8', 'enforcement'),
}

const ZAANSTAD = house(A.careZaanstad)
/** Whose an object of the scene is, and who was asked about it, where that is another than the house that keeps the file. */
const OWNERS: Readonly<Record<string, House>> = {
  placeId: house(A.shelterHaven),
  offerId: house(A.shelterHaven),
  deskHitId: house(A.contactDesk, 'desk'),
  numbers: house(A.nationalRapporteur, 'numbers'),
  releaseId: house(A.nationalRapporteur, 'numbers'),
}
const ASKED: Readonly<Record<string, House>> = {
  dossierId: house(A.careEindhoven),
  consentId: house(A.careEindhoven),
  handoverId: house(A.careEindhoven),
  verdictId: house(A.municipalityZaanstad),
  payerRequestId: house(A.municipalityZaanstad),
  // Somebody there opened; a colleague asks.
  openingId: house(A.shelterHaven),
}

/** Who stands in this relation to this object. */
export const houseFor = (relation: Relation, object: string): House =>
  relation === 'own'
    ? (OWNERS[object] ?? ZAANSTAD)
    : relation === 'asked'
      ? (ASKED[object] ?? house(A.careEindhoven))
      : STRANGERS[relation]

const HOUSES: readonly House[] = [
  ...new Map(
    [ZAANSTAD, ...Object.values(OWNERS), ...Object.values(ASKED), ...Object.values(STRANGERS)].map((each) => [
      each.organisation,
      each,
    ]),
  ).values(),
]

/** Somebody who asks: a session of an account, or the two links that somebody without an account holds. */
export type Asker = {
  readonly function: WorkFunction
  readonly house: House
  readonly actor: ActorId
  readonly token: string
  readonly dossier?: string
  readonly seat?: string
  /** The cookie of a visit to her page, which a right code began. */
  readonly visit?: string
}

export type Relations = {
  readonly scene: Scene
  /** The one who asks in this function and relation about this object. */
  asker(role: WorkFunction, relation: Relation, object: string): Asker
  readonly everyone: readonly Asker[]
  /** What this one opened in an emergency, or what an officer of the same house judges. */
  openingOf(asker: Asker): string | undefined
  /** A session of somebody new who is the same in everything: for requests that end every session of who asks. */
  again(asker: Asker): Promise<string>
}

const hash = (token: string): Buffer => createHash('sha256').update(token).digest()
const token = (): string => randomBytes(32).toString('base64url')

const beginSession = async (admin: pg.Client, actor: string, now: Date): Promise<string> => {
  const given = token()
  await admin.query(
    "insert into access.session (token_hash, actor_id, created_at, expires_at) values ($1, $2, $3, $3::timestamptz + interval '9 hours')",
    [hash(given), actor, now],
  )
  return given
}

const account = async (admin: pg.Client, role: WorkFunction, at: House, now: Date): Promise<Asker> => {
  const actor = asId<ActorId>(randomUUID())
  await admin.query(
    'insert into access.account (actor_id, organisation_id, function, plane, display_name, cast_key) values ($1, $2, $3, $4, $5, $6)',
    [actor, at.organisation, role, at.plane, `Verzonnen ${role}`, actor],
  )
  return { function: role, house: at, actor, token: await beginSession(admin, actor, now) }
}

/** A file, a table and both links in a house of its own: somebody who holds a link, but none to the scene. */
const linked = async (admin: pg.Client, at: House, now: Date) => {
  const [dossier, meeting, seat, page, reply] = [randomUUID(), randomUUID(), randomUUID(), token(), token()]
  await admin.query(
    "insert into dossier.dossier (id, holder_id, opened_by_id, opened_at, stage, page_on) values ($1, $2, $2, $3, 'open', true)",
    [dossier, at.organisation, now],
  )
  // A page without a code is as one that is off.
  await admin.query(
    'insert into access.page_code (dossier_id, salt, code_hash, tries_left, set_at) values ($1, $2, $3, 5, $4)',
    [dossier, randomBytes(16), randomBytes(32), now],
  )
  await admin.query("insert into case_table.meeting values ($1, $2, $3, '2026-11-30', 'planned', $4)", [
    ...[meeting, at.organisation, dossier, now],
  ])
  await admin.query(
    "insert into case_table.seat (id, organisation_id, meeting_id, kind, held_on) values ($1, $2, $3, 'avim', '2026-11-30')",
    [seat, at.organisation, meeting],
  )
  for (const [given, kind, subject] of [
    [page, 'person-page', dossier],
    [reply, 'seat-reply', seat],
  ])
    await admin.query(
      "insert into access.link (token_hash, kind, subject, organisation_id, created_at, expires_at) values ($1, $2, $3, $4, $5, $5::timestamptz + interval '9 days')",
      [hash(String(given)), kind, subject, at.organisation, now],
    )
  return { dossier, seat, page, reply }
}

/** A visit to her page, as a right code begins it. */
const beginVisit = async (admin: pg.Client, dossier: string, now: Date): Promise<string> => {
  const visit = token()
  await admin.query('insert into access.page_session values ($1, $2, $3, $3)', [hash(visit), dossier, now])
  return visit
}

/** Who may break the glass, and does in the house of that name: each opens the chapters safety and contact for themselves. */
const OPENERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'wmo-desk', 'shelter-worker']
const openAll = async (system: TestSystem, scene: Scene, askers: readonly Asker[]): Promise<Map<string, string>> => {
  const openings = new Map<string, string>()
  for (const asker of askers.filter((each) => OPENERS.includes(each.function))) {
    const answer = await system.http.inject({
      ...{ method: 'POST', url: '/v1/break-glass-openings', payload: emergencyBody(scene.dossierId) },
      headers: { authorization: `Bearer ${asker.token}`, 'idempotency-key': randomUUID() },
    })
    if (answer.statusCode !== 201) throw new Error(answer.payload)
    openings.set(asker.actor, (JSON.parse(answer.payload) as { openingId: string }).openingId)
  }
  return openings
}

// The person said yes for one chapter to a house that handed the file over before: consent, acceptance and reach stand as a handover leaves them.
const giveConsent = async (house: TestSystem, admin: pg.Client, scene: Scene): Promise<void> => {
  const { organisation } = STRANGERS.consent
  const said = { language: 'zh', present: ['interpreter'], helpDoesNotDependOnIt: true, understood: 'Ja.' }
  const answer = await (await house.as(cast.coordinatorZaanstad)).post(`/v1/dossiers/${scene.dossierId}/consents`, {
    ...{ ...said, chapter: 'safety', partnerId: organisation, purpose: 'D26', answer: 'given', givenDate: castDay },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  const { consentId } = answer.body as { consentId: string }
  await admin.query("insert into access.acceptance values ($1, $2, $3, $4, $5, '2027-01-01')", [
    ...[randomUUID(), scene.dossierId, organisation, ZAANSTAD.organisation, house.clock.now()],
  ])
  await admin.query("insert into access.reach values ($1, 'safety', $2, 'D26', '2027-01-01', $3)", [
    ...[scene.dossierId, organisation, consentId],
  ])
}

/** Makes the scene of Zaanstad and everybody around it. */
export const openRelations = async (system: TestSystem, text?: (field: string) => string): Promise<Relations> => {
  const scene = await zaanstadScene(system, text)
  const admin = await system.admin()
  const now = system.clock.now()
  await giveConsent(system, admin, scene)
  const known = new Map<string, Asker>()
  const keep = (asker: Asker): void => void known.set(`${asker.function} ${asker.house.organisation}`, asker)
  for (const at of HOUSES) {
    for (const role of FUNCTIONS) keep(await account(admin, role, at, now))
    const own = at.organisation === ZAANSTAD.organisation
    const links = own
      ? { dossier: scene.dossierId, seat: scene.seatId, page: scene.personToken, reply: scene.seatToken }
      : await linked(admin, at, now)
    const actor = asId<ActorId>('00000000-0000-4000-8000-000000000001')
    const base = { house: { ...at, plane: 'person' }, actor } as const
    const visit = await beginVisit(admin, links.dossier, now)
    keep({ ...base, function: 'person', dossier: links.dossier, token: links.page, visit })
    keep({ ...base, function: 'guest', seat: links.seat, token: links.reply })
  }
  const inHouse = (at: House): readonly Asker[] =>
    [...known.values()].filter((each) => each.house.organisation === at.organisation)
  const openings = await openAll(system, scene, inHouse(STRANGERS['break-glass']))
  return {
    scene,
    everyone: [...known.values()],
    openingOf: (asker) =>
      openings.get(asker.actor) ??
      (asker.function === 'privacy-officer'
        ? inHouse(asker.house).flatMap((each) => openings.get(each.actor) ?? [])[0]
        : undefined),
    asker: (role, relation, object) => {
      const found = known.get(`${role} ${houseFor(relation, object).organisation}`)
      if (!found) throw new Error(`nobody is ${role} in ${relation}`)
      return found
    },
    again: async (asker) => (await account(admin, asker.function, asker.house, now)).token,
  }
}

/** Whoever is one of these people, as the forger of claims wants it. */
export const memberOf = (asker: Asker): CastMember => ({
  ...{ key: asker.function, actor: asker.actor, name: asker.function, function: asker.function },
  ...{ organisation: asker.house.organisation, plane: asker.house.plane, description: { nl: '', en: '' } },
})

/** What came back over the socket: every header as it was sent, in its order, and the bytes of the body. */
export type Raw = { readonly status: number; readonly headers: readonly string[]; readonly text: string }
export type Line = {
  ask(options: {
    readonly method: string
    readonly path: string
    readonly token?: string | undefined
    readonly body?: unknown
    readonly headers?: Readonly<Record<string, string>>
  }): Promise<Raw>
  close(): void
}

/** Asks over the socket and keeps its connections. */
export const openLine = (base: string, connections = 8): Line => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(base)
  return {
    ask: ({ method, path, token: given, body, headers = {} }) =>
      new Promise((resolve, reject) => {
        const form = typeof body === 'string'
        const text = body === undefined ? undefined : form ? body : JSON.stringify(body)
        const sent = request(
          {
            ...{ hostname, port, method, path, agent },
            headers: {
              ...(given ? { authorization: `Bearer ${given}` } : {}),
              ...(text === undefined
                ? {}
                : {
                    'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
                    'content-length': Buffer.byteLength(text),
                  }),
              ...headers,
            },
          },
          (got) => {
            const parts: Buffer[] = []
            got.on('data', (part: Buffer) => parts.push(part))
            got.on('end', () =>
              resolve({
                status: got.statusCode ?? 0,
                headers: got.rawHeaders,
                text: Buffer.concat(parts).toString('utf8'),
              }),
            )
          },
        )
        sent.on('error', reject)
        sent.end(text)
      }),
    close: () => agent.destroy(),
  }
}

/** Runs `act` on every item, so many at once. */
export const inTurns = async <T>(
  items: readonly T[],
  workers: number,
  act: (item: T) => Promise<void>,
): Promise<void> => {
  let next = 0
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let item = items[next++]; item !== undefined; item = items[next++]) await act(item)
    }),
  )
}
