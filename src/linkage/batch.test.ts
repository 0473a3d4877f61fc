import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Random, randomFrom } from '../kernel/index.ts'
import {
  BATCH_LIMITS,
  blockScratch,
  blocksOf,
  countChunk,
  keepFewer,
  keepRarest,
  placePartitions,
  scatterChunk,
  type TokenPart,
  visitPairs,
  writeHolders,
} from './batch-blocks.ts'
import { emptyCells, writeTexts } from './batch-cells.ts'
import { rowComparer } from './batch-compare.ts'
import { encodedComparer, encodedWeights } from './batch-encoded.ts'
import { type BatchOptions, type BatchResult, linkFile, linkPeople } from './batch-engine.job.ts'
import { groupPairs } from './batch-groups.ts'
import { emptySigns, hashText } from './batch-hash.ts'
import { batchMemory } from './batch-memory.ts'
import { BATCH_FIELDS, layoutFor, packedBirth, quickBirth, quickCode, quickPhone, rowWriter } from './batch-row.ts'
import type { FileSource, HandledPerson } from './batch-source.store.ts'
import { nameReader } from './batch-words.ts'
import { bloomEncoder } from './bloom.crypto.ts'
import { ENCODING_WORDS } from './encoding.ts'
import { featuresOf } from './features.ts'
import { MatchIndex } from './match-index.ts'
import { patternOf } from './match-levels.ts'
import { nameWords, normalisePerson, normalisePhone, type PersonDescription } from './normalise.ts'
import { COMMITTED_PARAMETERS } from './parameters.ts'

const SYLLABLES = 'ba be chi da dor fa ga he jan ka ki lo ma mo nij ou pie qui ra sch ta tho va wes xa yu zie'.split(
  ' ',
)
const invent = (random: Random): PersonDescription => {
  const name = (parts: number): string => Array.from({ length: parts }, () => random.pick(SYLLABLES)).join('')
  return {
    given: name(2),
    surname: name(3),
    birthDate: `${1950 + random.below(50)}-${String(1 + random.below(12)).padStart(2, '0')}-${String(1 + random.below(28)).padStart(2, '0')}`,
    town: random.pick(['Oldam', 'Zeedorp', 'Veldwijk']),
    ...(random.chance(0.5) ? { phone: `06 00 ${String(random.below(1e6)).padStart(6, '0')}` } : {}),
  }
}
const spoil = (person: PersonDescription, random: Random): PersonDescription => {
  const surname = person.surname ?? ''
  const at = 1 + random.below(surname.length - 1)
  return {
    ...person,
    ...(random.chance(0.6) ? { surname: surname.slice(0, at) + surname.slice(at + 1) } : { town: 'Oldam' }),
  }
}
/** An invented registration of which the last fifth are second reports. */
const registration = (size: number, seed: number): readonly HandledPerson[] => {
  const random = randomFrom(seed)
  const people = Array.from({ length: Math.ceil(size * 0.8) }, () => invent(random))
  const again = people.slice(0, size - people.length).map((person) => spoil(person, random))
  return [...people, ...again].map((person, i) => ({ handle: `h${i}`, person }))
}
const shuffled = <Item>(items: readonly Item[], random: Random): readonly Item[] => {
  const left = [...items]
  for (let i = left.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1)
    const [one, other] = [left[i], left[j]]
    if (one !== undefined && other !== undefined) [left[i], left[j]] = [other, one]
  }
  return left
}
/** A result by handle, to the last bit. */
const told = (people: readonly HandledPerson[], result: BatchResult) => {
  const handle = (record: number): string => people[record]?.handle ?? ''
  const groups = groupPairs(result)
  return {
    pairs: Array.from(result.a, (a, i) => `${handle(a)} ${handle(result.b[i] ?? 0)} ${result.chances[i]}`).sort(),
    groups: Array.from(groups, (first, record) => `${handle(record)} ${handle(first)}`).sort(),
    compared: result.pairsCompared,
    overlooked: result.overlooked,
  }
}
const link = async (people: readonly HandledPerson[], options: BatchOptions = {}) =>
  told(people, await linkPeople(people, { workers: 1, ...options }))

