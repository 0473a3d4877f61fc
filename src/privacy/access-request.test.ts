import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../kernel/index.ts'
import { ANSWER_WORDS, hasColumnWord } from '../words/answer.ts'
import { addMonths, deadlineOf, mayTakeStep, type RequestStep, STEPS, standsAt } from './access-request.ts'
import { linesOf } from './answer.ts'
import { answerPage } from './answer-page.ts'
import { readColumnClasses } from './columns.store.ts'
import { isAboutPerson, isGiven, readClasses, schemaFindings } from './columns.ts'
import { LEFT_OUT, SECTIONS } from './sections.ts'

const received = day('2026-01-31')
const someDay = fc.integer({ min: 0, max: 4_000 }).map((count) => addDays(day('2020-01-01'), count))
const anyStep = fc
  .record({ step: fc.constantFrom(...STEPS), after: fc.integer({ min: 0, max: 120 }) })
  .map(({ step, after }): RequestStep => ({ step, happened: addDays(received, after) }))

test('P3 an answer is due one calendar month after receipt, and three when more time was told', () => {
  fc.assert(
    fc.property(someDay, (from) => {
      const [one, three] = [deadlineOf(from, false), deadlineOf(from, true)]
      expect(daysBetween(from, one)).toBeGreaterThanOrEqual(28)
      expect(daysBetween(from, one)).toBeLessThanOrEqual(31)
      expect(daysBetween(from, three)).toBeGreaterThanOrEqual(89)
      expect(daysBetween(from, three)).toBeLessThanOrEqual(92)
      expect(one.slice(8) <= from.slice(8)).toBe(true)
    }),
  )
  expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
  expect(addMonths(day('2028-01-31'), 1)).toBe('2028-02-29')
  expect(addMonths(day('2026-11-16'), 3)).toBe('2027-02-16')
})

test('P3 each step is taken once, none after the end, and more time only within the first month', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 12 }), (tried) => {
      const taken: RequestStep[] = []
      for (const each of tried) if (mayTakeStep(received, taken, each, each.happened).ok) taken.push(each)
      const kinds = taken.map(({ step }) => step)
      expect(new Set(kinds).size).toBe(kinds.length)
      const end = kinds.findIndex((step) => step === 'answered' || step === 'withdrawn')
      expect(end === -1 || end === kinds.length - 1).toBe(true)
      for (const { step, happened } of taken) if (step === 'extended') expect(happened <= '2026-02-28').toBe(true)
    }),
  )
})

test('a request that is open after its last day is late, also when it was answered after it, and not when it was taken back', () => {
  const at = (steps: readonly RequestStep[], today: string) => standsAt(received, steps, day(today))
  expect(at([], '2026-02-28')).toMatchObject({ state: 'open', due: '2026-02-28', late: false })
  expect(at([], '2026-03-01')).toMatchObject({ late: true })
  const more: RequestStep = { step: 'extended', happened: day('2026-02-10'), reason: 'complex' }
  expect(at([more], '2026-03-01')).toMatchObject({ due: '2026-04-30', late: false, extended: 'complex' })
  expect(at([{ step: 'answered', happened: day('2026-03-02') }], '2026-06-01')).toMatchObject({
    state: 'answered',
    late: true,
  })
  expect(at([{ step: 'withdrawn', happened: day('2026-03-02') }], '2026-06-01')).toMatchObject({
    state: 'withdrawn',
    late: false,
  })
})

test('a step in the future or before the receipt is refused with its reason', () => {
  const may = (step: RequestStep['step'], happened: string, today: string) =>
    mayTakeStep(received, [], { step, happened: day(happened) }, day(today))
  expect(may('answered', '2026-02-02', '2026-02-01')).toMatchObject({ refusal: { code: 'happened-in-future' } })
  expect(may('answered', '2026-01-30', '2026-02-01')).toMatchObject({
    refusal: { code: 'access-request-before-receipt' },
  })
  expect(may('extended', '2026-03-01', '2026-03-01')).toMatchObject({
    refusal: { code: 'access-request-extended-too-late' },
  })
})

const classes = readColumnClasses()

