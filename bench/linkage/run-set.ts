/** Runs one labelled set through the same encoding and matching code as the product, and reports figures. */
import { type Random, randomFrom } from '../../src/kernel/index.ts'
import {
  bloomEncoder,
  CLUSTER_RULE,
  COMMITTED_PARAMETERS,
  type Company,
  type Contender,
  chanceOf,
  chancesInCompany,
  clusterLinks,
  companyOf,
  competing,
  describeTokens,
  evidenceUnder,
  featuresOf,
  HARDENING,
  type Hardening,
  INDEX_LIMITS,
  LEARNING,
  learn,
  learnCompany,
  learnWhole,
  looksOneToOne,
  MatchIndex,
  nameSimilarity,
  normalisePerson,
  oneToOne,
  type PairColumns,
  type Parameters,
  type PersonDescription,
  patternOf,
  throughOthers,
  tokenText,
  weightOfNobody,
} from '../../src/linkage/index.ts'
import type { ReadWord } from '../../src/linkage/readings.ts'
import { type EncodingChoice, keyingOf, OBLIVIOUS_RECORDS_MAX } from './keyed-tokens.ts'
import {
  bCubed,
  type CalibrationRow,
  calibration,
  type LookUp,
  pairFigures,
  recallAt,
  recallAtFalseHit,
  round,
  type Scored,
} from './measures.ts'
import { entitiesOf, idsOf, type Role, readRole } from './people.ts'
import { PlainIndex } from './plain-index.ts'
import { BenchMistake, type LabelledSet, needColumn, ROLES, type Row, readRows, readSet } from './set-file.ts'

export type BenchOptions = {
  readonly file: string
  readonly encoding?: EncodingChoice
  /** Seed of the sample of stranger pairs; the same seed gives the same figures. */
  readonly seed?: number
  readonly parameters?: Parameters
  /** Another hardening of the encodings than the product's, to see what it costs. */
  readonly hardening?: Hardening
  /** Another way to read words of other scripts than the product's, to see what it does for names that its table was not made from. */
  readonly readWord?: ReadWord
  readonly progress?: (line: string) => void
  /** Hears the company of every pair and whether it is one person: for making what company is believed to weigh. */
  readonly onCompany?: (bits: Float64Array, company: Company, same: readonly boolean[]) => void
  /** Hears every weighed pair of a file that is linked with itself, by the numbers of its rows. */
  readonly onPairs?: (pairs: readonly Contender[]) => void
  /** Hears what was learned without labels: for making the committed weights. */
  readonly onLearned?: (parameters: Parameters) => void
}
export type Seconds = {
  readonly normalise: number
  readonly encode: number
  readonly match: number
  readonly total: number
}
export type BenchResult = {
  readonly name: string
  readonly task: string
  readonly records: number
  readonly truePairs: number
  readonly candidates?: number
  readonly f1AtHalf?: number
  readonly precisionAtHalf?: number
  readonly recallAtHalf?: number
  readonly bCubed?: number
  readonly calibration?: readonly CalibrationRow[]
  readonly recallAtFalseHit?: Readonly<Record<string, number>>
  readonly recallAt1?: number
  readonly recallAt5?: number
  readonly seconds: Seconds
  readonly cpuSeconds: number
  readonly peakMb: number
  readonly encoding: EncodingChoice | 'none'
  readonly settings: Readonly<Record<string, unknown>>
}

type Figures = Omit<
  BenchResult,
  'name' | 'task' | 'records' | 'seconds' | 'cpuSeconds' | 'peakMb' | 'encoding' | 'settings'
>
type Encoded = { readonly tokens: readonly string[]; readonly row: Uint32Array }
type Bench = {
  readonly set: LabelledSet
  readonly encoding: EncodingChoice
  readonly random: Random
  readonly start: Parameters
  readonly say: (line: string) => void
  readonly onLearned: (parameters: Parameters) => void
  readonly onCompany: NonNullable<BenchOptions['onCompany']>
  readonly onPairs: NonNullable<BenchOptions['onPairs']>
  readonly spent: { normalise: number; encode: number; match: number }
  readonly encode: (person: PersonDescription) => Encoded
  /** The index of this run: a run has one. */
  readonly newIndex: () => MatchIndex
}

const STRANGER_PAIRS = 300_000

