import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { known } from '../../fixtures/disclosure.ts'
import { randomFrom } from '../kernel/index.ts'
import { anonymityOf } from './anonymity.ts'
import { auditShown, boundsOf } from './audit.ts'
import { type CellTable, tableOf } from './cells.ts'
import { eliminate, followsExactly, PRIMES } from './eliminate.ts'
import { primaryOf } from './primary.ts'
import { protectTable } from './protect.ts'
import { hiddenOf, readReleaseRows, readReleases, readRows, readTables } from './read-table.ts'
import { BASE, type EarlierRelease, type MadeRelease, makeRelease, methodsOf, type Table } from './release.ts'
import { roundControlled } from './round-controlled.ts'
import { openSolver } from './solver.job.ts'
import { pick, type Solver } from './solver.ts'
import { attackReleases, type ReleasedTable } from './together.ts'

let solver: Solver
beforeAll(async () => {
  solver = await openSolver()
})
const now = (): number => performance.now()

/** Two or three dimensions, with or without a level in between, and small counts in many cells. */
const aTable = fc
  .record({
    rows: fc.integer({ min: 2, max: 5 }),
    columns: fc.integer({ min: 2, max: 4 }),
    deep: fc.boolean(),
    third: fc.boolean(),
  })
  .chain(({ rows, columns, deep, third }) => {
    const codes = (name: string, count: number) =>
      Array.from({ length: count }, (_, place) => ({ code: `${name}${place}` }))
    const [first, ...others] = codes('r', rows)
    const regions = deep && first ? [{ code: 'part', children: others }, first] : codes('r', rows)
    const dimensions = [
      { name: 'region', tree: { code: 'T', children: regions } },
      { name: 'form', tree: { code: 'T', children: codes('c', columns) } },
      ...(third ? [{ name: 'age', tree: { code: 'T', children: codes('a', 2) } }] : []),
    ]
    const size = rows * columns * (third ? 2 : 1)
    return fc
      .array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 60 })), {
        minLength: size,
        maxLength: size,
      })
      .map((counts) => {
        const keys = codes('r', rows).flatMap(({ code: r }) =>
          codes('c', columns).flatMap(({ code: c }) =>
            third ? codes('a', 2).map(({ code: a }) => `${r}|${c}|${a}`) : [`${r}|${c}`],
          ),
        )
        const made = tableOf(dimensions, new Map(keys.map((key, index) => [key, counts[index] ?? 0])))
        if (!made.ok) throw new Error(made.refusal.code)
        return made.value
      })
  })
const smallIn = (table: CellTable) => [...primaryOf(table, { threshold: BASE }).keys()]
const adds = ({ additions }: CellTable, values: readonly number[]): boolean =>
  additions.every(
    ({ total, parts }) => parts.reduce((sum, part) => sum + pick(values, part), 0) === pick(values, total),
  )

test('P10 a rounded table adds up in every addition, each number is a neighbouring multiple, and multiples stay', () => {
  fc.assert(
    fc.property(aTable, fc.constantFrom(3, 5, 10), (table, base) => {
      const rounded = roundControlled(solver, table, { base })
      if (!rounded.ok) throw new Error(rounded.refusal.code)
      const { shown, reach } = rounded.value
      expect(adds(table, shown)).toBe(true)
      for (const [cell, value] of table.values.entries()) {
        expect(pick(shown, cell) % base).toBe(0)
        expect(Math.abs(pick(shown, cell) - value)).toBeLessThanOrEqual(reach)
        if (value % base === 0 && reach < base) expect(pick(shown, cell)).toBe(value)
      }
    }),
    { numRuns: 40 },
  )
})

