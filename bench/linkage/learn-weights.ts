/**
 * Makes data/linkage/weights.json: runs development sets without looking at their labels, averages what was learned
 * per group, and writes it with the bounds of the grades. Use: `node bench/linkage/learn-weights.ts FOLDER`, where FOLDER
 * holds the development sets. The start is a plain guess: likeness is common among pairs of one person, rare among others.
 */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Chances = { readonly m: readonly number[]; readonly u: readonly number[] }
const target = join(import.meta.dirname, '../../data/linkage/weights.json')

const spread = (weights: readonly number[]): readonly number[] => {
  const total = weights.reduce((sum, weight, level) => (level === 0 ? sum : sum + weight), 0)
  return weights.map((weight, level) => (level === 0 ? 0 : weight / total))
}

const guessName = (): Chances => {
  const [m, u] = [[0], [0]]
  for (let alike = 0; alike < 8; alike += 1)
    for (let part = 0; part < 5; part += 1)
      for (let telling = 0; telling < 4; telling += 1) {
        const score = (5 * alike) / 7 + 0.8 * (part === 0 ? 2 : part) + 0.3 * telling
        m.push(Math.exp(score))
        u.push(Math.exp(-1.8 * score))
      }
  return { m: spread(m), u: spread(u) }
}

const guessBirth = (): Chances => {
  const [m, u]: [number[], number[]] = [[], []]
  for (const [ofM, ofU] of [
    [0.2, 0.2],
    [0.05, 0.93],
    [0.1, 0.06],
    [0.85, 0.015],
  ])
    for (const [andM, andU] of [
      [0.2, 0.2],
      [0.05, 0.93],
      [0.1, 0.06],
      [0.07, 0.002],
      [0.78, 0.003],
    ]) {
      m.push((ofM ?? 0) * (andM ?? 0))
      u.push((ofU ?? 0) * (andU ?? 0))
    }
  return { m: spread(m), u: spread(u) }
}

const guess = (): Record<string, Chances> => ({
  name: guessName(),
  birth: guessBirth(),
  phone: { m: spread([0, 0.3, 0.05, 0.15, 0.5]), u: spread([0, 0.9989, 0.001, 5e-5, 5e-5]) },
  email: { m: spread([0, 0.1, 0.1, 0.2, 0.6]), u: spread([0, 0.98, 0.019, 9e-4, 1e-4]) },
  document: { m: spread([0, 0.08, 0.12, 0.8]), u: spread([0, 0.998, 0.0019, 1e-4]) },
  address: { m: spread([0, 0.15, 0.1, 0.15, 0.2, 0.4]), u: spread([0, 0.9, 0.08, 0.017, 0.002, 0.001]) },
  place: { m: spread([0, 0.25, 0.1, 0.15, 0.1, 0.15, 0.25]), u: spread([0, 0.93, 0.04, 0.01, 0.012, 0.005, 0.003]) },
  origin: { m: spread([0, 0.25, 0.1, 0.15, 0.1, 0.15, 0.25]), u: spread([0, 0.93, 0.04, 0.01, 0.012, 0.005, 0.003]) },
  other: { m: spread([0, 0.15, 0.15, 0.2, 0.5]), u: spread([0, 0.55, 0.25, 0.1, 0.1]) },
})

const write = (
  version: string,
  matchesPerRecord: number,
  groups: Record<string, Chances>,
  learnedOn: readonly string[],
): void => {
  const rounded = Object.fromEntries(
    Object.entries(groups).map(([group, { m, u }]) => [group, { m: m.map(short), u: u.map(short) }]),
  )
  const table = {
    version,
    learnedOn,
    matchesPerRecord,
    grades: { hit: 0.9, lookCloser: 0.3, personalBitsLeast: 6 },
    groups: rounded,
  }
  mkdirSync(join(target, '..'), { recursive: true })
  writeFileSync(target, `${JSON.stringify(table).replaceAll('},"', '},\n"').replace('"groups":{', '"groups":{\n')}\n`)
}
const short = (chance: number): number => Number(chance.toPrecision(4))

