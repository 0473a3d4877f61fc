/**
 * What organisations did in an invented life: in time, late, never, or not because of an exception. The life says when somebody was found, sheltered,
 * moved, went and came back; what was done then is drawn. Every norm meets every way in which it can be read. Pure.
 */
import type { ClockFact, NormBook, NormVersion } from '../agreement/index.ts'
import { addDays, type Day, type Random } from '../kernel/index.ts'
import type { TruePerson } from '../simulation/index.ts'

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

/** The facts of one life that clocks read, in the order of the life. `book` holds the norms about persons. */
export const practiceOf = (random: Random, book: NormBook, life: TruePerson['life']): readonly ClockFact[] => {
  const later = [...book.startedBy.keys()].filter((kind) => !BY_LIFE.has(kind))
  return life.flatMap(({ kind, on }) => [
    ...(STARTED_BY_LIFE[kind] ?? []).flatMap((trigger) =>
      random.chance(HANGS_ON) ? whatStarted(random, book, trigger, on) : [],
    ),
    ...(kind === 'found' ? later : []).flatMap((trigger) =>
      random.chance(FOLLOWS) ? whatStarted(random, book, trigger, addDays(on, random.below(LATEST_START))) : [],
    ),
  ])
}

/** What starts norms on a day, and what came of each of them. */
export const whatStarted = (random: Random, book: NormBook, trigger: string, on: Day): readonly ClockFact[] => [
  { kind: trigger, happened: on },
  ...(book.startedBy.get(trigger) ?? []).flatMap((place) => {
    const versions = book.norms[place]?.versions ?? []
    const version = versions.findLast(({ validFrom }) => validFrom <= on) ?? versions[0]
    return version ? whatCame(random, version, on) : []
  }),
]

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