test('P4 a column without a class, a class without a column and a table that no section reads are each found, with what to write', () => {
  const columns = classes.map(({ table, column }) => ({ table, column }))
  const tables = SECTIONS.map(({ table }) => table)
  expect(schemaFindings(columns, classes, tables)).toEqual([])
  const [first, ...rest] = columns
  expect(schemaFindings([...columns, { table: 'break_glass.opening', column: 'reason' }], classes, tables)).toEqual([
    expect.stringContaining('add "break_glass.opening,reason,CLASS" to data/schema/columns.csv'),
  ])
  expect(schemaFindings(rest, classes, tables)).toEqual([
    expect.stringContaining(`${first?.table}.${first?.column}, which is no column any more`),
  ])
  expect(
    schemaFindings(
      columns,
      classes,
      tables.filter((each) => each !== 'care.wait'),
    ),
  ).toEqual([expect.stringContaining("add { table: 'care.wait', ... } to SECTIONS")])
  expect(schemaFindings(columns, classes, [...tables, 'linkage.outbox'])).toEqual([
    expect.stringContaining('take the section out'),
  ])
  expect(schemaFindings(columns, [...classes, ...classes.slice(0, 1)], tables)).toEqual([
    expect.stringContaining('twice'),
  ])
  expect(() => readClasses('table,column,class\ncare.wait,cause,somebody')).toThrow('line 2')
})

test('every section, every column that is given and everything that is left out has words in both languages', () => {
  for (const { sections, leftOut } of Object.values(ANSWER_WORDS)) {
    expect(SECTIONS.filter(({ key }) => !(key in sections))).toEqual([])
    expect(LEFT_OUT.filter((each) => !(each in leftOut))).toEqual([])
  }
  const read = new Set(SECTIONS.map(({ table }) => table))
  const given = classes.filter((each) => read.has(each.table) && isGiven(each)).map(({ column }) => column)
  expect([...new Set(given)].filter((each) => !hasColumnWord(each))).toEqual([])
  expect(classes.filter(isAboutPerson).length).toBeGreaterThan(100)
})

const house = '52d5bd05-3e30-4a54-977c-1311aa2fc2ae'
const names = {
  organisation: (id: string) => (id === house ? 'Zorgcoördinatie' : undefined),
  functionOf: () => 'zorgcoördinator, Zorgcoördinatie',
}
const column = (name: string, of: 'person' | 'worker' | 'organisation' | 'sealed-person') =>
  ({ table: 't.t', column: name, of }) as const

test('a row becomes lines: organisations by name, workers by function, other people and numbers not at all', () => {
  const row = {
    partner_id: house,
    recorded_by: crypto.randomUUID(),
    payload: { partnerId: house, consentId: crypto.randomUUID(), minutes: 3, withWhom: 'Een Ander' },
    sealed: { fields: [{ field: 'name', value: 'Verzonnen' }], interpreterName: 'Tolk Anders', text: 'Ja.\nNee.' },
    withdrawn_at: null,
    chapters: ['health', 'safety'],
  }
  const columns = [
    column('partner_id', 'organisation'),
    column('recorded_by', 'worker'),
    column('payload', 'person'),
    column('sealed', 'sealed-person'),
    column('withdrawn_at', 'person'),
    column('chapters', 'person'),
  ]
  expect(linesOf(row, columns, names)).toEqual([
    { name: 'partner_id', value: 'Zorgcoördinatie' },
    { name: 'recorded_by', value: 'zorgcoördinator, Zorgcoördinatie' },
    { name: 'partnerId', value: 'Zorgcoördinatie' },
    { name: 'minutes', value: '3' },
    { name: 'name', value: 'Verzonnen' },
    { name: 'text', value: 'Ja.\nNee.' },
    { name: 'chapters', value: 'health, safety' },
  ])
})

test('the page holds what was written as text, asks for nothing from outside and does not say in its title what it is', () => {
  const page = answerPage({
    ...{
      title: 'Overzicht',
      madeAt: '2026-11-16T09:00:00Z',
      language: 'nl',
      organisation: 'Zorgcoördinatie',
      about: [],
    },
    sections: [
      {
        title: 'Uw dossier',
        rows: [[{ name: 'text', label: 'Tekst', value: '', text: '<script>alert(1)</script>' }]],
        cut: false,
      },
    ],
    leftOut: ['Namen van anderen.'],
  })
  expect(page).toContain('&lt;script&gt;')
  expect(page).not.toMatch(/<script|https?:|src=|href=/)
  expect(/<title>(.*)<\/title>/.exec(page)?.[1]).toBe('Overzicht')
})