test('P40 the order of arrival changes nothing, to the last bit', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 120 }), fc.integer(), fc.integer(), async (size, seed, order) => {
      const people = registration(size, seed)
      expect(await link(shuffled(people, randomFrom(order)))).toEqual(await link(people))
    }),
    { numRuns: 20 },
  )
})

test('P41 one, two and four workers find the same, also when one dies at work', async () => {
  const people = registration(9_000, 5)
  const alone = await link(people)
  expect(alone.pairs.length).toBeGreaterThan(1500)
  for (const workers of [2, 4]) expect(await link(shuffled(people, randomFrom(workers)), { workers })).toEqual(alone)
  let killed = 0
  const options: BatchOptions = {
    workers: 2,
    onCrew: (crew) => {
      const { run } = crew
      Object.assign(crew, {
        run: (tasks: Parameters<typeof run>[0], onDone: Parameters<typeof run>[1]) => {
          const done = run(tasks, onDone)
          if (killed < 6) {
            killed += 1
            void crew.killOne()
          }
          return done
        },
      })
    },
  }
  expect(await link(people, options)).toEqual(alone)
  expect(killed).toBe(6)
}, 120_000)

test('most second reports are found, and few pairs are wrong', async () => {
  const people = registration(4000, 9)
  const { a, b, chances } = await linkPeople(people, { workers: 1 })
  const right = (i: number): boolean => Math.abs((a[i] ?? 0) - (b[i] ?? 0)) === 3200
  const taken = Array.from(a.keys()).filter((i) => (chances[i] ?? 0) >= 0.5)
  expect(taken.filter(right).length).toBeGreaterThan(0.95 * 800)
  expect(taken.filter((i) => !right(i)).length).toBeLessThan(0.02 * 800)
})

test('a phone that 400 people share joins nobody and costs no pairs', async () => {
  const people = registration(400, 3).map(({ handle, person }) => ({
    handle,
    person: { ...person, phone: '06 00 123456' },
  }))
  const shared = await linkPeople(people, { workers: 1 })
  const apart = await linkPeople(
    people.map(({ handle, person: { phone, ...person } }) => ({ handle, person })),
    { workers: 1 },
  )
  expect(shared.pairsCompared).toBe(apart.pairsCompared)
})

test('the same person 5,000 times is one group at the cost of 5,000 pairs', async () => {
  const [one] = registration(1, 1)
  const others = registration(2000, 2)
  const people = [
    ...others,
    ...Array.from({ length: 5000 }, (_, i) => ({ handle: `same${i}`, person: one?.person ?? {} })),
  ]
  const result = await linkPeople(people, { workers: 1 })
  expect(result.pairsCompared).toBeLessThan(5000 + 2000 * BATCH_LIMITS.meetingsMax)
  expect(new Set(groupPairs(result).subarray(2000)).size).toBe(1)
})

test('nobody meets more than the limit allows, whatever the set is like', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 1, max: 4 }), async (size, kinds) => {
      const people = Array.from({ length: size }, (_, i) => ({
        handle: `h${i}`,
        person: { given: `Abdi${i % kinds}`, surname: 'Bakker', birthDate: '1990-01-01', town: 'Oldam' },
      }))
      const limits = { ...BATCH_LIMITS, meetingsMax: 10, equalRowsMax: 10_000 }
      const { a, b, pairsCompared } = await linkPeople(people, { workers: 1, limits })
      const met = new Map<number, number>()
      for (const record of [...a, ...b]) met.set(record, (met.get(record) ?? 0) + 1)
      expect(Math.max(0, ...met.values())).toBeLessThanOrEqual(10)
      expect(pairsCompared).toBeLessThanOrEqual(size * 5)
    }),
    { numRuns: 25 },
  )
})

test('when all are born on 1 January and few names go round, no record costs more than 25 pairs', async () => {
  const random = randomFrom(4)
  const name = (): string => random.pick(SYLLABLES) + random.pick(SYLLABLES)
  const names = Array.from({ length: 25 }, name)
  const people = Array.from({ length: 4000 }, (_, i) => ({
    handle: `h${i}`,
    person: { given: random.pick(names), surname: random.pick(names), birthDate: `${1970 + random.below(20)}-01-01` },
  }))
  const { pairsCompared } = await linkPeople(people, { workers: 1 })
  expect(pairsCompared).toBeGreaterThan(4000)
  expect(pairsCompared).toBeLessThanOrEqual(25 * 4000)
})

