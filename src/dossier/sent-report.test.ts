import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day } from '../kernel/index.ts'
import { checkReportAnswer, type FactOfFile, REPORT_ANSWERS, sentReports, waitsFor } from './sent-report.ts'

const today = day('2026-11-29')
const ids = (function* () {
  for (let count = 0; ; count += 1) yield `fact ${count}`
})()
const fact = (more: Partial<FactOfFile>): FactOfFile => ({
  ...{ id: ids.next().value, kind: 'report-sent', happened: today },
  ...{ by: 'us', payload: { report: 'comensha-report' } },
  ...more,
})
const answered = (sentId: string, answer: string, number?: string): FactOfFile =>
  fact({ kind: 'report-answered', payload: { sentId, answer }, ...(number ? { opened: { number } } : {}) })

test('a report waits until something comes back, and a number that was given once stays', () => {
  const sent = fact({ happened: addDays(today, -9), opened: { to: 'Meldpunt' } })
  const [waiting] = sentReports([sent])
  expect(waiting).toMatchObject({ kind: 'comensha-report', to: 'Meldpunt' })
  expect(waiting && waitsFor(waiting, today)).toBe(9)
  const [known] = sentReports([sent, answered(sent.id, 'registered', 'C-1'), answered(sent.id, 'received')])
  expect(known).toMatchObject({ answer: 'received', number: 'C-1' })
  expect(known && waitsFor(known, today)).toBeUndefined()
})

test('P20 whatever else stands in the file, every sent report is there once, newest first, with its own answers alone', () => {
  const kinds = fc.constantFrom('report-sent', 'report-answered', 'chapter-noted')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(kinds, fc.nat(20), fc.nat(400), fc.constantFrom(...REPORT_ANSWERS, 'else')), { maxLength: 30 }),
      (drawn) => {
        const facts: FactOfFile[] = []
        for (const [kind, place, ago, answer] of drawn) {
          const sentId = facts[place % Math.max(1, facts.length)]?.id ?? 'nothing'
          const payload = kind === 'report-sent' ? { report: 'wmo-report' } : { sentId, answer }
          facts.push(fact({ kind, payload, happened: addDays(today, -ago) }))
        }
        const sent = facts.filter(({ kind }) => kind === 'report-sent')
        const found = sentReports(facts)
        expect(found.map(({ id }) => id).toSorted()).toEqual(sent.map(({ id }) => id).toSorted())
        const days = found.map(({ sentOn }) => sentOn)
        expect(days).toEqual(days.toSorted().toReversed())
        for (const each of found) {
          const own = facts.filter(
            ({ kind, payload }) =>
              kind === 'report-answered' && payload['sentId'] === each.id && payload['answer'] !== 'else',
          )
          expect(each.answer).toBe(own.at(-1)?.payload['answer'])
        }
      },
    ),
  )
})

test('an answer to nothing, before it was sent, or registered without its number is refused', () => {
  const [report] = sentReports([fact({})])
  const code = (...given: Parameters<typeof checkReportAnswer>) => {
    const checked = checkReportAnswer(...given)
    return checked.ok ? 'ok' : checked.refusal.code
  }
  expect(code(undefined, { answer: 'received', on: today })).toBe('not-found')
  expect(code(report, { answer: 'received', on: addDays(today, -1) })).toBe('answered-before-sent')
  expect(code(report, { answer: 'registered', on: today, number: '  ' })).toBe('number-missing')
  expect(code(report, { answer: 'registered', on: today, number: 'C-1' })).toBe('ok')
})
