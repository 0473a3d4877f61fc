/** Norms, signatures and areas for a reader. */
import type { Static } from 'typebox'
import { addDays, type Day } from '../kernel/index.ts'
import { clockReasonWords, clockStateWords, normKindWords, stricterWords, termWords } from '../words/norms.ts'
import { type Adoption, standsOn, type Terms } from './adoption.ts'
import { showClocks } from './agreement.present.ts'
import { type AreaFact, type AreaKind, clockFactsOf, normsAbout, standingFacts } from './area.ts'
import { ALWAYS_KEEPS, binds, findVersion, type Norm, type NormVersion } from './norm.ts'
import { FACT_KINDS, KIND_OF, NORMS } from './norm-book.ts'
import type { AdoptionList, AreaClocks, NormList } from './signing.schema.ts'

type Words = { readonly nl: string; readonly en: string }
type NameOf = (organisationId: string) => string

/** The words of a kind of fact. */
export const kindWord = (kind: string): Words & { readonly code: string } => {
  const found = KIND_OF.get(kind) ?? clockReasonWords[kind]
  return { code: kind, nl: found?.nl ?? kind, en: found?.en ?? kind }
}

type ShownNorm = Static<typeof NormList>['norms'][number]

/** All norms as everybody reads them, by number. */
export const showNorms = (norms: readonly Norm[], adoptions: readonly Adoption[], on: Day): ShownNorm[] =>
  norms.map((norm) => ({
    ...{ normId: norm.id, about: norm.about },
    versions: norm.versions.toReversed().map((version) => showVersion(norm, version, { adoptions, on })),
  }))

const showVersion = (
  norm: Norm,
  version: NormVersion,
  { adoptions, on }: { readonly adoptions: readonly Adoption[]; readonly on: Day },
): ShownNorm['versions'][number] => {
  const signed = adoptions.filter(
    (each) => each.normId === norm.id && each.version === version.version && standsOn(each, on),
  )
  return {
    ...{ version: version.version, validFromDate: version.validFrom, title: version.title, sentence: version.sentence },
    ...(version.validUntil ? { validUntilDate: version.validUntil } : {}),
    isValid: findVersion(norm, on) === version,
    normKind: { code: version.kind, ...normKindWords[version.kind] },
    termKind: { code: version.term.kind, ...normKindWords[version.term.kind] },
    binds: binds(version),
    who: [...version.who],
    signedBy: [
      ...version.signed_by.map((name) => ({ name })),
      ...signed.map(({ name, from }) => ({ name, fromDate: from })),
    ],
    exceptions: version.exceptions.map(({ sentence }) => sentence),
    sources: version.sources.map(({ name, article, text_of, read_on }) => ({
      ...{ name, readDate: read_on },
      ...(article === null ? {} : { article }),
      ...(text_of === null ? {} : { textOf: text_of }),
    })),
    examples: version.examples.map(({ facts, at, expect }) => ({
      facts: facts.map(({ kind, happened }) => ({ kind: kindWord(kind), happenedDate: happened })),
      onDate: at,
      state: { code: expect.state, ...clockStateWords[expect.state] },
      ...(expect.late === undefined ? {} : { daysLate: expect.late }),
      ...(expect.left === undefined ? {} : { daysLeft: expect.left }),
    })),
  }
}

/** Who signed what, the newest first, and what this house may sign when it has the mandate. */
export const showAdoptions = (
  adoptions: readonly Adoption[],
  reader: { readonly organisation: string; readonly mandate: boolean; readonly today: Day; readonly nameOf: NameOf },
): Static<typeof AdoptionList> => ({
  on: reader.today,
  earliestDate: addDays(reader.today, 1),
  adoptions: adoptions
    .toSorted((one, other) => other.from.localeCompare(one.from) || one.id.localeCompare(other.id))
    .map((each) => {
      const { count, most, required, withoutExceptions } = each.terms
      const version = NORMS.find(({ id }) => id === each.normId)?.versions.find((one) => one.version === each.version)
      return {
        ...{ adoptionId: each.id, normId: each.normId, normVersion: each.version, fromDate: each.from },
        party: { organisationId: each.party, name: reader.nameOf(each.party) },
        title: version?.title ?? { nl: each.normId, en: each.normId },
        ...(each.ended ? { endedDate: each.ended } : {}),
        stands: standsOn(each, reader.today),
        isOwn: each.party === reader.organisation,
        ...(count === undefined ? {} : { count }),
        ...(most === undefined ? {} : { most }),
        ...(required === undefined ? {} : { required: [...required] }),
        ...(withoutExceptions === undefined ? {} : { withoutExceptions: [...withoutExceptions] }),
        stricter: version ? stricterOf(version, each.terms) : [],
        abilities: reader.mandate && each.party === reader.organisation && !each.ended ? ['end-adoption'] : [],
      }
    }),
  norms: reader.mandate
    ? NORMS.filter(({ id }) => !signedForGood(adoptions, reader.organisation, id)).flatMap((norm) =>
        signable(norm, reader.today),
      )
    : [],
  abilities: reader.mandate ? ['sign-norm'] : [],
})