test.each<readonly [string, readonly PersonDescription[]]>([
  ['nothing at all', [{}, {}, {}]],
  ['one letter', [{ given: 'a' }, { given: 'a' }, { surname: 'b' }]],
  ['names of 10 kB', [{ given: 'ab '.repeat(3400) }, { given: 'x'.repeat(10_000) }]],
  ['only 1 January', Array.from({ length: 500 }, () => ({ birthDate: '1990-01-01' }))],
  ['emoji and marks', [{ given: '🦊🦊' }, { given: '\u202eاحمد\u202c' }, { given: '\u200b' }]],
])('%s gives an answer and no certainty', async (_, persons) => {
  const people = persons.map((person, i) => ({ handle: String(i), person }))
  const { chances } = await linkPeople(people, { workers: 1 })
  for (const chance of chances) expect(chance).toBeLessThan(0.9)
})

test('nobody at all is an empty result', async () => {
  expect(await link([])).toEqual({ pairs: [], groups: [], compared: 0, overlooked: 0 })
})

const LETTERS = fc.string({ unit: fc.constantFrom(..."abzAZéß '-.0123ИванΑçij"), maxLength: 12 })

const bytesOf = (cell: string) => {
  const bytes = Buffer.from(cell)
  return [bytes, 0, bytes.length] as const
}
/** What the quick way writes; undefined when it leaves the cell to the normalisation. */
const quickly = (quick: typeof quickCode, cell: string): string | undefined => {
  const signs = emptySigns()
  return quick(...bytesOf(cell), signs) ? String.fromCharCode(...signs.signs.subarray(0, signs.count)) : undefined
}
const namesRead = (cell: string, closer: (cell: string) => readonly string[]): readonly number[] => {
  const cells = emptyCells(1)
  writeTexts([cell], cells)
  const { words, take } = nameReader(8, closer)
  take(cells, 0, 8)
  return [...words.hash.subarray(0, words.count)]
}

test('the quick way through names, phones and codes is the normalisation', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        LETTERS,
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('van', 'de', 'Mr', 'Jan', 'A', 'x'.repeat(30)),
      ),
      (cell) => {
        expect(namesRead(cell, nameWords)).toEqual(nameWords(cell).map((word) => hashText(word)))
        const { document } = normalisePerson({ document: cell })
        expect(quickly(quickCode, cell) ?? document).toBe(document)
      },
    ),
  )
  const several = fc.array(fc.constantFrom('Jan', 'van', 'de', 'Mr', 'a', 'Bakker', 'jan', 'El'), {
    minLength: 2,
    maxLength: 9,
  })
  fc.assert(
    fc.property(several, (words) => {
      const cell = words.join(' ')
      const read = nameWords(cell).map((word) => hashText(word))
      if (words.length < 9) expect(namesRead(cell, () => [])).toEqual(read)
      expect(namesRead(cell, nameWords)).toEqual(read)
    }),
  )
  const day = fc.stringMatching(/^[0-9]{4}-[0-3][0-9]-[0-3][0-9]$/)
  fc.assert(
    fc.property(fc.oneof(LETTERS, day), (cell) => {
      const quick = quickBirth(...bytesOf(cell))
      if (quick !== undefined) expect(quick).toBe(packedBirth(normalisePerson({ birthDate: cell })))
    }),
    { numRuns: 2000 },
  )
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789 +'), maxLength: 15 })
  const dutch = fc
    .tuple(fc.constantFrom('', '0', '+31', '0031', '+31 ', '31'), fc.stringMatching(/^(31)?[0-9]{6,9}$/))
    .map(([prefix, rest]) => prefix + rest)
  fc.assert(
    fc.property(fc.oneof(digits, dutch), (cell) => {
      expect(quickly(quickPhone, cell) ?? normalisePhone(cell)).toBe(normalisePhone(cell))
    }),
    { numRuns: 5000 },
  )
  for (const cell of ['0612345678', '06 00 123456', '+31612345678', '0031 6 12345678', '612345678'])
    expect(quickly(quickPhone, cell)).toBe(normalisePhone(cell))
})