const closerThanShown = (of: (table: CellTable) => (cell: number) => boolean): void =>
  fc.assert(
    fc.property(aTable, (table) => {
      const rounded = roundControlled(solver, table, { base: BASE })
      if (!rounded.ok) throw new Error(rounded.refusal.code)
      const { shown, reach } = rounded.value
      const ranges = shown.map((value) => ({ least: Math.max(0, value - reach), most: value + reach }))
      const looked = of(table)
      const hidden = ranges.flatMap((range, cell) => (looked(cell) ? [{ cell, ...range }] : []))
      const audit = auditShown(solver, { known: ranges, additions: table.additions }, hidden)
      expect(audit).toMatchObject({ told: [], contradiction: false })
      for (const cell of smallIn(table).filter(looked))
        expect(pick(ranges, cell).least <= 1 && pick(ranges, cell).most >= 4).toBe(true)
    }),
    { numRuns: 20 },
  )
const isTotal = ({ additions }: CellTable) => {
  const totals = new Set(additions.map(({ total }) => total))
  return (cell: number): boolean => totals.has(cell)
}
test('P2 no cell of one rounded release can be told closer than what is shown of it alone, so one to four is never told', () => {
  closerThanShown((table) => (cell) => !isTotal(table)(cell))
})
test('P3 no total of one rounded release can be told closer than what is shown of it alone', () => {
  closerThanShown(isTotal)
})

test('P11 what elimination or the optimum withholds follows exactly from nothing that is published', () => {
  fc.assert(
    fc.property(aTable, (table) => {
      const hidden = smallIn(table)
      const withheld = eliminate(table, new Set(hidden))
      if (!withheld) throw new Error('too big')
      expect(followsExactly(table, withheld, hidden)).toEqual([])
      const needs = hidden.map((cell) => ({ cell, down: 1, up: 1 }))
      const made = protectTable(solver, table, { method: 'suppress', base: BASE, needs, now })
      // Zeros are published, so a small number may stand alone in all its totals up to the whole: then it is refused, not told.
      if (made.ok) expect(made.value.audit).toMatchObject({ told: [], exact: [], contradiction: false })
      else expect(made.refusal.code).toBe('suppression-not-possible')
    }),
    { numRuns: 25 },
  )
})

test('the two moduli are primes, and a product of two rests is exact', () => {
  for (const prime of PRIMES) {
    for (let each = 2; each * each <= prime; each += 1) if (prime % each === 0) throw new Error(`${prime} is no prime`)
    expect(Number.isSafeInteger(prime * prime + prime)).toBe(true)
  }
})

const releasedOf = (entry: object): readonly ReleasedTable[] => {
  const read = readReleases(JSON.stringify(entry), 'known')
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value.flat()
}

test('P12 the attacker finds the cell of the 4 x 4 table that two blanks in each row and column do not protect', () => {
  const attacked = attackReleases(solver, releasedOf(known.trap))
  expect(attacked).toMatchObject({ ok: true, value: { recovered: [{ cell: 'w|b', value: 47 }] } })
  const mended = { ...known.trap, suppressed: [...known.trap.suppressed, 'x|d'] }
  expect(attackReleases(solver, releasedOf(mended))).toMatchObject({ value: { recovered: [] } })
})

test('P12 the attacker finds what two tables tell together and neither tells alone', () => {
  const [one, two] = releasedOf(known.linked)
  if (!one || !two) throw new Error('two tables')
  for (const alone of [[one], [two]]) expect(attackReleases(solver, alone)).toMatchObject({ value: { recovered: [] } })
  expect(attackReleases(solver, [one, two])).toMatchObject({ value: { recovered: [{ cell: 'K', value: 3 }] } })
})

const optimum = (entry: object, cost: 'value' | 'count' = 'value') => {
  const [read] = (() => {
    const tables = readTables(JSON.stringify(entry), 'known')
    if (!tables.ok) throw new Error(tables.refusal.code)
    return tables.value
  })()
  if (!read) throw new Error('no table')
  const { needs, reasons } = hiddenOf(read, {})
  const made = protectTable(solver, read.table, { method: 'suppress', base: BASE, needs, cost, now })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value.shown.reduce<number>(
    (sum, shown, cell) =>
      shown === null && !reasons.has(cell) ? sum + (cost === 'count' ? 1 : pick(read.table.values, cell)) : sum,
    0,
  )
}
test('what is withheld costs what others proved to be the least: 40, 1950, 35 and 4', () => {
  expect(optimum(known.regionByGender)).toBe(40)
  expect(optimum(known.twentyPercent)).toBe(1950)
  expect(optimum(known.fiveByFour)).toBe(35)
  expect(optimum(known.fiveByFour, 'count')).toBe(4)
  expect(optimum(known.linked)).toBe(7)
})