/** Runs one set and gives its figures. Throws `BenchMistake` with a sentence for whatever the reader can mend. */
export const benchLinkage = (options: BenchOptions): BenchResult => {
  const began = performance.now()
  const cpu = process.cpuUsage()
  const set = readSet(options.file)
  const roles = set.task === 'names' ? [] : ROLES[set.task].map((role) => readRole(set, role))
  const records = roles.reduce((sum, { rows }) => sum + rows.length, 0)
  const bench = prepare(set, records, options)
  const figures = runTask(bench, roles)
  const used = process.cpuUsage(cpu)
  return {
    name: set.name,
    task: set.task,
    records: set.task === 'names' ? readRows(set, set.files.pairs ?? '').length : records,
    ...figures,
    seconds: {
      normalise: round(bench.spent.normalise / 1000, 2),
      encode: round(bench.spent.encode / 1000, 2),
      match: round(bench.spent.match / 1000, 2),
      total: round((performance.now() - began) / 1000, 2),
    },
    cpuSeconds: round((used.user + used.system) / 1e6, 2),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    encoding: set.task === 'names' ? 'none' : bench.encoding,
    settings: {
      seed: options.seed ?? 1,
      strangerPairs: STRANGER_PAIRS,
      index: INDEX_LIMITS,
      learning: LEARNING,
      cluster: CLUSTER_RULE,
      parameters: bench.start.version,
      hardening: options.hardening ?? HARDENING,
    },
  }
}

const prepare = (set: LabelledSet, records: number, options: BenchOptions): Bench => {
  const encoding = options.encoding ?? (records <= OBLIVIOUS_RECORDS_MAX ? 'oblivious' : 'relabelled')
  const spent = { normalise: 0, encode: 0, match: 0 }
  // The epoch key is fixed so that figures repeat; collisions of bits would otherwise move them in the fourth decimal.
  const encoder = bloomEncoder(new Uint8Array(32).fill(7), options.hardening)
  const keyed = keyingOf(encoding)
  const ofRow: PlainRows = new WeakMap()
  const plain = encoding === 'plain' ? new PlainIndex(ofRow) : undefined
  const encode = (person: PersonDescription): Encoded => {
    const start = performance.now()
    const normal = normalisePerson(person, options.readWord)
    const between = performance.now()
    const features = featuresOf(normal)
    const encoded = {
      tokens: describeTokens(normal).map((token) => keyed(tokenText(token))),
      row: encoder(features),
    }
    if (plain) ofRow.set(encoded.row, plain.textsOf(features))
    spent.normalise += between - start
    spent.encode += performance.now() - between
    return encoded
  }
  return {
    set,
    encoding,
    random: randomFrom(options.seed ?? 1),
    start: options.parameters ?? COMMITTED_PARAMETERS,
    say: options.progress ?? (() => undefined),
    onLearned: options.onLearned ?? (() => undefined),
    onCompany: options.onCompany ?? (() => undefined),
    onPairs: options.onPairs ?? (() => undefined),
    spent,
    encode,
    newIndex: () => plain ?? new MatchIndex(undefined, undefined, (options.hardening ?? HARDENING).flipShare),
  }
}

type PlainRows = ConstructorParameters<typeof PlainIndex>[0]

const runTask = (bench: Bench, roles: readonly Role[]): Figures => {
  const [first, second, third] = roles
  if (bench.set.task === 'names') return runNames(bench)
  if (first && bench.set.task === 'dedupe') return runDedupe(bench, first)
  if (first && second && bench.set.task === 'link') return runLink(bench, first, second)
  if (first && second && third) return runLookup(bench, first, second, third)
  throw new BenchMistake(`The set "${bench.set.name}" lacks a file.`)
}

/** Candidate pairs in three columns: the one who asks, the one who is held, and the pattern of their agreement. */
type Pairs = { readonly asking: number[]; readonly held: number[]; readonly patterns: number[] }

const timed = <Value>(bench: Bench, act: () => Value): Value => {
  const start = performance.now()
  const value = act()
  bench.spent.match += performance.now() - start
  return value
}

const indexOf = (bench: Bench, people: readonly PersonDescription[]): MatchIndex => {
  const index = bench.newIndex()
  people.forEach((person, i) => {
    const encoded = bench.encode(person)
    timed(bench, () => index.insert(String(i), encoded))
    if (i % 20_000 === 19_999) bench.say(`${bench.set.name}: ${i + 1} records encoded`)
  })
  timed(bench, () => index.weigh())
  return index
}

/** Record numbers of a fresh index start at 1, in the order of insertion. */
const rowNumber = (record: number): number => record - 1