const handleOf = (i: number): string => (i % 2 === 0 ? `h${i}` : `é${i}`)

test('a list in memory and the same list as a file are read alike, whatever is quoted, blank or missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'batch-'))
  const cell = fc.oneof(
    fc.constantFrom('', 'Jan', ' van  den Berg', 'Çelik', '\u00a0Anna', 'x"y', "d'Or", 'a;b', 'Jan\nPiet', 'onbekend'),
    fc.string({ unit: fc.constantFrom(...'ab é1\r;"'), maxLength: 5 }),
  )
  const rows = fc.array(fc.record({ given: cell, surname: cell, phone: cell, birthDate: cell, town: cell }), {
    minLength: 1,
    maxLength: 20,
  })
  await fc.assert(
    fc.asyncProperty(rows, fc.boolean(), async (people, withMissing) => {
      const path = join(folder, 'list.csv')
      const fields = ['given', 'surname', 'phone', 'birthDate', 'town'] as const
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
      const lines = people.map((person, i) =>
        [handleOf(i), ...fields.map((field) => person[field])].map(quoted).join(';'),
      )
      writeFileSync(path, ['id;a;b;c;d;e', ...lines, ''].join('\n'))
      const missing = withMissing ? ['onbekend'] : []
      const columns = Object.fromEntries(fields.map((field, i) => [field, i + 1]))
      const source: FileSource = { kind: 'file', path, delimiter: ';', columns, handleColumn: 0, missing }
      const listed = people.map((person, i) => ({
        handle: handleOf(i),
        person: Object.fromEntries(
          fields.map((field) => [field, missing.includes(person[field].trim()) ? '' : person[field]]),
        ),
      }))
      const ofFile = await linkFile(source, { workers: 1 })
      const ofList = await linkPeople(listed, { workers: 1 })
      expect({ ...ofFile, seconds: {} }).toEqual({ ...ofList, seconds: {} })
    }),
    { numRuns: 60 },
  )
  rmSync(folder, { recursive: true })
})

test('two records have the same in common whichever is asked first', () => {
  const word = fc.constantFrom('jan', 'jann', 'jaan', 'bakker', 'baker', 'j', 'ahmed', 'ahmad')
  const person = fc.record({
    given: word,
    given2: word,
    surname: word,
    surname2: word,
    birthDate: fc.constantFrom('1990-02-03', '1990-03-02', '1991', ''),
  })
  const layout = layoutFor(new Set())
  const write = rowWriter(layout)
  const cells = emptyCells(BATCH_FIELDS.length)
  fc.assert(
    fc.property(person, person, (one, other) => {
      const rows = new Uint32Array(2 * layout.stride)
      ;[one, other].forEach((each: PersonDescription, i) => {
        writeTexts(
          BATCH_FIELDS.map((field) => each[field] ?? ''),
          cells,
        )
        write(cells, rows, i * layout.stride)
      })
      const comparer = rowComparer(rows, layout, 50)
      comparer.enter(Uint32Array.of(0, 1))
      expect(comparer.compare(0, 1)).toBe(comparer.compare(1, 0))
    }),
    { numRuns: 2000 },
  )
})

test('ready encodings are compared exactly as the index of the matcher compares them', () => {
  const encoder = bloomEncoder(new Uint8Array(32).fill(7))
  const people = registration(120, 8)
  const index = new MatchIndex()
  const rows = new Uint32Array(people.length * ENCODING_WORDS)
  people.forEach(({ handle, person }, i) => {
    const row = encoder(featuresOf(normalisePerson(person)))
    rows.set(row, i * ENCODING_WORDS)
    index.insert(handle, { tokens: [], row })
  })
  index.weigh()
  const order = Uint32Array.from({ length: people.length }, (_, i) => i)
  const comparer = encodedComparer(rows, encodedWeights(rows, order, COMMITTED_PARAMETERS, 0.3))
  comparer.enter(order)
  // Record 0 of an index is the one that asks; records are counted from 1.
  for (let a = 0; a < people.length; a += 1)
    for (let b = 0; b < a; b += 1) expect(comparer.compare(a, b)).toBe(patternOf(index.compared(), a + 1, b + 1))
})