const rows = (text: string) => text.split('\n').map((line) => line.split(','))
const released = (text: string, id: string): ReleasedTable => {
  const read = readReleaseRows(rows(text), id)
  if (!read.ok) throw new Error(read.refusal.code)
  return read.value
}
test('P12 a release asked twice with one category under another name is seen as the same category', () => {
  const first = released(
    'form,sex,n\nlabour,m,\nlabour,f,\nlabour,total,12\nother,m,20\nother,f,9\nother,total,29\ntotal,m,\ntotal,f,\ntotal,total,41',
    'first',
  )
  const second = released(
    'form,sex,n\nwork,m,9\nwork,f,\nwork,total,12\nother,m,\nother,f,\nother,total,29\ntotal,m,\ntotal,f,\ntotal,total,41',
    'second',
  )
  const attacked = attackReleases(solver, [first, second])
  expect(attacked).toMatchObject({ value: { renamed: [{ dimension: 'form', from: 'work', to: 'labour' }] } })
  expect(attacked.ok && attacked.value.recovered).toContainEqual({ cell: 'labour|f', value: 3 })
})

test('P12 a number corrected by one to four is told by its two releases, and by neither alone', () => {
  const at = (n: number, id: string) => released(`form,n\nlabour,${n}\nother,20\ntotal,${n + 20}`, id)
  const attacked = attackReleases(solver, [at(11, 'may'), at(13, 'june')])
  expect(attacked.ok && attacked.value.differences).toContainEqual({
    cell: 'labour',
    change: 2,
    between: ['may', 'june'],
  })
  expect(attackReleases(solver, [at(11, 'may'), at(31, 'june')])).toMatchObject({ value: { differences: [] } })
})

/** A year that grows: reports come late, some are joined. */
const aSequence = fc.record({
  start: fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 12, maxLength: 12 }),
  steps: fc.array(fc.array(fc.tuple(fc.nat(11), fc.integer({ min: -3, max: 6 })), { maxLength: 6 }), {
    minLength: 9,
    maxLength: 9,
  }),
})
const sequenceOf = ({ start, steps }: { start: number[]; steps: [number, number][][] }): readonly Table[] => {
  const states = [start]
  for (const step of steps) {
    const next = [...(states.at(-1) ?? [])]
    for (const [cell, change] of step) next[cell] = Math.max(0, (next[cell] ?? 0) + change)
    states.push(next)
  }
  return states.map((cells) => ({
    regions: ['VR01', 'VR02', 'VR03', 'VR04'],
    forms: ['criminal', 'labour', 'sexual'],
    cells: [0, 1, 2, 3].map((row) => cells.slice(row * 3, row * 3 + 3)),
  }))
}
const ledgerAs = (made: readonly MadeRelease[]): readonly EarlierRelease[] =>
  made.map(({ ledger }, index) => ({ id: `r${index}`, cells: ledger }))
const asReleased = ({ id, cells }: EarlierRelease): ReleasedTable => ({
  id,
  dimensions: [
    { name: 'region', tree: { code: '*', children: ['VR01', 'VR02', 'VR03', 'VR04'].map((code) => ({ code })) } },
    { name: 'form', tree: { code: '*', children: ['criminal', 'labour', 'sexual'].map((code) => ({ code })) } },
  ],
  shown: new Map(
    cells.flatMap(({ region, form, shown, reach }) =>
      shown === null
        ? []
        : [[`${region ?? '*'}|${form ?? '*'}`, { least: Math.max(0, shown - reach), most: shown + reach }] as const],
    ),
  ),
})

