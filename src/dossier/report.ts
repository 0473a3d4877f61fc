/** What a report needs from the dossier. The text itself is made elsewhere: dossier asks through the port `ReportWriter`. */
import type { Day, Outcome } from '../kernel/index.ts'
import { dayInWords } from '../words/days.ts'
import type { Chapter, KnownField } from './chapter.ts'

export const REPORT_KINDS = ['comensha-report', 'wmo-report', 'allowance-form', 'postal-address'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** The fields of a letter by name, each with whether she agreed that it goes to this receiver. */
export type ReportFacts = Readonly<Record<string, { readonly text: string; readonly shared: boolean }>>

export type ReportText = {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly missing: readonly {
    readonly field: string
    readonly label: string
    readonly why: 'unknown' | 'not-shared'
  }[]
  readonly notice: string
  readonly sources: readonly string[]
}

/** Bound in wiring.ts to the letters of `responsibility`, which stands beside dossier and may not be asked. */
export type ReportWriter = (request: {
  readonly kind: ReportKind
  readonly facts: ReportFacts
  readonly ground: 'consent' | 'none'
  readonly on: Day
}) => Outcome<ReportText, string>

/** To what kind of organisation each report goes: consent to one of that kind is the ground (D04, D20, D28 of purposes.csv). */
export const RECEIVER_KIND: Readonly<Record<ReportKind, string>> = {
  'comensha-report': 'comensha',
  'wmo-report': 'municipality',
  'allowance-form': 'coa',
  'postal-address': 'municipality',
}

/** Where a letter's field is found in the dossier: the first of these that is known. */
const SOURCES: readonly { readonly to: string; readonly chapter: Chapter; readonly from: readonly string[] }[] = [
  { to: 'person', chapter: 'identity', from: ['name'] },
  { to: 'birth', chapter: 'identity', from: ['birth-date'] },
  { to: 'language', chapter: 'identity', from: ['language'] },
  { to: 'residence', chapter: 'residence', from: ['letter'] },
  { to: 'need', chapter: 'shelter', from: ['need', 'shelter-tonight'] },
  { to: 'found', chapter: 'story', from: ['found-on', 'found-in'] },
  { to: 'exploitation', chapter: 'story', from: ['exploitation'] },
  { to: 'postalAddress', chapter: 'contact', from: ['postal-address'] },
  { to: 'policeStatement', chapter: 'legal', from: ['complaint'] },
]

export type Known = Readonly<Partial<Record<Chapter, readonly KnownField[]>>>

/**
 * The facts of a report from what this reader has open. `agreed` are the chapters that she agreed to share with a receiver
 * of this report; a field of another chapter goes along marked as not shared, so that the letter names it as missing.
 */
export const reportFacts = (known: Known, agreed: ReadonlySet<string>, writer: ReportFacts): ReportFacts => {
  const found = SOURCES.flatMap(({ to, chapter, from }) => {
    const field = from
      .map((name) => known[chapter]?.find((each) => each.field === name))
      .find((each) => each !== undefined)
    return field ? [[to, { text: dayInWords(field.value, 'nl'), shared: agreed.has(chapter) }] as const] : []
  })
  return { ...Object.fromEntries(found), ...writer }
}
