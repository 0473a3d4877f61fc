import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import escalationFile from '../../data/norms/escalation.json' with { type: 'json' }
import { addDays, day } from '../kernel/index.ts'
import { showClocks } from './agreement.present.ts'
import { readEscalation, toldBy } from './escalation.ts'
import { chapterOf, checkMissAnswer, readMissBook } from './miss.ts'
import { ESCALATION, FACT_KINDS, KIND_OF, MISSES, NORMS, NORMS_OF_PERSONS } from './norm-book.ts'
import { checkNorms, NORM_FILES, type NormTexts } from './norm-file.ts'

const texts = Object.fromEntries(
  NORM_FILES.map((name) => [name, readFileSync(new URL(`../../data/norms/${name}.json`, import.meta.url), 'utf8')]),
) as NormTexts // safe: one entry for each name
const faultOf = (file: keyof NormTexts, change: (text: string) => string) => {
  const checked = checkNorms({ ...texts, [file]: change(texts[file]) })
  return checked.ok ? undefined : checked.fault
}

test('what is in force can be read, and every example holds', () => {
  expect(checkNorms(texts)).toMatchObject({ ok: true, counts: { norms: NORMS.length, kinds: FACT_KINDS.length } })
})

test.each([
  [
    'a term of -3 days',
    'norms',
    (text: string) => text.replace('"count": 14', '"count": -3'),
    'norms-unreadable',
    '-3',
  ],
  [
    'a fact that nobody records',
    'norms',
    (text: string) => text.replace('"reflection-offered"', '"wish-upon-a-star"'),
    'norm-waits-for-nothing',
    'wish-upon-a-star',
  ],
  [
    'two versions on one day',
    'norms',
    (text: string) => text.replace('"valid_until": "2026-10-31"', '"valid_until": "2026-11-30"'),
    'norm-versions-overlap',
    '"N36"',
  ],
  [
    'an example that reads otherwise',
    'norms',
    (text: string) => text.replace('"late": 2', '"late": 5'),
    'norm-example-differs',
    'done two days too late',
  ],
  [
    'a cycle of escalation',
    'escalation',
    (text: string) => text.replace('"when": "missed", "days": 7 }', '"when": "missed", "days": 7, "then": "table" }'),
    'escalation-cycle',
    '"id": "officer"',
  ],
  [
    'a step that is not there',
    'escalation',
    (text: string) => text.replace('"then": "officer"', '"then": "nobody"'),
    'escalation-step-not-known',
    '"id": "table"',
  ],
  [
    'days that go back',
    'escalation',
    (text: string) => text.replace('"days": 2, "then"', '"days": 20, "then"'),
    'escalation-goes-back',
    '',
  ],
  [
    'a norm that does not exist',
    'escalation',
    (text: string) => text.replace('"N05"', '"N99"'),
    'escalation-norm-not-known',
    '"N99"',
  ],
  [
    'a cause that is there twice',
    'causes',
    (text: string) => text.replace('"no-place"', '"other"'),
    'causes-unreadable',
    '"other"',
  ],
  ['no JSON', 'causes', () => '{ "state": ', 'not-json', ''],
] as const)('%s is refused with the line and the reason', (_what, file, change, code, onLine) => {
  const fault = faultOf(file, change)
  expect(fault).toMatchObject({ file, code })
  expect(change(texts[file]).split('\n')[(fault?.line ?? 0) - 1]).toContain(onLine)
})

const path = ESCALATION.pathOf('N32')
const [due, on] = [day('2026-06-10'), day('2026-06-20')]
const missed = { state: 'missed', late: 10, due } as const

test('who can act hears of a term that is nearly over, and of a miss; the table and the officer after the days of the file [Q25]', () => {
  expect(toldBy(path, { state: 'running', left: 4, due }, { on: day('2026-06-06') })).toEqual([])
  expect(toldBy(path, { state: 'running', left: 3, due }, { on: day('2026-06-07') })).toEqual([
    { to: 'care-coordinator', since: '2026-06-07' },
  ])
  expect(toldBy(path, missed, { on }).map(({ to, since }) => `${to} ${since}`)).toEqual([
    ...[
      'care-coordinator 2026-06-07',
      'care-coordinator 2026-06-11',
      'table-chair 2026-06-13',
      'focal-officer 2026-06-18',
    ],
  ])
})

test('explained it goes no further; with an action it waits until the day of the action is over', () => {
  const to = (answered: Parameters<typeof toldBy>[2]['answered'], at = on) =>
    toldBy(path, missed, { on: at, answered }).map((each) => each.to)
  expect(to({ on: day('2026-06-12') })).toEqual(['care-coordinator', 'care-coordinator'])
  expect(to({ on: day('2026-06-12'), until: on })).toEqual(['care-coordinator', 'care-coordinator'])
  expect(to({ on: day('2026-06-12'), until: on }, addDays(on, 1))).toHaveLength(4)
})

test('P9 nobody is told of what nobody signed, of what the person said no to, or of what was done after all', () => {
  const kinds = FACT_KINDS.map(({ kind }) => kind)
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          happened: fc.integer({ min: 0, max: 200 }).map((n) => addDays(day('2026-01-05'), n)),
        }),
        { maxLength: 25 },
      ),
      (facts) => {
        for (const clock of showClocks(NORMS_OF_PERSONS, facts, day('2026-08-01'))) {
          const proposed = clock.normKind.code === 'proposed' || clock.termKind.code === 'proposed'
          const saidNo = ['consent-refused', 'not-now', 'not-safe'].includes(clock.because?.code ?? '')
          const over = ['kept', 'not-applicable', 'not-started'].includes(clock.state.code)
          if (proposed || saidNo || over) expect(clock.told).toEqual([])
          if (proposed || saidNo || over) expect(clock.asksWhy).toBe(false)
        }
      },
    ),
  )
})

test('a path that names a function that nobody has is refused', () => {
  const wrong = { ...escalationFile, steps: escalationFile.steps.map((step) => ({ ...step, to: 'minister' })) }
  expect(readEscalation(wrong, NORMS)).toMatchObject({ refusal: { code: 'escalation-unreadable' } })
})

const asked = { book: MISSES, chapter: 'shelter', today: day('2026-06-01') }
test.each([
  [{}, 'miss-needs-cause-or-action'],
  [{ cause: 'other', action: 'still-do' }, 'miss-needs-cause-or-action'],
  [{ cause: 'the-moon' }, 'miss-cause-not-known'],
  [{ action: 'still-do' }, 'action-needs-owner-and-day'],
  [{ action: 'still-do', owner: 'care-coordinator', until: day('2026-05-31') }, 'action-in-past'],
])('of a miss one says why, or what is done, by whom and when: %j is refused', (answer, code) => {
  expect(checkMissAnswer(answer, asked)).toMatchObject({ refusal: { code } })
})

test('own words stand where the chapter allows them, and nowhere else', () => {
  const answer = { cause: 'no-place', words: 'Alles was vol.' }
  expect(checkMissAnswer(answer, asked).ok).toBe(true)
  expect(checkMissAnswer(answer, { ...asked, chapter: 'health' })).toMatchObject({
    refusal: { code: 'words-not-in-this-chapter' },
  })
  expect(readMissBook({}).ok).toBe(false)
})

test('a norm belongs to the chapter of what it judges', () => {
  const of = (id: string) => {
    const version = NORMS.find((norm) => norm.id === id)?.versions.at(-1)
    return version && chapterOf(version, KIND_OF)
  }
  expect([of('N15'), of('N32'), of('N09')]).toEqual(['health', 'goal', 'shelter'])
})