const SEQUENCES = Number(process.env['SAMENHANG_RELEASE_SEQUENCES'] ?? 20)
test('P13 over random sequences of ten releases no small number and no small change follows exactly, and what would tell one is not made', () => {
  let releases = 0
  fc.assert(
    fc.property(aSequence, (drawn) => {
      const made: MadeRelease[] = []
      for (const table of sequenceOf(drawn)) {
        const outcome = makeRelease(solver, table, { earlier: ledgerAs(made), now })
        if (outcome.ok) made.push(outcome.value)
        else expect(outcome.refusal.code).toBe('release-can-be-undone')
        releases += 1
      }
      expect(made.length).toBeGreaterThan(0)
      const attacked = attackReleases(solver, ledgerAs(made).map(asReleased))
      const small = attacked.ok ? attacked.value.recovered.filter(({ value }) => value > 0 && value < BASE) : undefined
      expect(small).toEqual([])
      expect(attacked).toMatchObject({ value: { differences: [] } })
      if (SEQUENCES > 20 && releases % 100 === 0) process.stdout.write(`${releases} releases, nothing follows\n`)
    }),
    { numRuns: SEQUENCES },
  )
}, 3_600_000)

/** One year of the same persons, each by region and by how one thing went and another: two or three norms that one fact starts, or a norm beside forms. */
const STATES = ['excepted', 'kept', 'missed'] as const
const REGIONS_OF_PAIR = ['VR01', 'VR02', 'VR03', 'VR04', 'VR05']
const somePersons = fc.record({
  regions: fc.array(fc.constantFrom('none', 'few', 'some', 'many'), { minLength: 5, maxLength: 5 }),
  seed: fc.integer(),
})
type Person = { readonly region: string; readonly went: readonly string[] }
const personsOf = ({ regions, seed }: { regions: string[]; seed: number }, things: number): readonly Person[] => {
  const random = randomFrom(seed)
  const sizes: Readonly<Record<string, number>> = { none: 1, few: 5, some: 14, many: 40 }
  return regions.flatMap((size, at) =>
    Array.from({ length: random.below(sizes[size] ?? 1) }, () => ({
      region: REGIONS_OF_PAIR[at] ?? '',
      // Mostly one way, so that small cells stand beside large ones.
      went: Array.from({ length: things }, () => (random.below(4) > 0 ? 'kept' : random.pick([...STATES]))),
    })),
  )
}
const tableOfThing = (persons: readonly Person[], thing: number): Table => ({
  regions: REGIONS_OF_PAIR,
  forms: STATES,
  cells: REGIONS_OF_PAIR.map((region) =>
    STATES.map((state) => persons.filter((each) => each.region === region && each.went[thing] === state).length),
  ),
})
/** As the attacker has it who knows that the persons are the same: each thing is a dimension of its own, so that totals are one unknown. */
const asThing = (ledger: MadeRelease['ledger'], thing: number): ReleasedTable => ({
  ...asReleased({ id: `thing ${thing}`, cells: ledger }),
  dimensions: [
    { name: 'region', tree: { code: '*', children: REGIONS_OF_PAIR.map((code) => ({ code })) } },
    { name: `thing ${thing}`, tree: { code: '*', children: STATES.map((code) => ({ code })) } },
  ],
})
/** As norms are made: each alone, and rounded. */
const roundedOf = (persons: readonly Person[], thing: number): ReleasedTable => {
  const made = makeRelease(solver, tableOfThing(persons, thing), { earlier: [], methods: methodsOf('N05'), now })
  if (!made.ok) throw new Error(made.refusal.code)
  return asThing(made.value.ledger, thing)
}
const smallToldBy = (tables: readonly ReleasedTable[]) => {
  const attacked = attackReleases(solver, tables)
  if (!attacked.ok) throw new Error(attacked.refusal.code)
  expect(attacked.value.contradiction).toBe(false)
  return attacked.value.recovered.filter(({ value }) => value > 0 && value < BASE)
}
const PAIRS = Number(process.env['SAMENHANG_RELEASE_PAIRS'] ?? 20)
test.each([2, 3])(
  'P13 of %i norms of the same persons, each made alone, no number of 1 to 4 follows from all together',
  (norms) => {
    fc.assert(
      fc.property(somePersons, (drawn) => {
        const persons = personsOf(drawn, norms)
        const made = Array.from({ length: norms }, (_, thing) => roundedOf(persons, thing))
        expect(smallToldBy(made)).toEqual([])
      }),
      { numRuns: PAIRS },
    )
  },
)