/**
 * Names that are more alike, or share what is rarer, never tell less: where few pairs taught a level, its neighbours have the say
 * (pool-adjacent-violators on log2(m/u), weighed by m; along each way in turn, until nothing moves or twenty rounds).
 */
const risingName = ({ m, u }: Chances): Chances => {
  const [ALIKE, PART, TELLING] = [8, 5, 4]
  const at = (alike: number, part: number, telling: number): number => 1 + (alike * PART + part) * TELLING + telling
  const bits = m.map((chance, level) => (level === 0 ? 0 : Math.log2(chance / (u[level] ?? 1))))
  const rows: number[][] = []
  for (let part = 0; part < PART; part += 1) {
    for (let alike = 0; alike < ALIKE; alike += 1)
      rows.push(Array.from({ length: TELLING }, (_, telling) => at(alike, part, telling)))
    for (let telling = 0; telling < TELLING; telling += 1)
      rows.push(Array.from({ length: ALIKE }, (_, alike) => at(alike, part, telling)))
  }
  for (let round = 0; round < 20; round += 1) for (const row of rows) pool(bits, row, m)
  const risen = u.map((chance, level) => (level === 0 ? 0 : chance * 2 ** (bits[level] ?? 0)))
  return { m: spread(risen), u }
}

/** Makes the values at these places rise, in place: runs that fall become their mean. */
const pool = (values: number[], places: readonly number[], weights: readonly number[]): void => {
  const runs: { sum: number; weight: number; count: number }[] = []
  for (const place of places) {
    const weight = weights[place] ?? 0
    runs.push({ sum: (values[place] ?? 0) * weight, weight, count: 1 })
    for (let last = runs.at(-1), before = runs.at(-2); last && before; last = runs.at(-1), before = runs.at(-2)) {
      if (before.sum / before.weight <= last.sum / last.weight) break
      runs.splice(-2, 2, {
        sum: before.sum + last.sum,
        weight: before.weight + last.weight,
        count: before.count + last.count,
      })
    }
  }
  const risen = runs.flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => sum / weight))
  places.forEach((place, i) => {
    values[place] = risen[i] ?? 0
  })
}

const folder = process.argv[2]
write('guess', 0.3, guess(), [])
if (folder !== undefined) {
  // Imported only now: the module reads the table that was just written.
  const { benchLinkage } = await import('./run-set.ts')
  const { COMMITTED_PARAMETERS } = await import('../../src/linkage/index.ts')
  const learned: Record<string, Chances[]> = {}
  const sets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.set.json'))
    .sort()
  const used: string[] = []
  for (const file of sets) {
    const result = benchLinkage({
      file: join(folder, file),
      encoding: 'relabelled',
      onLearned: ({ groups }) => {
        for (const [group, chances] of Object.entries(groups)) {
          // A group that a set does not fill keeps its start exactly: it taught nothing.
          const start: Chances = COMMITTED_PARAMETERS.groups[group as keyof typeof COMMITTED_PARAMETERS.groups]
          if (chances.m.some((chance, level) => Math.abs(chance - (start.m[level] ?? 0)) > 1e-9))
            learned[group] = [...(learned[group] ?? []), chances]
        }
      },
    })
    if (result.task !== 'names') used.push(result.name)
    console.error(result.name, result.f1AtHalf ?? result.recallAt1, JSON.stringify(result.recallAtFalseHit ?? ''))
  }
  const mean = (rows: readonly (readonly number[])[], level: number): number =>
    rows.reduce((sum, row) => sum + (row[level] ?? 0), 0) / rows.length
  const groups = Object.fromEntries(
    Object.entries(guess()).map(([group, start]) => {
      const rows = learned[group] ?? [start]
      return [
        group,
        {
          m: start.m.map((_, level) =>
            mean(
              rows.map(({ m }) => m),
              level,
            ),
          ),
          u: start.u.map((_, level) =>
            mean(
              rows.map(({ u }) => u),
              level,
            ),
          ),
        },
      ]
    }),
  )
  write('w3', 0.3, { ...groups, name: risingName(groups['name'] ?? guessName()) }, used)
}
