/** The edge of access: signing in and out. Grounds and consent stand beside it. */
import { randomBytes } from 'node:crypto'
import { cast } from '../../fixtures/cast.ts'
import { accept, refuse } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { type Route, type readsByFunction, route } from '../platform/route.ts'
import {
  CastMembers,
  OwnSessions,
  Session,
  SessionBegun,
  SessionBody,
  SessionEnded,
  SessionPath,
  SessionsEnded,
} from './access.session.schema.ts'
import { breakGlassRoutes } from './break-glass.routes.ts'
import { type ConsentPorts, consentRoutes } from './consent.routes.ts'
import { FRESH_MINUTES, needsFreshSignIn } from './fresh.ts'
import { type AccessPorts, groundRoutes } from './ground.routes.ts'
import { readPurposes } from './purpose.store.ts'
import {
  beginSession,
  endOwnSession,
  endSession,
  endSessions,
  findSession,
  listSessions,
  SESSION_HOURS,
} from './session.store.ts'

/** Routes of signing in and out. In a demonstration a cast member signs in with one click; elsewhere the provider does it (sign-in.routes.ts). */
export const sessionRoutes = (
  platform: Platform,
  reads: () => ReturnType<typeof readsByFunction>,
): readonly Route[] => [
  route({
    method: 'GET',
    path: '/cast-members',
    operationId: 'listCastMembers',
    summary: 'De verzonnen rolverdeling waarmee in een demonstratie wordt aangemeld',
    tag: 'toegang',
    access: { kind: 'public' },
    answer: CastMembers,
    refusals: [],
    handlePublic: async () =>
      accept({
        demonstration: platform.config.demonstration,
        members: platform.config.demonstration
          ? Object.values(cast).map((each) => ({
              key: each.key,
              name: each.name,
              function: each.function,
              descriptionNl: each.description.nl,
              descriptionEn: each.description.en,
            }))
          : [],
      }),
  }),
  route({
    method: 'POST',
    path: '/sessions',
    operationId: 'beginSession',
    summary: 'Aanmelden als lid van de verzonnen rolverdeling (alleen in een demonstratie)',
    tag: 'toegang',
    access: { kind: 'public' },
    body: SessionBody,
    answer: SessionBegun,
    status: 201,
    refusals: ['not-found'],
    handlePublic: async ({ now, setSession }, { body }) => {
      const member = Object.values(cast).find((each) => each.key === body.castMember)
      if (!member || !platform.config.demonstration) return refuse('not-found')
      const token = randomBytes(32).toString('base64url')
      await beginSession(platform, { tokenHash: hashToken(token), member, now })
      setSession(token)
      return accept({ token, expiresInHours: SESSION_HOURS })
    },
  }),
  route({
    method: 'DELETE',
    path: '/sessions/current',
    operationId: 'endSession',
    summary: 'Afmelden',
    tag: 'toegang',
    access: { kind: 'public' },
    answer: SessionEnded,
    refusals: [],
    handlePublic: async ({ now, sessionToken, setSession }) => {
      if (sessionToken) await endSession(platform.databases.worker, hashToken(sessionToken), now)
      setSession()
      return accept({ signedOut: true })
    },
  }),
  route({
    method: 'DELETE',
    path: '/sessions',
    operationId: 'endAllSessions',
    summary: 'Overal afmelden: alle sessies van deze persoon, op elk apparaat en in elke functie',
    tag: 'toegang',
    access: { kind: 'public' },
    answer: SessionsEnded,
    refusals: [],
    handlePublic: async ({ now, sessionToken, setSession }) => {
      const ended = sessionToken ? await endSessions(platform.databases.worker, hashToken(sessionToken), now) : 0
      setSession()
      return accept({ ended })
    },
  }),
  // Of the person, whatever function or house each was begun in: so it is asked with the token, as signing out is, and is no act of a house.
  route({
    method: 'GET',
    path: '/sessions',
    operationId: 'listSessions',
    summary: 'De eigen sessies die nu lopen, op elk apparaat en in elke functie; zonder aanmelding geen',
    tag: 'toegang',
    access: { kind: 'public' },
    answer: OwnSessions,
    refusals: [],
    handlePublic: async ({ now, sessionToken }) => {
      const found = sessionToken ? await listSessions(platform.databases.worker, hashToken(sessionToken), now) : []
      return accept({
        sessions: found.map(({ id, begunAt, seenAt, endsAt, ...each }) => ({
          ...{ ...each, sessionId: id, begunAt: begunAt.toISOString(), seenAt: seenAt.toISOString() },
          endsAt: endsAt.toISOString(),
          abilities: ['end-session'],
        })),
        abilities: found.length > 1 ? ['end-all-sessions'] : [],
      })
    },
  }),
  route({
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    operationId: 'endOneSession',
    summary:
      'Eén eigen sessie beëindigen, op welk apparaat ook; een andere dan deze vraagt dat men kort geleden is aangemeld',
    tag: 'toegang',
    access: { kind: 'public' },
    params: SessionPath,
    answer: SessionEnded,
    refusals: ['not-found', 'fresh-sign-in-needed'],
    handlePublic: async ({ now, sessionToken, setSession }, { params }) => {
      if (!sessionToken) return refuse('not-found')
      const [db, hash] = [platform.databases.worker, hashToken(sessionToken)]
      const wanted = (await listSessions(db, hash, now)).find(({ id }) => id === params.sessionId)
      const here = wanted && (await findSession(db, hash, now, true))
      if (!wanted || !here) return refuse('not-found')
      // Who found this machine open must not choose which of the others end (ASVS V7.5.2); all at once, this one too, is never hindered.
      if (!wanted.isThis && needsFreshSignIn(here, { now, demonstration: platform.config.demonstration }))
        return refuse('fresh-sign-in-needed')
      if (!(await endOwnSession(db, hash, wanted.id, now))) return refuse('not-found')
      if (wanted.isThis) setSession()
      return accept({ signedOut: wanted.isThis })
    },
  }),
  route({
    method: 'GET',
    path: '/sessions/current',
    operationId: 'readSession',
    summary: 'Wie er nu is aangemeld',
    tag: 'toegang',
    access: { kind: 'public' },
    answer: Session,
    refusals: [],
    handlePublic: async ({ now, sessionToken }) => {
      const { demonstration, localAccounts = false, oidc } = platform.config
      const here = { demonstration, localAccounts, provider: oidc !== undefined }
      const found = sessionToken
        ? // Every screen asks this by itself: it keeps no session alive.
          await findSession(platform.databases.worker, hashToken(sessionToken), now, false)
        : undefined
      if (!found) return accept({ signedIn: false, ...here })
      const { displayName: name, organisation: organisationId, plane, provedAt } = found
      const freshUntil = provedAt && new Date(provedAt.getTime() + FRESH_MINUTES * 60_000).toISOString()
      return accept({
        ...{ signedIn: true, name, function: found.function, organisationId, plane, ...here },
        ...(freshUntil ? { freshUntil } : {}),
        reads: [...(reads().get(found.function) ?? [])],
      })
    },
  }),
]

/** Routes of grounds, consents and emergencies. */
export const accessRoutes = (ports: AccessPorts & ConsentPorts): readonly Route[] => {
  const purposes = readPurposes()
  return [...groundRoutes(ports, purposes), ...consentRoutes(ports, purposes), ...breakGlassRoutes]
}