const runDedupe = (bench: Bench, role: Role): Figures => {
  const index = indexOf(bench, role.people)
  const size = role.people.length
  const pairs: Pairs = { asking: [], held: [], patterns: [] }
  const learned = timed(bench, () => {
    const held = index.compared()
    for (let i = 1; i <= size; i += 1)
      for (const j of index.candidatesOf(i))
        if (j < i) addPair(pairs, rowNumber(i), rowNumber(j), patternOf(held, i, j))
    const strangers = countStrangers(bench, (size * (size - 1)) / 2, (): number | undefined => {
      const [i, j] = [1 + bench.random.below(size), 1 + bench.random.below(size)]
      return i === j || index.shareToken(i, j) ? undefined : patternOf(held, i, j)
    })
    return learnAmong(bench, pairs, strangers, size)
  })
  const entities = entitiesOf(bench.set, role, 'records')
  const { weighed, bits, company } = timed(bench, () => inCompany(bench, index, pairs, learned, size))
  bench.onPairs(weighed)
  const scored = weighed.map((pair) => ({
    ...pair,
    same: entities[pair.a] !== undefined && entities[pair.a] === entities[pair.b],
  }))
  bench.onCompany(
    bits,
    company,
    scored.map(({ same }) => same),
  )
  const clusters = timed(bench, () => clusterLinks(scored, size))
  return { ...pairResult(scored, pairsWithin(entities)), bCubed: bCubed(clusters, entities) }
}

/** The pairs that were blocked and those that share a third, weighed together with the company that their records keep. */
const inCompany = (
  bench: Bench,
  index: MatchIndex,
  pairs: Pairs,
  { parameters, prior }: Learned,
  size: number,
): { readonly weighed: readonly Contender[]; readonly bits: Float64Array; readonly company: Company } => {
  const evidence = evidenceUnder(parameters)
  const columns = (): PairColumns => ({
    a: Int32Array.from(pairs.asking),
    b: Int32Array.from(pairs.held),
    bits: Float64Array.from(pairs.patterns, (pattern) => evidence(pattern) + prior),
  })
  const further = throughOthers(columns(), size)
  const held = index.compared()
  further.a.forEach((a, i) => {
    const b = further.b[i] ?? 0
    addPair(pairs, a, b, patternOf(held, a + 1, b + 1))
  })
  const all = columns()
  const company = companyOf(all, size)
  const weights = learnCompany(all, company, size)
  bench.say(
    `${bench.set.name}: ${further.a.length} pairs through others, company weighs ${weights.map((weight) => weight.toFixed(2)).join(' ')}`,
  )
  const chances = chancesInCompany(all.bits, company, weights)
  const weighed = pairs.asking.map((a, i) => ({
    a,
    b: pairs.held[i] ?? 0,
    bits: bitsOf(chances[i] ?? 0),
    chance: chances[i] ?? 0,
  }))
  return { weighed, bits: all.bits, company }
}

const runLink = (bench: Bench, left: Role, right: Role): Figures => {
  const index = indexOf(bench, right.people)
  const asking = left.people.map((person) => bench.encode(person))
  const pairs: Pairs = { asking: [], held: [], patterns: [] }
  const learned = timed(bench, () => {
    askAll(index, asking, pairs)
    const strangers = strangersBetween(bench, index, asking)
    return learnFrom(bench, pairs, strangers, asking.length * right.people.length, right.people.length)
  })
  const [ofLeft, ofRight] = [entitiesOf(bench.set, left, 'left'), entitiesOf(bench.set, right, 'right')]
  const scored = score(pairs, learned, (a, b) => ofLeft[a] !== undefined && ofLeft[a] === ofRight[b])
  const weighed = timed(bench, () => (looksOneToOne(scored) ? oneToOne(alone(scored, asking.length, true)) : scored))
  const clusters = clusterLinks(
    weighed.map((pair) => ({ ...pair, b: pair.b + asking.length })),
    asking.length + right.people.length,
  )
  return {
    ...pairResult(weighed, pairsBetween(ofLeft, ofRight)),
    bCubed: bCubed(clusters, [...ofLeft, ...ofRight]),
  }
}

