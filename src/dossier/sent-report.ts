/**
 * What was sent on, and what came back: a report is sent by who works on the file, from its own mail or portal, and written down here with the
 * day, the receiver and the number that comes back. So nobody sends it twice, and whoever holds the file next sees what is still waited for.
 */
import { accept, type Day, daysBetween, type Outcome, refuse } from '../kernel/index.ts'
import { REPORT_KINDS, type ReportKind } from './report.ts'

/** What comes back: it arrived, it was registered under a number, or it was sent back. */
export const REPORT_ANSWERS = ['received', 'registered', 'returned'] as const
export type ReportAnswer = (typeof REPORT_ANSWERS)[number]

/** The chapter of a sent report: an administrative fact about who it is, so that it goes along where she lets that chapter go along. */
export const SENT_CHAPTER = 'identity'

export type SentReport = {
  readonly id: string
  readonly kind: ReportKind
  readonly sentOn: Day
  readonly by: string
  /** To whom, in words; absent where this organisation has no key of the chapter. */
  readonly to?: string
  readonly answer?: ReportAnswer
  readonly answeredOn?: Day
  readonly number?: string
}

/** What is read of a fact of the file. */
export type FactOfFile = {
  readonly id: string
  readonly kind: string
  readonly happened: Day
  readonly by: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly opened?: unknown
}

/** The sent reports of a file, newest first; of the answers to one the last word counts, and a number that was given once stays. */
export const sentReports = (facts: readonly FactOfFile[]): readonly SentReport[] => {
  const sent = new Map<string, SentReport>()
  for (const fact of facts) {
    const { report, sentId, answer } = fact.payload
    const kind = REPORT_KINDS.find((each) => each === report)
    if (fact.kind === 'report-sent' && kind) {
      const to = wordOf(fact.opened, 'to')
      sent.set(fact.id, { id: fact.id, kind, sentOn: fact.happened, by: fact.by, ...(to ? { to } : {}) })
    }
    const before = fact.kind === 'report-answered' && typeof sentId === 'string' ? sent.get(sentId) : undefined
    const word = REPORT_ANSWERS.find((each) => each === answer)
    if (before && word) {
      const number = wordOf(fact.opened, 'number')
      sent.set(before.id, { ...before, answer: word, answeredOn: fact.happened, ...(number ? { number } : {}) })
    }
  }
  return [...sent.values()].toReversed().toSorted((one, other) => other.sentOn.localeCompare(one.sentOn))
}

const wordOf = (opened: unknown, name: string): string | undefined => {
  const found = typeof opened === 'object' && opened !== null ? (opened as Record<string, unknown>)[name] : undefined
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

export type AnswerProblem = 'not-found' | 'answered-before-sent' | 'number-missing'

/** May this answer be written down? A registration comes with its number; nothing is answered before it was sent. */
export const checkReportAnswer = (
  report: SentReport | undefined,
  given: { readonly answer: ReportAnswer; readonly on: Day; readonly number?: string | undefined },
): Outcome<SentReport, AnswerProblem> => {
  if (!report) return refuse('not-found')
  if (given.on < report.sentOn) return refuse('answered-before-sent', { sent: report.sentOn })
  if (given.answer === 'registered' && !given.number?.trim()) return refuse('number-missing')
  return accept(report)
}

/** How many days a report waits for an answer; undefined when one came. */
export const waitsFor = (report: Pick<SentReport, 'answer' | 'sentOn'>, today: Day): number | undefined =>
  report.answer === undefined ? daysBetween(report.sentOn, today) : undefined