/** The same with numbers withheld: what persons by form are when no rounding was found in time. */
const withheldOf = (persons: readonly Person[], thing: number): ReleasedTable | undefined => {
  const table = tableOfThing(persons, thing)
  const { dimensions } = asThing([], thing)
  const truth = table.regions.flatMap((region, row) =>
    table.forms.map((form, column) => [`${region}|${form}`, pick(pick(table.cells, row), column)] as const),
  )
  const full = tableOf(dimensions, new Map(truth))
  if (!full.ok) throw new Error(full.refusal.code)
  const needs = smallIn(full.value).map((cell) => ({ cell, down: 1, up: BASE - pick(full.value.values, cell) }))
  const made = protectTable(solver, full.value, { method: 'suppress', base: BASE, needs, now })
  if (!made.ok) return undefined
  const shown = full.value.keys.flatMap((key, cell) => {
    const value = made.value.shown[cell]
    return typeof value === 'number' ? [[key, { least: value, most: value }] as const] : []
  })
  return { id: `thing ${thing}`, dimensions, shown: new Map(shown) }
}
test('P13 beside persons by form that were withheld, two norms of the same persons tell no number of 1 to 4; withheld too they would, so norms are rounded', () => {
  expect([methodsOf('N05'), methodsOf(undefined)]).toEqual([['round'], ['round', 'suppress']])
  let told = 0
  fc.assert(
    fc.property(somePersons, (drawn) => {
      const persons = personsOf(drawn, 3)
      const forms = withheldOf(persons, 0)
      fc.pre(forms !== undefined)
      const beside = (norms: readonly (ReleasedTable | undefined)[]) =>
        smallToldBy([forms, ...norms].filter((each) => each !== undefined))
      expect(beside([1, 2].map((thing) => roundedOf(persons, thing)))).toEqual([])
      told += beside([1, 2].map((thing) => withheldOf(persons, thing))).length
    }),
    { numRuns: PAIRS },
  )
  expect(told).toBeGreaterThan(0)
})

test('P12 every sequence that leaks on purpose is found, and none that was made safe is called leaky for it', () => {
  fc.assert(
    fc.property(aSequence, fc.nat(11), (drawn, at) => {
      const [table] = sequenceOf(drawn)
      if (!table) throw new Error('no table')
      const [row, column] = [Math.floor(at / 3), at % 3]
      const cells = table.cells.map((each, r) =>
        each.map((value, c) => (r === row && c === column ? 1 + (value % 4) : value + 5)),
      )
      const full = tableOf(
        asReleased({ id: 'x', cells: [] }).dimensions,
        new Map(
          table.regions.flatMap((region, r) =>
            table.forms.map((form, c) => [`${region}|${form}`, pick(pick(cells, r), c)] as const),
          ),
        ),
      )
      if (!full.ok) throw new Error(full.refusal.code)
      const small = `${table.regions[row]}|${table.forms[column]}`
      const shownWithout = (withheld: readonly string[]) =>
        new Map(
          full.value.keys.flatMap((key, cell) => {
            const value = pick(full.value.values, cell)
            return withheld.includes(key) ? [] : [[key, { least: value, most: value }] as const]
          }),
        )
      const other = table.forms[(column + 1) % 3]
      const { dimensions } = asReleased({ id: 'x', cells: [] })
      // The first withholds the cell with a neighbour and both columns; the second withholds the row total instead: each alone is safe.
      const first = {
        id: 'first',
        dimensions,
        shown: shownWithout([small, `${table.regions[row]}|${other}`, `*|${table.forms[column]}`, `*|${other}`]),
      }
      const second = {
        id: 'second',
        dimensions,
        shown: shownWithout([small, `${table.regions[row]}|*`, `*|${table.forms[column]}`, '*|*']),
      }
      for (const alone of [first, second])
        expect(attackReleases(solver, [alone])).toMatchObject({ value: { recovered: [] } })
      const together = attackReleases(solver, [first, second])
      expect(together.ok && together.value.recovered.map(({ cell }) => cell)).toContain(small)
    }),
    { numRuns: 40 },
  )
})