const runLookup = (bench: Bench, population: Role, members: Role, nonmembers: Role): Figures => {
  const index = indexOf(bench, population.people)
  const asking = [...members.people, ...nonmembers.people].map((person) => bench.encode(person))
  const pairs: Pairs = { asking: [], held: [], patterns: [] }
  const learned = timed(bench, () => {
    askAll(index, asking, pairs)
    const strangers = strangersBetween(bench, index, asking)
    return learnFrom(bench, pairs, strangers, asking.length * population.people.length, population.people.length)
  })
  const ids = idsOf(bench.set, population)
  const named = bench.set.truth.kind === 'column' || bench.set.truth.kind === 'file'
  const held = named ? ids : entitiesOf(bench.set, population, 'population')
  const wanted = entitiesOf(bench.set, members, 'members')
  const scored = alone(
    score(pairs, learned, (a, b) => wanted[a] !== undefined && wanted[a] === held[b]),
    asking.length,
    false,
  )
  const lookUps = rankAnswers(scored, asking.length)
  const ofMembers = lookUps.slice(0, members.people.length)
  const ofStrangers = lookUps.slice(members.people.length).map(({ best }) => best)
  const known = new Set(held)
  const at = (falseHits: number): number => recallAtFalseHit(ofMembers, ofStrangers, falseHits)
  return {
    ...pairResult(scored, wanted.filter((id) => id !== undefined && known.has(id)).length),
    recallAtFalseHit: { '0.001': at(0.001), '0.01': at(0.01), '0.05': at(0.05) },
    recallAt1: recallAt(ofMembers, 1),
    recallAt5: recallAt(ofMembers, 5),
  }
}

/** Of each latin name: is its own native name the nearest of all that were drawn? Equal native names count as one. */
const runNames = (bench: Bench): Figures => {
  const { set } = bench
  const path = set.files.pairs ?? ''
  const [left, right] = [set.columns.left ?? 'latin', set.columns.right ?? 'native']
  const rows = readRows(set, path)
  needColumn(rows, left, path)
  needColumn(rows, right, path)
  const drawn = drawRows(rows, set.sample.candidates, randomFrom(set.sample.seed))
  if (drawn.length === 0) throw new BenchMistake(`The file ${path} holds no pairs.`)
  return { truePairs: drawn.length, recallAt1: round(foundAmong(bench, drawn).length / drawn.length) }
}

/** The rows of a set of names whose Latin name finds its own among all of them, read and encoded as is said. */
export const namesFoundAmong = (set: LabelledSet, rows: readonly Row[], readWord: ReadWord): readonly Row[] =>
  foundAmong(prepare(set, rows.length, { file: '', readWord, encoding: 'relabelled' }), rows)

const foundAmong = (bench: Bench, rows: readonly Row[]): readonly Row[] => {
  const { left = 'latin', right = 'native' } = bench.set.columns
  const index = indexOf(
    bench,
    rows.map((row) => ({ fullName: row[right] ?? '' })),
  )
  const asking = rows.map((row) => bench.encode({ fullName: row[left] ?? '' }))
  return timed(bench, () => rows.filter((row, i) => nearestIsRight(index, asking[i], rows, row, right)))
}

const nearestIsRight = (
  index: MatchIndex,
  asked: Encoded | undefined,
  drawn: readonly Row[],
  row: Row,
  right: string,
): boolean => {
  if (!asked) return false
  const probe = index.probe(asked.row)
  const held = index.compared()
  let best = -1
  let nearest = -1
  for (let record = 1; record <= drawn.length; record += 1) {
    const likeness = nameSimilarity(held, probe, record)
    if (likeness > best) [best, nearest] = [likeness, record]
  }
  return drawn[rowNumber(nearest)]?.[right] === row[right]
}

export const drawRows = <Item>(rows: readonly Item[], count: number, random: Random): readonly Item[] => {
  const left = [...rows]
  const drawn: Item[] = []
  while (drawn.length < count && left.length > 0) {
    const place = random.below(left.length)
    const last = left.pop()
    const item = place === left.length ? last : left[place]
    if (item === undefined) break
    if (place < left.length && last !== undefined) left[place] = last
    drawn.push(item)
  }
  return drawn
}

const addPair = (pairs: Pairs, asking: number, held: number, pattern: number): void => {
  pairs.asking.push(asking)
  pairs.held.push(held)
  pairs.patterns.push(pattern)
}

const askAll = (index: MatchIndex, asking: readonly Encoded[], pairs: Pairs): void => {
  asking.forEach(({ tokens, row }, i) => {
    const probe = index.probe(row)
    const held = index.compared()
    for (const record of index.candidates(tokens)) addPair(pairs, i, rowNumber(record), patternOf(held, probe, record))
  })
}

const strangersBetween = (bench: Bench, index: MatchIndex, asking: readonly Encoded[]): ReadonlyMap<number, number> =>
  countStrangers(bench, asking.length * index.size, () => {
    const asked = asking[bench.random.below(asking.length)]
    const record = 1 + bench.random.below(index.size)
    if (!asked || index.holdsAny(record, asked.tokens)) return undefined
    return patternOf(index.compared(), index.probe(asked.row), record)
  })

