/**
 * The only file that knows who listens to whom and which port is bound to what. Read it and you know the system:
 * routes and pages by slice, listeners by fact, ports by name.
 */
import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { accessRoutes, sessionRoutes } from './access/access.routes.ts'
import { findLink, findSession } from './access/session.store.ts'
import type { Reference } from './directory/index.ts'
import type { NewId } from './kernel/index.ts'
import type { FactListeners } from './platform/facts.ts'
import { createHttp } from './platform/http.ts'
import type { Log } from './platform/log.ts'
import { openApiOf } from './platform/openapi.ts'
import type { Platform } from './platform/platform.ts'
import type { Page, Route } from './platform/route.ts'
import { type Acts, createActs } from './platform/work.ts'
import { problemPage } from './words/problem.page.ts'
import { REFUSALS } from './words/refusals.ts'

export type SystemOptions = {
  readonly platform: Platform
  readonly reference: Reference
  readonly clock: () => Date
  readonly newId?: NewId
  readonly log: Log
  readonly webFolder?: string
  readonly requestsPerMinute?: number
}

export type System = {
  readonly acts: Acts
  readonly routes: readonly Route[]
  readonly pages: readonly Page[]
  readonly http: () => Promise<FastifyInstance>
}

/** Who hears of which fact, in the order in which they hear it. */
const LISTENERS: FactListeners = {}

/** All routes of the system; the OpenAPI file and the access matrix are made from this list. */
export const allRoutes = (options: Pick<SystemOptions, 'platform' | 'reference'>): readonly Route[] => [
  ...sessionRoutes(options.platform),
  ...accessRoutes,
]

/** All server-drawn pages. */
export const allPages = (_options: Pick<SystemOptions, 'platform' | 'reference'>): readonly Page[] => []

/** Binds everything once. */
export const createSystem = (options: SystemOptions): System => {
  const { platform, clock, log } = options
  const newId = options.newId ?? randomUUID
  const { worker } = platform.databases
  const acts = createActs({
    worker,
    claimKey: platform.secrets.claim,
    keys: platform.keys,
    listeners: LISTENERS,
    clock,
    newId,
    onFault: (_fault, trace) => log('error', 'after-commit-failed', { trace }),
  })
  const routes = allRoutes(options)
  const pages = allPages(options)
  return {
    acts,
    routes,
    pages,
    http: () =>
      createHttp({
        routes,
        pages,
        acts,
        findSession: (hash, now) => findSession(worker, hash, now),
        findLink: (hash, now) => findLink(worker, hash, now),
        refusals: REFUSALS,
        problemPage: (problem) => problemPage(problem, platform.config.demonstration),
        openApi: openApiOf(routes, REFUSALS),
        ...(options.webFolder ? { webFolder: options.webFolder } : {}),
        secureCookies: platform.config.publicUrl.startsWith('https:'),
        clock,
        log,
        requestsPerMinute: options.requestsPerMinute ?? 600,
      }),
  }
}
