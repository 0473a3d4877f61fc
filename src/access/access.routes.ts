/** The edge of access: signing in and out. Grounds and consent stand beside it. */
import { randomBytes } from 'node:crypto'
import { cast } from '../../fixtures/cast.ts'
import { accept, refuse } from '../kernel/index.ts'
import { hashToken } from '../platform/http.ts'
import type { Platform } from '../platform/platform.ts'
import { type Route, route } from '../platform/route.ts'
import {
  CastMembers,
  Session,
  SessionBegun,
  SessionBody,
  SessionEnded,
  SessionsEnded,
} from './access.session.schema.ts'
import { breakGlassRoutes } from './break-glass.routes.ts'
import { type ConsentPorts, consentRoutes } from './consent.routes.ts'
import { FRESH_MINUTES } from './fresh.ts'
import { type AccessPorts, groundRoutes } from './ground.routes.ts'
import { readPurposes } from './purpose.store.ts'
import { beginSession, endSession, endSessions, findSession, SESSION_HOURS } from './session.store.ts'

/** Routes of signing in and out. In a demonstration a cast member signs in with one click; elsewhere the provider does it (sign-in.routes.ts). */
export const sessionRoutes = (platform: Platform): readonly Route[] => [
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
      })
    },
  }),
]

/** Routes of grounds, consents and emergencies. */
export const accessRoutes = (ports: AccessPorts & ConsentPorts): readonly Route[] => {
  const purposes = readPurposes()
  return [...groundRoutes(ports, purposes), ...consentRoutes(ports, purposes), ...breakGlassRoutes]
}
