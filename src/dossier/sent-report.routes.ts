/** The edge of reports that were sent on: write down that one went out, what came back, and read what still waits. */
import { standingConsents } from '../access/index.ts'
import type { Organisation } from '../directory/index.ts'
import { accept } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { DossierPath, Made } from './dossier.schema.ts'
import { type Dossier, readFacts } from './dossier.store.ts'
import { happenedOn, heldDossier, namesFrom, readableBy, readerOf, WORKERS } from './dossier-edge.routes.ts'
import { relationsTo } from './relation.ts'
import { ReportAnswerBody, SentReportBody, SentReportList, SentReportPath } from './sent-report.schema.ts'
import { checkReportAnswer, SENT_CHAPTER, sentReports, waitsFor } from './sent-report.ts'

const access = { kind: 'signed-in', functions: WORKERS, purpose: 'W01' } as const
const NOTE = { act: 'note', chapter: SENT_CHAPTER } as const

/** What this house may read of it: its own, and of who held the file before, by her yes for the chapter. */
const readSent = async (work: Work, dossier: Dossier) => {
  const [facts, consents] = await Promise.all([readFacts(work, dossier.id), standingConsents(work, dossier.id)])
  const relations = relationsTo(dossier, readerOf(work), [], consents)
  return sentReports(facts.filter(readableBy(work, { dossier: dossier.id, relations, consents })))
}

/** Routes of sent reports; only who holds the file writes and reads them. */
export const sentReportRoutes = (organisations: readonly Organisation[]): readonly Route[] => {
  const nameOf = namesFrom(organisations)
  return [
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/sent-reports',
      operationId: 'recordSentReport',
      summary: 'Noteren dat een melding of brief is verstuurd, aan wie en wanneer',
      tag: 'dossier',
      access,
      params: DossierPath,
      body: SentReportBody,
      answer: Made('sentReportId'),
      status: 201,
      refusals: ['not-found', 'not-the-holder', 'happened-in-future'],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, NOTE)
        if (!held.ok) return held
        const sentOn = happenedOn(body.sentDate, work.today)
        if (!sentOn.ok) return sentOn
        const { id: sentReportId } = await work.record({
          ...{ slice: 'dossier', stream: params.dossierId, kind: 'report-sent', chapter: SENT_CHAPTER },
          ...{ happened: sentOn.value, payload: { report: body.kind }, personal: { to: body.to } },
        })
        work.concerns(params.dossierId, 'record-sent-report', [SENT_CHAPTER])
        return accept({ sentReportId })
      },
    }),
    route({
      method: 'GET',
      path: '/dossiers/{dossierId}/sent-reports',
      operationId: 'listSentReports',
      summary: 'Wat er is verstuurd, wat er terugkwam en wat nog wacht',
      tag: 'dossier',
      access,
      params: DossierPath,
      answer: SentReportList,
      refusals: ['not-found', 'not-the-holder'],
      handle: async (work, { params }) => {
        const held = await heldDossier(work, params.dossierId, { act: 'see' })
        if (!held.ok) return held
        const sent = await readSent(work, held.value)
        work.concerns(params.dossierId, 'read-sent-reports', [SENT_CHAPTER])
        return accept({
          sentReports: sent.map((each) => {
            const days = waitsFor(each, work.today)
            return {
              ...{ sentReportId: each.id, kind: each.kind, sentDate: each.sentOn },
              by: { organisationId: each.by, name: nameOf(each.by) },
              ...(each.to === undefined ? {} : { to: each.to }),
              ...(each.answer === undefined ? {} : { answer: each.answer }),
              ...(each.answeredOn === undefined ? {} : { answeredDate: each.answeredOn }),
              ...(each.number === undefined ? {} : { number: each.number }),
              ...(days === undefined ? {} : { waitsDays: days }),
              abilities: ['answer-sent-report'],
            }
          }),
          abilities: ['record-sent-report'],
        })
      },
    }),
    route({
      method: 'POST',
      path: '/dossiers/{dossierId}/sent-reports/{sentReportId}/answers',
      operationId: 'answerSentReport',
      summary: 'Noteren wat er op een melding of brief terugkwam, met het nummer',
      tag: 'dossier',
      access,
      params: SentReportPath,
      body: ReportAnswerBody,
      answer: Made('sentReportId'),
      status: 201,
      refusals: ['not-found', 'not-the-holder', 'happened-in-future', 'answered-before-sent', 'number-missing'],
      handle: async (work, { params, body }) => {
        const held = await heldDossier(work, params.dossierId, NOTE)
        if (!held.ok) return held
        const on = happenedOn(body.answeredDate, work.today)
        if (!on.ok) return on
        const report = (await readSent(work, held.value)).find(({ id }) => id === params.sentReportId)
        const checked = checkReportAnswer(report, { answer: body.answer, on: on.value, number: body.number })
        if (!checked.ok) return checked
        const { id: sentReportId } = checked.value
        await work.record({
          ...{ slice: 'dossier', stream: params.dossierId, kind: 'report-answered', chapter: SENT_CHAPTER },
          ...{ happened: on.value, payload: { sentId: sentReportId, answer: body.answer } },
          ...(body.number === undefined ? {} : { personal: { number: body.number } }),
        })
        work.concerns(params.dossierId, 'answer-sent-report', [SENT_CHAPTER])
        return accept({ sentReportId })
      },
    }),
  ]
}