/** `all` is the number of pairs there are: a small set needs no larger sample than itself. */
const countStrangers = (bench: Bench, all: number, draw: () => number | undefined): ReadonlyMap<number, number> => {
  const sample = Math.min(STRANGER_PAIRS, all)
  const counts = new Map<number, number>()
  for (let i = 0; i < sample; i += 1) {
    const pattern = draw()
    if (pattern !== undefined) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  bench.say(`${bench.set.name}: ${sample} pairs of strangers sampled`)
  return counts
}

type Learned = { readonly parameters: Parameters; readonly prior: number }

const learnFrom = (
  bench: Bench,
  { patterns }: Pairs,
  strangers: ReadonlyMap<number, number>,
  all: number,
  records: number,
): Learned => {
  const candidates = patternCounts(bench, patterns)
  const parameters = learn({ candidates, strangers, pairs: all, records }, bench.start)
  bench.onLearned(parameters)
  return { parameters, prior: Math.log2((parameters.matchesPerRecord * records) / all) }
}

/** As `learnFrom`, for one file that is linked with itself: company decides what to believe. */
const learnAmong = (
  bench: Bench,
  { asking, held, patterns }: Pairs,
  strangers: ReadonlyMap<number, number>,
  size: number,
): Learned => {
  const candidates = patternCounts(bench, patterns)
  const columns = { a: Int32Array.from(asking), b: Int32Array.from(held), patterns: Float64Array.from(patterns) }
  const evidence = { candidates, strangers, pairs: (size * (size - 1)) / 2, records: size }
  const learned = learnWhole(evidence, bench.start, columns)
  bench.say(
    `${bench.set.name}: pairs hang together by ${learned.consistency.toFixed(3)}, doubting ${learned.doubted.join(', ') || 'nothing'}`,
  )
  bench.onLearned(learned.parameters)
  return learned
}

const patternCounts = (bench: Bench, patterns: readonly number[]): ReadonlyMap<number, number> => {
  const counts = new Map<number, number>()
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  bench.say(`${bench.set.name}: ${patterns.length} candidate pairs, ${counts.size} patterns`)
  return counts
}

const score = (
  { asking, held, patterns }: Pairs,
  { parameters, prior }: Learned,
  same: (a: number, b: number) => boolean,
): readonly Scored[] => {
  const bits = evidenceUnder(parameters)
  return patterns.map((pattern, i) => {
    const [a, b] = [asking[i] ?? 0, held[i] ?? 0]
    const sum = bits(pattern) + prior
    return { a, b, bits: sum, chance: chanceOf(sum), same: same(a, b) }
  })
}

/** Chances when nobody has more than one partner. */
const alone = (scored: readonly Scored[], askers: number, bothSides: boolean): readonly Scored[] =>
  competing(scored, { bothSides, nobody: weightOfNobody(scored, askers) })

/** For each asker the evidence of its best answer and the rank of its own record (0 when it is not among the answers). */
const rankAnswers = (scored: readonly Scored[], askers: number): readonly LookUp[] => {
  const byAsker: Scored[][] = Array.from({ length: askers }, () => [])
  for (const pair of scored) byAsker[pair.a]?.push(pair)
  return byAsker.map((answers) => {
    const ordered = answers.sort((x, y) => y.bits - x.bits || x.b - y.b)
    const own = ordered.findIndex(({ same }) => same)
    return { best: bitsOf(ordered[0]?.chance ?? 0), rank: own + 1 }
  })
}

const bitsOf = (chance: number): number => (chance <= 0 ? -1000 : Math.log2(chance / Math.max(1 - chance, 2 ** -53)))

const pairResult = (scored: readonly Scored[], truePairs: number) => ({
  truePairs,
  candidates: scored.length,
  ...pairFigures(scored, truePairs),
  calibration: calibration(scored),
})

const sizesOf = (entities: readonly (string | undefined)[]): ReadonlyMap<string, number> => {
  const sizes = new Map<string, number>()
  for (const entity of entities) if (entity !== undefined) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  return sizes
}

const pairsWithin = (entities: readonly (string | undefined)[]): number =>
  [...sizesOf(entities).values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)

const pairsBetween = (left: readonly (string | undefined)[], right: readonly (string | undefined)[]): number => {
  const others = sizesOf(right)
  return [...sizesOf(left)].reduce((sum, [entity, size]) => sum + size * (others.get(entity) ?? 0), 0)
}