const signedForGood = (adoptions: readonly Adoption[], organisation: string, normId: string): boolean =>
  adoptions.some((each) => each.party === organisation && each.normId === normId && each.ended === undefined)

/** How a signature goes further than the base, each part in words. */
const stricterOf = ({ judged, term }: NormVersion, terms: Terms): Words[] => {
  const wordOf = (kinds: readonly string[]): Words => {
    const words = kinds.map(kindWord)
    return { nl: words.map(({ nl }) => nl).join(', '), en: words.map(({ en }) => en).join(', ') }
  }
  const { count, most, required, withoutExceptions = [] } = terms
  return [
    ...(count === undefined ? [] : [stricterWords.count(judged.rule === 'within', count, term.unit)]),
    ...(most === undefined ? [] : [stricterWords.most(most)]),
    ...(required === undefined ? [] : [stricterWords.required(wordOf(required))]),
    ...(withoutExceptions.length === 0 ? [] : [stricterWords.withoutExceptions(wordOf(withoutExceptions))]),
  ]
}

const signable = (norm: Norm, on: Day): Static<typeof AdoptionList>['norms'] => {
  const version = findVersion(norm, on)
  if (!version) return []
  const { judged, term } = version
  return [
    {
      ...{ normId: norm.id, title: version.title, sentence: version.sentence, rule: judged.rule },
      ...{ termCount: term.count, termUnit: term.unit },
      term: termWords(term.count, term.unit),
      ...(judged.rule === 'at-most' ? { most: judged.most } : {}),
      mayBeStricter: [
        ...(term.unit === 'none' || (judged.rule === 'within' && term.count === 0) ? [] : (['count'] as const)),
        ...(judged.rule === 'at-most' && judged.most > 1 ? (['most'] as const) : []),
      ],
      exceptions: version.exceptions
        .filter(({ kind }) => !ALWAYS_KEEPS.some((each) => each === kind))
        .map(({ kind }) => kindWord(kind)),
    },
  ]
}

/** The clocks of an area, what was written down of it, and what this reader may write down. */
export const showArea = (
  { about, area }: { readonly about: AreaKind; readonly area: string },
  facts: readonly AreaFact[],
  reader: {
    readonly organisation: string
    readonly today: Day
    readonly kinds: readonly string[]
    readonly nameOf: NameOf
    readonly adoptions: readonly Adoption[]
  },
): Static<typeof AreaClocks> => ({
  ...{ on: reader.today, about, area },
  clocks: showClocks(normsAbout(NORMS, about), clockFactsOf(facts, FACT_KINDS, reader.today), reader.today, {
    adoptions: reader.adoptions,
  }).map(({ normId, title, sentence, normKind, state, triggeredDate, dueDate, daysLeft, daysLate, because }) => ({
    ...{ normId, title, sentence, normKind, state },
    ...(triggeredDate ? { triggeredDate } : {}),
    ...(dueDate ? { dueDate } : {}),
    ...(daysLeft === undefined ? {} : { daysLeft }),
    ...(daysLate === undefined ? {} : { daysLate }),
    ...(because ? { because } : {}),
  })),
  facts: standingFacts(facts).map(({ id, kind, happened, by }) => ({
    ...{ areaFactId: id, kind: kindWord(kind), happenedDate: happened },
    by: { organisationId: by, name: reader.nameOf(by) },
    abilities: by === reader.organisation && reader.kinds.length > 0 ? ['take-back'] : [],
  })),
  kinds: reader.kinds.map(kindWord),
  abilities: reader.kinds.length > 0 ? ['note-area-fact'] : [],
})
