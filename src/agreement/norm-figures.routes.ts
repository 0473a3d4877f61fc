/** The HTTP edge of the steering desk: how norms went in closed quarters, where and why, before and after a change; for who counts. */
import { accept, addQuarters, closedQuarters, type Outcome, refuse } from '../kernel/index.ts'
import { type Route, route } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { readAdoptions } from './adoption.store.ts'
import type { Adoption } from './adoption.ts'
import { binds, findVersion, type Norm } from './norm.ts'
import { NORMS_OF_PERSONS } from './norm-book.ts'
import { COUNTRY, notice, showCauses, showChange, showNorm, showRegions } from './norm-figures.present.ts'
import { NormFigure, NormFigurePath, NormFigures, NormFiguresQuery } from './norm-figures.schema.ts'
import { REGIONS, readNormCells } from './norm-figures.store.ts'
import { aroundChange, compare, countsOf, type Quarters } from './norm-figures.ts'

/** Two years of ends to choose from. */
const QUARTERS = 8
/** A year: of a quarter alone most regions have too few. */
const QUARTERS_TOGETHER = 4
/** So many houses must have signed before anything is said of them together. Proposed by us. */
const HOUSES_MIN = 3
const tag = 'beeld'
const analyst = { kind: 'signed-in', functions: ['analyst'], purpose: 'W04' } as const

export const normFigureRoutes = (): readonly Route[] => [
  route({
    method: 'GET',
    path: '/norm-figures',
    operationId: 'readNormFigures',
    summary:
      'Hoe het met elke norm ging in vier gesloten kwartalen, in de volgorde van de afspraken en zonder rangorde',
    tag,
    access: analyst,
    query: NormFiguresQuery,
    answer: NormFigures,
    refusals: ['quarter-not-closed'],
    handle: async (work, { query }) => {
      const period = periodOf(work, query.quarter)
      if (!period.ok) return period
      const { shown, quarters } = period.value
      const [cells, adoptions] = await Promise.all([readNormCells(work, quarters), readAdoptions(work)])
      return accept({
        ...shown,
        norms: NORMS_OF_PERSONS.flatMap((norm) => showNorm(norm, cells, { adoptions, on: work.today }) ?? []).map(
          ({ sentence: _, ...norm }) => norm,
        ),
        notices: [...NOTICES],
      })
    },
  }),
  route({
    method: 'GET',
    path: '/norm-figures/{norm}',
    operationId: 'readNormFigure',
    summary:
      'Een norm per veiligheidsregio, waarom zij niet gehaald werd, en voor en na een nieuwe versie of ondertekening',
    tag,
    access: analyst,
    params: NormFigurePath,
    query: NormFiguresQuery,
    answer: NormFigure,
    refusals: ['not-found', 'quarter-not-closed'],
    handle: async (work, { params: { norm: normId }, query }) => {
      const period = periodOf(work, query.quarter)
      if (!period.ok) return period
      const { shown, quarters, last } = period.value
      const norm = NORMS_OF_PERSONS.find(({ id }) => id === normId)
      const [cells, adoptions] = await Promise.all([readNormCells(work, quarters, normId), readAdoptions(work)])
      const about = norm && showNorm(norm, cells, { adoptions, on: work.today })
      if (!norm || !about) return refuse('not-found')
      const version = findVersion(norm, work.today)
      return accept({
        ...{ ...shown, ...about },
        causes: [...showCauses(normId, cells, COUNTRY)],
        regions: showRegions(normId, cells, REGIONS),
        changes: [...(await byVersion(work, norm, last)), ...(await bySignature(work, norm, { adoptions, last }))],
        notices: [...NOTICES, notice('beforeAfter'), ...(version && binds(version) ? [] : [notice('proposed')])],
        years: period.value.shown.quarters.flatMap((each) => (each.endsWith('Q4') ? [Number(each.slice(0, 4))] : [])),
        abilities: ['release-norm'],
      })
    },
  }),
]

const NOTICES = [notice('closed'), notice('bands'), notice('noRank'), notice('perPerson'), notice('herNo')]

type Period = {
  readonly shown: { readonly quarter: string; readonly quarters: string[]; readonly fromQuarter: string }
  readonly quarters: Quarters
  readonly last: string
}
/** Four closed quarters that end with the one that was asked for. Current figures are for houses that count. */
const periodOf = (
  work: Work,
  asked: string | undefined,
): Outcome<Period, 'quarter-not-closed' | 'not-your-function'> => {
  if (work.claim.plane !== 'numbers') return refuse('not-your-function')
  const choices = closedQuarters(work.now, QUARTERS)
  const [last = ''] = choices
  const quarter = asked ?? last
  if (!choices.includes(quarter)) return refuse('quarter-not-closed')
  const from = addQuarters(quarter, 1 - QUARTERS_TOGETHER)
  return accept({
    ...{ shown: { quarter, quarters: [...choices], fromQuarter: from }, quarters: { from, until: quarter }, last },
  })
}

/** Each later version beside the one before it: a clock goes to the version that judged it, so nothing of before the change counts after it. */
const byVersion = async (work: Work, { id, versions }: Norm, last: string) => {
  const changes = versions.slice(1).flatMap((version, place) => {
    const [earlier, around] = [versions[place], aroundChange(version.validFrom, last)]
    return earlier && around ? [{ version, earlier, around }] : []
  })
  const compared = []
  for (const { version, earlier, around } of changes) {
    const [before, after] = [await readNormCells(work, around.before, id), await readNormCells(work, around.after, id)]
    compared.push(
      showChange(
        { code: 'version', fromDate: version.validFrom, normVersion: version.version },
        compare(
          countsOf(before, id, 'version', `${earlier.version}`),
          countsOf(after, id, 'version', `${version.version}`),
        ),
      ),
    )
  }
  return compared
}

/** Clocks of houses that signed, each before and after its own day; nothing when nobody signed before the last close. */
const bySignature = async (
  work: Work,
  { id }: Norm,
  { adoptions, last }: { readonly adoptions: readonly Adoption[]; readonly last: string },
) => {
  const houses = new Set(
    adoptions.filter((each) => each.normId === id && each.from <= work.today).map((each) => each.party),
  )
  if (houses.size === 0) return []
  // Of one house it would be a figure about that house, and of two each would read the other.
  if (houses.size < HOUSES_MIN)
    return [
      showChange({ code: 'signed', houses: houses.size }, compare(countsOf([], id, '', ''), countsOf([], id, '', ''))),
    ]
  const cells = await readNormCells(work, { from: addQuarters(last, 1 - QUARTERS), until: last }, id)
  const of = (key: string) => countsOf(cells, id, 'signed', key)
  return [showChange({ code: 'signed', houses: houses.size }, compare(of('before'), of('after')))]
}
