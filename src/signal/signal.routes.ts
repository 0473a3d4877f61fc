/** The edge of signal: paste, record, read; and the log of telephone calls. */
import { mayMentionDossier } from '../access/index.ts'
import type { Municipality } from '../directory/index.ts'
import type { Outcome, WorkFunction } from '../kernel/index.ts'
import { accept, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import { formatCursor, type PageCursor, parseCursor } from './cursor.ts'
import { proposeFacts } from './propose-facts.ts'
import { presentCall, presentSignal } from './signal.present.ts'
import {
  CallBody,
  CallList,
  CallLogged,
  CallQuery,
  ProposalBody,
  ProposalList,
  SignalBody,
  SignalList,
  SignalPath,
  SignalQuery,
  SignalRecorded,
  SignalShown,
} from './signal.schema.ts'
import { findSignal, listCalls, listSignals, logCall, recordSignal } from './signal.store.ts'
import { checkSignal, type SignalThing } from './signal.ts'

const FUNCTIONS: readonly WorkFunction[] = [
  'care-coordinator',
  'focal-officer',
  'wmo-desk',
  'shelter-worker',
  'investigator',
  'table-chair',
]
/** Intake of signals. */
const ACCESS = { kind: 'signed-in', functions: FUNCTIONS, purpose: 'W02' } as const
const LIMIT = 25

type Page = { readonly limit: number; readonly after?: PageCursor }
const pageOf = (query: { readonly limit?: string; readonly cursor?: string }): Outcome<Page, 'bad-input'> => {
  const after = query.cursor === undefined ? undefined : parseCursor(query.cursor)
  if (query.cursor !== undefined && !after) return refuse('bad-input')
  return accept({ limit: Number(query.limit ?? LIMIT), ...(after ? { after } : {}) })
}
const nextOf = (rows: readonly { readonly id: string; readonly learned: Date }[], limit: number) => {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last ? { nextCursor: formatCursor({ at: last.learned, id: last.id }) } : {}
}

/** Asked of linkage, which knows what a thing is: a citizen service number is kept nowhere. Bound in wiring.ts. */
export type SignalPorts = {
  readonly mayKeepThings: (things: readonly SignalThing[]) => Outcome<true, 'thing-is-service-number'>
}

/** Routes of signals and calls; municipalities are those of the directory. */
export const signalRoutes = (
  reference: { readonly municipalities: readonly Municipality[] },
  ports: SignalPorts,
): readonly Route[] => {
  const isMunicipality = (code: string): boolean => reference.municipalities.some((each) => each.code === code)
  return [
    route({
      method: 'POST',
      path: '/signal-proposals',
      operationId: 'proposeSignal',
      keepsNothing: true,
      summary: 'Geplakte tekst lezen en feiten voorstellen; er wordt niets bewaard',
      tag: 'signalen',
      access: ACCESS,
      body: ProposalBody,
      answer: ProposalList,
      refusals: [],
      handle: async (work, { body }) =>
        accept({
          proposals: [...proposeFacts(body.text, { towns: reference.municipalities, today: work.today })],
          abilities: ['record-signal'],
        }),
    }),
    route({
      method: 'POST',
      path: '/signals',
      operationId: 'recordSignal',
      summary: 'Een signaal vastleggen: een vermoeden is genoeg',
      tag: 'signalen',
      access: ACCESS,
      body: SignalBody,
      answer: SignalRecorded,
      status: 201,
      refusals: [
        'nobody-described',
        'not-a-date',
        'happened-in-future',
        'unknown-municipality',
        'thing-is-service-number',
      ],
      handle: async (work, { body }) => {
        const { source, exploitation, municipalityCode, freeText, person, happened, facts, things } = body
        if (municipalityCode !== undefined && !isMunicipality(municipalityCode)) return refuse('unknown-municipality')
        const said = { ...(person ? { person } : {}), ...(freeText === undefined ? {} : { note: freeText }) }
        const held = things && things.length > 0 ? { things } : {}
        const keeps = ports.mayKeepThings(things ?? [])
        if (!keeps.ok) return keeps
        const may = checkSignal({ ...said, ...held, ...(happened === undefined ? {} : { happened }) }, work.today)
        if (!may.ok) return may
        const place = municipalityCode === undefined ? {} : { municipalityCode }
        const signalId = await recordSignal(work, {
          ...{ source, exploitation, happened: may.value, ...place, ...said, ...held },
          ...(facts && facts.length > 0 ? { facts } : {}),
        })
        return accept({ signalId, abilities: ['record-ground', 'log-call', 'open-dossier'] })
      },
    }),
    route({
      method: 'GET',
      path: '/signals',
      operationId: 'listSignals',
      summary: 'De signalen van de eigen organisatie, nieuwste eerst',
      tag: 'signalen',
      access: ACCESS,
      query: SignalQuery,
      answer: SignalList,
      refusals: ['bad-input'],
      handle: async (work, { query }) => {
        const page = pageOf(query)
        if (!page.ok) return page
        const signals = await listSignals(work, page.value)
        return accept({
          signals: signals.map(presentSignal),
          ...nextOf(signals, page.value.limit),
          abilities: ['record-signal'],
        })
      },
    }),
    route({
      method: 'GET',
      path: '/signals/{signalId}',
      operationId: 'readSignal',
      summary: 'Eén signaal van de eigen organisatie',
      tag: 'signalen',
      access: ACCESS,
      params: SignalPath,
      answer: SignalShown,
      refusals: ['not-found'],
      handle: async (work, { params }) => {
        const signal = await findSignal(work, params.signalId)
        return signal ? accept(presentSignal(signal)) : refuse('not-found')
      },
    }),
    ...callRoutes,
  ]
}

const callRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/calls',
    operationId: 'logCall',
    summary: 'Een telefoongesprek vastleggen in twintig seconden',
    tag: 'signalen',
    access: ACCESS,
    body: CallBody,
    answer: CallLogged,
    status: 201,
    refusals: ['not-found', 'call-with-nobody'],
    handle: async (work, { body }) => {
      const { withOrganisationId, withWhom, about, outcome, minutes, note } = body
      if (withOrganisationId === undefined && !withWhom?.trim()) return refuse('call-with-nobody')
      const call = {
        outcome,
        minutes,
        ...(withOrganisationId === undefined ? {} : { organisation: withOrganisationId }),
        ...(withWhom === undefined ? {} : { withWhom }),
        ...(about ? { about } : {}),
        ...(note === undefined ? {} : { note }),
      }
      const logged = await logCall(work, call, mayMentionDossier)
      return logged.ok ? accept({ ...logged.value, abilities: [] }) : logged
    },
  }),
  route({
    method: 'GET',
    path: '/calls',
    operationId: 'listCalls',
    summary: 'De telefoongesprekken van de eigen organisatie, nieuwste eerst',
    tag: 'signalen',
    access: ACCESS,
    query: CallQuery,
    answer: CallList,
    refusals: ['bad-input'],
    handle: async (work, { query }) => {
      const page = pageOf(query)
      if (!page.ok) return page
      const subject = query.subjectId === undefined ? {} : { subject: query.subjectId }
      const calls = await listCalls(work, { ...page.value, ...subject })
      return accept({ calls: calls.map(presentCall), ...nextOf(calls, page.value.limit), abilities: ['log-call'] })
    },
  }),
]