test('the rarest tokens are kept within the budget, at once or of what was kept before, and doing it again changes nothing', () => {
  const holders = fc.array(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 12,
  })
  fc.assert(
    fc.property(holders, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (records, one, other) => {
      const keptUnder = (budgets: readonly number[]) => {
        const memory = batchMemory(records.length, 1, 7)
        records.forEach((own, record) => {
          memory.tokenStarts[record] = record * 7
          memory.tokenCounts[record] = own.length + 1
          memory.tokens.set([0, ...own.map((_, i) => record * 10 + i + 1)], record * 7)
          memory.holders.set([0, ...own], record * 7)
        })
        const limits = { ...BATCH_LIMITS, holdersMax: 35 }
        let overlooked = 0
        budgets.forEach((meetingsMax, i) => {
          overlooked = (i === 0 ? keepRarest : keepFewer)(memory, 0, { ...limits, meetingsMax })
        })
        const kept = records.map((_, record) => {
          const start = memory.keptStarts[record] ?? 0
          return [...memory.kept.subarray(start, start + (memory.keptCounts[record] ?? 0))]
        })
        return { kept, overlooked }
      }
      const [most, least] = [Math.max(one, other), Math.min(one, other)]
      const kept = records.map((own, record) => {
        let left = least
        return own
          .map((holding, i) => ({ holding, token: record * 10 + i + 1 }))
          .filter(({ holding }) => holding > 1 && holding <= 35)
          .sort((x, y) => x.holding - y.holding || x.token - y.token)
          .filter(({ holding }) => {
            left -= holding - 1
            return left >= 0
          })
          .map(({ token }) => token)
      })
      const overlooked = records.filter((own, record) => kept[record]?.length === 0 && own.some((count) => count > 1))
      const wanted = { kept, overlooked: overlooked.length }
      expect(keptUnder([least])).toEqual(wanted)
      expect(keptUnder([most, least])).toEqual(wanted)
      expect(keptUnder([most, least, least])).toEqual(wanted)
    }),
  )
})

test('a token is met once: no pair twice, and every pair that keeps a common token', () => {
  const tokens = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }), {
    minLength: 2,
    maxLength: 25,
  })
  fc.assert(
    fc.property(tokens, fc.integer({ min: 1, max: 12 }), (records, meetingsMax) => {
      const memory = batchMemory(records.length, 1, 7)
      records.forEach((own, record) => {
        const distinct = [...new Set(own)]
        memory.tokenStarts[record] = record * 7
        // Few low bits: tokens that are not the same have the same mark now and then.
        const numbers = distinct.map((token) => (Math.imul(token + 1, 0x9e3779b1) & 0xfffffff8) >>> 0)
        memory.tokens.set([0, ...numbers], record * 7)
        memory.tokenCounts[record] = distinct.length + 1
        memory.keys[record] = record
      })
      const scratch = blockScratch()
      const entries = (part: TokenPart): number => {
        countChunk(memory, 0, part)
        const starts = placePartitions(memory)
        scatterChunk(memory, 0, part)
        return starts.at(-1) ?? 0
      }
      for (const half of ['one half', 'other half'] as const) writeHolders(memory, 0, entries(half), scratch)
      keepRarest(memory, 0, { ...BATCH_LIMITS, meetingsMax })
      const met: string[] = []
      let here: Uint32Array = new Uint32Array()
      visitPairs(memory, blocksOf(memory, 0, entries('kept'), scratch), {
        enter: (members) => {
          here = members
        },
        meet: (i, j) => {
          const [a, b] = [here[i] ?? 0, here[j] ?? 0]
          met.push(`${Math.min(a, b)} ${Math.max(a, b)}`)
        },
      })
      const kept = records.map((_, record) => {
        const start = memory.keptStarts[record] ?? 0
        return [...memory.kept.subarray(start, start + (memory.keptCounts[record] ?? 0))]
      })
      const wanted = kept.flatMap((own, a) =>
        kept.flatMap((other, b) => (a < b && own.some((token) => other.includes(token)) ? [`${a} ${b}`] : [])),
      )
      expect(met.toSorted()).toEqual(wanted.toSorted())
    }),
  )
})
