/** What an answer shows of holes and practice: names of places and houses, counts with how sure they are, and what the reader may do. */
import type { Static } from 'typebox'
import { addDays, type Day, type OrganisationId } from '../kernel/index.ts'
import { mergedInto } from './follow-merger.ts'
import type { HoleList, HoleView, NationalPractice, OwnPractice } from './map.schema.ts'
import type { FollowedHole } from './open-holes.ts'
import { type ContactPointId, isValidOn } from './organisation.ts'
import {
  type Counted,
  changeOf,
  countDeclared,
  type Declaration,
  declaredOn,
  PRACTICE_MEASURES,
  type Shown,
  showCountry,
  showMeasure,
} from './practice.ts'
import type { Reference } from './reference.ts'
import type { Standing } from './standing.ts'

/** The name of a municipality or region as a reader knows it. */
export const territoryName = (reference: Reference, territory: string): string => {
  const municipality = (code: string) => reference.municipalities.find((each) => each.code === code)?.name
  const region = /^[VM]O(\d{4})$/.exec(territory)
  return (
    municipality(territory) ??
    (region ? municipality(`GM${region[1]}`) : undefined) ??
    reference.policeUnits.find(({ code }) => code === territory)?.name ??
    territory
  )
}

const byTheirWork = (a: FollowedHole, b: FollowedHole): number =>
  Number(b.isOwn) - Number(a.isOwn) || Number(b.mayTakeUp) - Number(a.mayTakeUp) || Number(a.closed) - Number(b.closed)

/** The worklist: own first, then what one may take up, then the rest; closed last. */
export const showHoles = (
  reference: Reference,
  followed: readonly FollowedHole[],
  { on, show }: { readonly on: Day; readonly show: 'own' | 'all' },
): Static<typeof HoleList> => {
  const shown = followed.filter((each) => show === 'all' || each.isOwn || each.mayTakeUp)
  const open = followed.filter(({ closed }) => !closed)
  const at = (stage: string): number => open.filter(({ now }) => now.stage === stage).length
  return {
    on,
    holes: [...shown].sort(byTheirWork).map((each) => showHole(reference, each)),
    counts: {
      ...{ open: at('open'), takenUp: at('taken-up'), chosen: at('chosen') },
      agreed: followed.filter(({ now }) => now.stage === 'agreed').length,
      municipalities: new Set(open.flatMap(({ hole }) => hole.municipalities)).size,
    },
  }
}

const showHole = (reference: Reference, followed: FollowedHole): Static<typeof HoleView> => {
  const { hole, now, closed } = followed
  const owner = reference.organisations.find(({ id }) => id === now.owner)?.name
  return {
    ...{ step: hole.step, territory: hole.territory, name: territoryName(reference, hole.territory) },
    ...{ municipalities: hole.municipalities.length, stage: closed ? 'closed' : now.stage, isOwn: followed.isOwn },
    ...(hole.lastFilled ? { lastFilledDate: hole.lastFilled } : {}),
    ...(now.since ? { since: now.since } : {}),
    ...(owner ? { ownerName: owner } : {}),
    ...(now.choice ? { choice: now.choice } : {}),
    ...(now.with ? { withName: territoryName(reference, now.with) } : {}),
    options: followed.options.map(({ choice, with: other }) => ({
      ...{ choice },
      ...(other ? { with: other, name: territoryName(reference, other) } : {}),
    })),
    abilities: abilitiesOf(followed),
  }
}

const abilitiesOf = ({ now, closed, isOwn, mayTakeUp }: FollowedHole): string[] => {
  if (!isOwn) return !closed && now.stage === 'open' && mayTakeUp ? ['hole-taken-up'] : []
  if (closed) return now.stage === 'agreed' ? ['hole-refused'] : []
  return [
    'hole-choice-made',
    ...(now.stage === 'chosen' && now.with ? ['hole-agreed', 'hole-refused'] : []),
    'hole-given-back',
  ]
}

const percent = (share: number): number => Math.round(share * 1000) / 10
const showFigure = ({ measure, kind, asked, kept, interval, middleDays }: Shown) => ({
  ...{ measure, kind },
  ...(asked === undefined ? {} : { asked }),
  ...(kept === undefined ? {} : { kept }),
  ...(interval ? { fromPercent: percent(interval.from), toPercent: percent(interval.to) } : {}),
  ...(middleDays === undefined ? {} : { middleDays }),
})

type Periods = { readonly now: readonly Counted[]; readonly before: readonly Counted[] }
const compare = ({ now, before }: Periods, show: typeof showMeasure) =>
  PRACTICE_MEASURES.map((measure) => {
    const of = (counts: readonly Counted[]) =>
      show(
        measure,
        counts.find((each) => each.measure === measure),
      )
    const [today, earlier] = [of(now), of(before)]
    return { now: showFigure(today), before: showFigure(earlier), change: changeOf(earlier, today) }
  })

/** One house: what it declared beside what facts show, its entries, and what became part of it since the year before. */
export const showPractice = (
  reference: Reference,
  about: Periods & {
    readonly house: OrganisationId
    readonly on: Day
    readonly declared: readonly Declaration[]
    readonly standings: ReadonlyMap<ContactPointId, Standing>
  },
): Static<typeof OwnPractice> => {
  const { house, on } = about
  const organisation = reference.organisations.find(({ id }) => id === house)
  const { items, last, old } = declaredOn(about.declared, on)
  const before = addDays(on, -730)
  return {
    on,
    house: { organisationId: house, name: organisation?.name ?? house },
    ...(last ? { declaredDate: last } : {}),
    declaredOld: old,
    items: items.map(({ item, answer, since }) => ({ item, answer, ...(since ? { since } : {}) })),
    measures: compare(about, showMeasure),
    entries: reference.contactPoints
      .filter((each) => each.organisation === house && isValidOn(each.valid, on))
      .map(({ id, holder }) => {
        const standing = about.standings.get(id)
        return {
          ...{ contactPointId: id, holderNl: holder.nl, holderEn: holder.en, stage: standing?.stage ?? 'unasked' },
          ...(standing?.confirmed ? { confirmedDate: standing.confirmed } : {}),
        }
      }),
    mergers: organisation?.municipality
      ? mergedInto(organisation.municipality, before).map(({ name, on: since }) => ({ name, on: since }))
      : [],
  }
}

/** All municipalities together: how many answer what, and what the facts of all show. None is named. */
export const showNational = (
  reference: Reference,
  about: Periods & { readonly on: Day; readonly declared: ReadonlyMap<string, readonly Declaration[]> },
): Static<typeof NationalPractice> => {
  const houses = reference.organisations
    .filter(({ kind, valid }) => kind === 'municipality' && isValidOn(valid, about.on))
    .map(({ id }) => id)
  return {
    on: about.on,
    municipalities: houses.length,
    items: countDeclared(houses, about.declared, about.on).map(({ item, counts }) => ({ item, ...counts })),
    measures: compare(about, showCountry),
  }
}
