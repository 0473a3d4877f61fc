/**
 * The facts that an invented country gives to the clocks: when somebody is found, sheltered, moves, goes and comes back is told by the simulation;
 * what organisations then do, in time, late, never, or not because she said no, is drawn here. Every norm meets every way in which it can be read.
 */
import { bookOf, type ClockFact, type Norm, type NormBook, type NormVersion } from '../../src/agreement/index.ts'
import { addDays, type Day, day, type Random, randomFrom } from '../../src/kernel/index.ts'
import { type CountryInput, simulateCountry } from '../../src/simulation/index.ts'

/** Facts of one file, municipality, region, of the country or of signals that were joined. */
export type Matter = { readonly about: Norm['about']; readonly facts: readonly ClockFact[] }

/** What of a life starts which norms: `found` starts what follows a first meeting, the others what hangs on them. */
const STARTED_BY_LIFE: Readonly<Record<string, readonly string[]>> = {
  sheltered: [
    'shelter-needed',
    'shelter-admitted',
    'wmo-reported',
    'wmo-reported-urgent',
    'cosm-admitted',
    'placed-outside-office-hours',
  ],
  'moved-in-care': ['person-moved', 'organisation-joined'],
  'left-destination-unknown': ['shelter-left'],
  exited: ['shelter-left', 'care-ended'],
  're-entered': ['re-entry-recognised'],
}
const BY_LIFE = new Set(Object.values(STARTED_BY_LIFE).flat())
/** Of what follows a first meeting, the share that happens to one person. */
const FOLLOWS = 0.25
/** Of what hangs on a moment of a life, the share that happens then. */
const HANGS_ON = 0.6
const LATEST_START = 120

/** The matters of a country, persons first. */
export function* mattersOf(input: CountryInput, norms: readonly Norm[], seed: number): Generator<Matter> {
  const random = randomFrom(seed)
  const persons = bookOf(norms.filter(({ about }) => about === 'person'))
  const later = [...persons.startedBy.keys()].filter((kind) => !BY_LIFE.has(kind))
  for (const event of simulateCountry(input)) {
    if (event.kind !== 'person') continue
    const facts: ClockFact[] = []
    for (const { kind, on } of event.person.life) {
      for (const trigger of STARTED_BY_LIFE[kind] ?? [])
        if (random.chance(HANGS_ON)) begin(random, persons, facts, trigger, on)
      if (kind === 'found')
        for (const trigger of later)
          if (random.chance(FOLLOWS)) begin(random, persons, facts, trigger, addDays(on, random.below(LATEST_START)))
    }
    if (facts.length > 0) yield { about: 'person', facts }
  }
  const first = day(`${(input.lastYear ?? 2024) - input.years + 1}-01-01`)
  for (const about of ['municipality', 'region', 'country', 'cluster'] as const) {
    const book = bookOf(norms.filter((norm) => norm.about === about))
    for (let matter = 0; matter < OTHERS[about]; matter += 1) {
      const facts: ClockFact[] = []
      for (const trigger of book.startedBy.keys())
        begin(random, book, facts, trigger, addDays(first, random.below(input.years * 365)))
      yield { about, facts }
    }
  }
}
const OTHERS = { municipality: 342, region: 35, country: 40, cluster: 200 } as const

/** Writes down what starts a norm and what came of it. */
const begin = (random: Random, book: NormBook, facts: ClockFact[], trigger: string, on: Day): void => {
  facts.push({ kind: trigger, happened: on })
  for (const place of book.startedBy.get(trigger) ?? []) {
    const versions = book.norms[place]?.versions ?? []
    const version = versions.findLast(({ validFrom }) => validFrom <= on) ?? versions[0]
    if (version) facts.push(...whatCame(random, version, on))
  }
}

const whatCame = (random: Random, version: NormVersion, on: Day): readonly ClockFact[] => {
  const chance = random.next()
  const at = (kind: string, days: number): ClockFact => ({ kind, happened: addDays(on, days) })
  const { judged, term, exceptions } = version
  const days = term.unit === 'none' ? 200 : term.unit === 'hours' ? Math.ceil(term.count / 24) : term.count
  if (chance < 0.1 && exceptions.length > 0) return [at(random.pick(exceptions).kind, random.below(days + 1))]
  if (judged.rule === 'within') {
    const done = judged.all ? judged.required : [random.pick(judged.required)]
    const from = judged.notBeforeDays
    if (chance < 0.7) return done.map((kind) => at(kind, from + random.below(Math.max(1, days - from + 1))))
    return chance < 0.85 ? done.map((kind) => at(kind, days + 1 + random.below(30))) : []
  }
  if (judged.rule === 'never') {
    if (chance < 0.2) return [at(random.pick(judged.forbidden), random.below(days + 1))]
    return chance < 0.6 && judged.until.length > 0 ? [at(random.pick(judged.until), random.below(days + 1))] : []
  }
  const times = random.below(judged.most + 2)
  return [
    ...Array.from({ length: times }, () => at(random.pick(judged.counted), random.below(150))),
    ...(chance < 0.6 ? [at(random.pick(judged.until), 150 + random.below(60))] : []),
  ]
}