test('P1 every number shown is true within its reach, and a region with few persons is not shown by form', () => {
  fc.assert(
    fc.property(aSequence, (drawn) => {
      const [table] = sequenceOf(drawn)
      if (!table) throw new Error('no table')
      const made = makeRelease(solver, table, { earlier: [], now })
      if (!made.ok) throw new Error(made.refusal.code)
      for (const { shown, persons, reach } of made.value.ledger)
        if (shown !== null) expect(Math.abs(shown - persons)).toBeLessThanOrEqual(reach)
      for (const [row, cells] of table.cells.entries())
        if (cells.reduce((sum, value) => sum + value) < 10)
          expect(made.value.numbers.cells[row]?.every((shown) => shown === null)).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('the same numbers asked again are shown the same', () => {
  const [table] = sequenceOf({ start: [1, 7, 3, 12, 4, 2, 19, 6, 8, 3, 1, 22], steps: [] })
  if (!table) throw new Error('no table')
  const first = makeRelease(solver, table, { earlier: [], now })
  if (!first.ok) throw new Error(first.refusal.code)
  const again = makeRelease(solver, table, { earlier: ledgerAs([first.value]), now })
  expect(again.ok && again.value.numbers).toEqual(first.value.numbers)
})

test('what is no table is refused with the place: negative, not whole, not adding up, twice, unknown, too big, hostile', () => {
  const dims = [{ name: 'form', total: 'T', codes: ['a', 'b'] }]
  const code = (entry: unknown): string | undefined => {
    const read = readTables(typeof entry === 'string' ? entry : JSON.stringify(entry), 'x')
    return read.ok ? undefined : read.refusal.code
  }
  expect(code({ dims, leaf: { a: -1, b: 2 } })).toBe('table-count-wrong')
  expect(code({ dims, leaf: { a: 1.5, b: 2 } })).toBe('table-count-wrong')
  expect(code({ dims, leaf: { a: 1, b: 2, T: 4 } })).toBe('table-does-not-add-up')
  expect(code({ dims, leaf: { c: 1 } })).toBe('table-cell-unknown')
  expect(code({ dims: [{ name: 'f', total: 'T', codes: ['a', 'a'] }], leaf: { a: 1 } })).toBe('table-code-twice')
  expect(
    code({ dims: [{ name: 'f', total: 'T', codes: Array.from({ length: 20_000 }, (_, n) => `c${n}`) }], leaf: {} }),
  ).toBe('table-too-big')
  for (const hostile of [
    '',
    '[',
    'null',
    '[]',
    '7',
    '"x"',
    '{"__proto__":{"dims":[]}}',
    '{"dims":[{"tree":{"code":"T","children":{}}}],"leaf":{}}',
    '{"dims":{},"leaf":[]}',
    `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  ])
    expect(code(hostile), hostile.slice(0, 20)).toBeDefined()
  expect(readRows(rows('form,n\na,1\na,2'), 'x')).toMatchObject({ refusal: { code: 'table-code-twice' } })
  expect(readReleaseRows(rows('form,n\na,lots'), 'x')).toMatchObject({ refusal: { code: 'table-count-wrong' } })
})

test('a table with one row that holds anybody is protected: rounded, or refused where withholding cannot', () => {
  const dims = [
    { name: 'region', total: 'T', codes: ['a', 'b'] },
    { name: 'form', total: 'T', codes: ['x', 'y'] },
  ]
  const read = readTables(JSON.stringify({ dims, leaf: { 'a|x': 3, 'a|y': 0 } }), 'x')
  if (!read.ok || !read.value[0]) throw new Error('no table')
  const { needs } = hiddenOf(read.value[0], {})
  const by = (method: 'round' | 'suppress') =>
    protectTable(solver, read.value[0]?.table ?? { keys: [], values: [], additions: [] }, {
      method,
      base: BASE,
      needs,
      now,
    })
  expect(by('round')).toMatchObject({ ok: true, value: { audit: { told: [] } } })
  const withheld = by('suppress')
  if (withheld.ok) expect(withheld.value.audit.exact).toEqual([])
})

test('a group that is whole in one category, all but a few of a total, and one who dominates are hidden too, each for its reason', () => {
  const table = tableOf(
    [{ name: 'f', tree: { code: 'T', children: [{ code: 'a' }, { code: 'b' }] } }],
    new Map([
      ['a', 40],
      ['b', 2],
    ]),
  )
  const one = tableOf(
    [{ name: 'f', tree: { code: 'T', children: [{ code: 'a' }, { code: 'b' }] } }],
    new Map([['a', 40]]),
  )
  if (!table.ok || !one.ok) throw new Error('no table')
  expect([...primaryOf(table.value, { threshold: 5, complements: true }).values()].sort()).toEqual([
    'complement',
    'small',
  ])
  expect([...primaryOf(one.value, { threshold: 5, groups: true }).values()]).toEqual(['group'])
  const contributors = new Map([['a', { count: 3, largest: 38, second: 1 }]])
  expect([...primaryOf(one.value, { threshold: 5, dominance: { percent: 15, contributors } }).values()]).toEqual([
    'dominance',
  ])
})

test('k-anonymity looks at the columns together, counts what is empty, and refuses what it cannot look at', () => {
  const file = {
    columns: ['year', 'sex'],
    records: [
      ['2020', 'v'],
      ['2020', 'v'],
      ['2020', ''],
      ['2020', ''],
    ],
  }
  expect(anonymityOf(file, { k: 2 })).toMatchObject({ value: { holds: true, classes: 2, smallest: 2 } })
  expect(anonymityOf(file, { k: 3 })).toMatchObject({ value: { holds: false, below: { classes: 2, records: 4 } } })
  expect(anonymityOf(file, { k: 4, columns: ['year'] })).toMatchObject({ value: { holds: true } })
  expect(anonymityOf(file, { k: 1 })).toMatchObject({ refusal: { code: 'anonymity-k-wrong' } })
  expect(anonymityOf(file, { k: 2, columns: ['town'] })).toMatchObject({
    refusal: { code: 'anonymity-column-unknown' },
  })
})

test('what contradicts itself is told to contradict itself', () => {
  const shown = {
    known: [
      { least: 3, most: 3 },
      { least: 0, most: 1 },
      { least: 0, most: 1 },
    ],
    additions: [{ total: 0, parts: [1, 2] }],
  }
  expect(boundsOf(solver, shown, [1])).toMatchObject({ contradiction: true })
})

test('P13 after true numbers were published, a release that would tell a change of a few is not made, and the reason says how many', () => {
  const one = (persons: number): Table => ({ regions: ['VR11'], forms: ['labour'], cells: [[persons]] })
  const first = makeRelease(solver, one(13), { earlier: [], now })
  if (!first.ok) throw new Error(first.refusal.code)
  const outright = first.value.ledger.map((cell) => ({ ...cell, shown: cell.persons, reach: 0 }))
  const second = outright.map((cell) => ({ ...cell, shown: 15, persons: 15 }))
  const earlier = [
    { id: 'first', cells: outright },
    { id: 'second', cells: second },
  ]
  expect(makeRelease(solver, one(20), { earlier, now })).toMatchObject({
    ...{ ok: false, refusal: { code: 'release-can-be-undone', params: { numbers: expect.any(Number) } } },
  })
})
