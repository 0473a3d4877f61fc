/**
 * The reports and letters that a verdict offers, as text to take away: type once, take away many (decision 9). What a
 * person did not agree to share stays out and is named as missing; every letter says that its rules are unreviewed.
 */
import { accept, type Day, type Outcome, refuse } from '../kernel/index.ts'
import { isValidOn, type LetterKind, type Rule, type Source } from './rule.ts'

export const LETTER_FIELDS = [
  'organisation',
  'writer',
  'phone',
  'municipality',
  'person',
  'birth',
  'language',
  'residence',
  'need',
  'found',
  'exploitation',
  'postalAddress',
  'policeStatement',
] as const
export type LetterField = (typeof LETTER_FIELDS)[number]

/** What is known for the letter. `shared` says whether the person agreed that this letter carries it. */
export type LetterFacts = {
  readonly [F in LetterField]?: { readonly text: string; readonly shared: boolean }
}

/** A template per kind: paragraphs with the names of fields in braces. The words lie in src/words. */
export type LetterWords = {
  readonly templates: Readonly<Record<LetterKind, { readonly title: string; readonly paragraphs: readonly string[] }>>
  readonly fields: Readonly<Record<LetterField, string>>
  /** Stands where a field is unknown; `{field}` is its label. */
  readonly blank: string
  /** Stands where the person did not agree to share a field. */
  readonly withheld: string
  readonly unreviewed: string
  /** Before the list of sources. */
  readonly sources: string
}

export type LetterText = {
  readonly kind: LetterKind
  readonly on: Day
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly missing: readonly { readonly field: LetterField; readonly why: 'unknown' | 'not-shared' }[]
  readonly notice: string
  readonly sources: readonly Source[]
}

export type LetterRequest = {
  readonly kind: LetterKind
  readonly facts: LetterFacts
  readonly on: Day
  /** Written consent to this letter; a report under a legal duty (police, border police, Labour Authority) needs none. */
  readonly ground: 'consent' | 'legal-duty' | 'none'
}

export type LetterRefusal = 'letter-needs-ground' | 'letter-field-too-long' | 'letter-not-offered'

/** Longer than this is a story, and a story does not belong in a form (decision 6). */
export const LETTER_FIELD_MAX = 300

/** Fields about the person; the others are about the writer or the case desk and need no agreement. */
const ABOUT_THE_PERSON: ReadonlySet<LetterField> = new Set([
  'person',
  'birth',
  'language',
  'residence',
  'need',
  'found',
  'exploitation',
  'postalAddress',
  'policeStatement',
])

/**
 * The text of a letter. Refuses without a ground, when a field is too long, and when no rule of that day offers it. A
 * legal duty is a ground only for the report to CoMensha, and covers there what the duty covers.
 */
export const writeLetter = (
  request: LetterRequest,
  rules: readonly Rule[],
  words: LetterWords,
): Outcome<LetterText, LetterRefusal> => {
  const { kind, facts, on } = request
  if (!hasGround(request)) return refuse('letter-needs-ground')
  const tooLong = LETTER_FIELDS.find((field) => (facts[field]?.text.length ?? 0) > LETTER_FIELD_MAX)
  if (tooLong) return refuse('letter-field-too-long', { field: tooLong, max: LETTER_FIELD_MAX })
  const offering = rules.filter((rule) => isValidOn(rule, on) && rule.letters.includes(kind))
  if (offering.length === 0) return refuse('letter-not-offered')
  const template = words.templates[kind]
  const used = fieldsIn([template.title, ...template.paragraphs])
  const fill = (text: string): string =>
    text.replace(PLACEHOLDER, (whole, name: string) => (isLetterField(name) ? shown(name, request, words) : whole))
  return accept({
    kind,
    on,
    title: fill(template.title),
    paragraphs: template.paragraphs.map(fill),
    missing: used.flatMap((field) => {
      const why = whyMissing(field, request)
      return why ? [{ field, why }] : []
    }),
    notice: words.unreviewed,
    sources: sourcesOf(offering),
  })
}

const PLACEHOLDER = /\{([a-zA-Z]+)\}/g

/** The fields that a text asks for, each once and in order; also used to check that translations ask for the same. */
export const fieldsIn = (texts: readonly string[]): readonly LetterField[] => {
  const names = texts.flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? ''))
  return [...new Set(names)].filter(isLetterField)
}

const isLetterField = (name: string): name is LetterField => (LETTER_FIELDS as readonly string[]).includes(name) // widening only

const hasGround = ({ ground, kind }: LetterRequest): boolean =>
  ground === 'consent' || (ground === 'legal-duty' && kind === 'comensha-report')

const whyMissing = (field: LetterField, { facts, ground }: LetterRequest): 'unknown' | 'not-shared' | undefined => {
  const fact = facts[field]
  if (fact === undefined || fact.text.trim() === '') return 'unknown'
  const mayStand = fact.shared || !ABOUT_THE_PERSON.has(field) || ground === 'legal-duty'
  return mayStand ? undefined : 'not-shared'
}

const shown = (field: LetterField, request: LetterRequest, words: LetterWords): string => {
  const why = whyMissing(field, request)
  if (why === 'unknown') return words.blank.replace('{field}', words.fields[field])
  if (why === 'not-shared') return words.withheld.replace('{field}', words.fields[field])
  return request.facts[field]?.text.trim() ?? ''
}

const sourcesOf = (rules: readonly Rule[]): readonly Source[] => [
  ...new Map(
    rules.flatMap((rule) => rule.sources).map((source) => [`${source.name} ${source.article ?? ''}`, source]),
  ).values(),
]
