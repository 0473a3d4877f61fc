/**
 * From a pasted e-mail to proposed facts, each with the place in the text where it stands (decision 9: an e-mail can be pasted
 * to start). It never invents: what is proposed is a piece of the text, and a person confirms it before anything is kept.
 * Pure, and linear in the text: every pattern has a bound.
 */
import { type Day, parseDay } from '../kernel/index.ts'

export type ProposedField =
  | 'fullName'
  | 'birthDate'
  | 'nationality'
  | 'phone'
  | 'email'
  | 'town'
  | 'residence'
  | 'exploitation'
  | 'happened'

/** `labelled`: the text says what it is; `pattern`: it has the shape; `hint`: a word that may mean it. */
export type Confidence = 'labelled' | 'pattern' | 'hint'

export type Proposal = {
  readonly field: ProposedField
  /** Exactly as it stands in the text. */
  readonly written: string
  readonly start: number
  readonly end: number
  readonly confidence: Confidence
  /** What it stands for in our lists: a municipality code, an ISO country, a form, a date. */
  readonly code?: string
}

export type Town = { readonly code: string; readonly name: string }
export type ProposalContext = { readonly towns: readonly Town[]; readonly today: Day }

/** Longer texts are not read: they are not an e-mail about one person. */
export const TEXT_MAX = 20_000
const PROPOSALS_MAX = 60

type Span = Omit<Proposal, 'field'>
type Reader = (text: string, context: ProposalContext) => readonly Span[]

/** All proposals, in the order of the text; of two about the same words the surer one stays. */
export const proposeFacts = (text: string, context: ProposalContext): readonly Proposal[] => {
  if (text.length > TEXT_MAX) return []
  const found = READERS.flatMap(([field, read]) => read(text, context).map((span): Proposal => ({ field, ...span })))
  return withoutOverlap(found).slice(0, PROPOSALS_MAX)
}

const SURENESS: Readonly<Record<Confidence, number>> = { labelled: 0, pattern: 1, hint: 2 }

const withoutOverlap = (found: readonly Proposal[]): readonly Proposal[] => {
  const kept: Proposal[] = []
  const bySureness = [...found].sort((a, b) => SURENESS[a.confidence] - SURENESS[b.confidence] || a.start - b.start)
  for (const each of bySureness) {
    if (!kept.some((other) => each.start < other.end && other.start < each.end)) kept.push(each)
  }
  return kept.sort((a, b) => a.start - b.start)
}

// Words that look like a name because a sentence or a letter begins with them.
const NO_NAMES = new Set(
  'De Het Een Mijn Onze Wij Ik Hij Zij Ze Er Dit Dat Deze Die Goedemorgen Goedemiddag Beste Geachte Met Groet Groeten Hallo Vandaag Gisteren Morgen In Op Bij Na Toen Kok Client Cliënt Politie Gemeente'.split(
    ' ',
  ),
)
const NAME_WORD = String.raw`\p{Lu}[\p{L}'’-]{1,30}`
const PARTICLE = `(?:van|de|der|den|het|ten|ter|el|al|bin|ben|da|dos|du|la|le)`
const NAME = `${NAME_WORD}(?:[ ](?:${PARTICLE}[ ]){0,2}${NAME_WORD}){0,4}`

const readNames: Reader = (text) => [
  ...spans(text, new RegExp(String.raw`\b(?:[Nn]aam|[Nn]ame|[Cc]li[eë]nt)[ ]?:[ \t]{0,4}(${NAME})`, 'gu'), 'labelled'),
  ...spans(text, new RegExp(String.raw`\b(?:heet|genaamd|noemt zich|called)[ ](${NAME})`, 'gu'), 'labelled'),
  ...spans(
    text,
    new RegExp(String.raw`\b(?:[Dd]e heer|[Dd]hr\.?|[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?)[ ](${NAME})`, 'gu'),
    'pattern',
  ),
  ...spans(
    text,
    new RegExp(String.raw`(?<![\p{L}.])(${NAME_WORD}(?:[ ](?:${PARTICLE}[ ]){0,2}${NAME_WORD}){1,3})`, 'gu'),
    'hint',
  ).filter(({ written }) => !NO_NAMES.has(written.split(' ')[0] ?? '')),
]

const MONTHS = 'januari februari maart april mei juni juli augustus september oktober november december'.split(' ')
const DATE = String.raw`(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[ ](?:${MONTHS.join('|')})[ ]\d{4})`

const readBirthDates: Reader = (text) =>
  spans(
    text,
    new RegExp(
      String.raw`\b(?:geboren|geboortedatum|geb\.?|born|birth date)[ :]{0,3}(?:op|in|on)?[ ]?(${DATE}|\d{4})(?!\d)`,
      'giu',
    ),
    'labelled',
  ).map(withDate)

const readHappened: Reader = (text, { today }) =>
  spans(text, new RegExp(String.raw`(?<![\d-])(${DATE})(?![\d-])`, 'giu'), 'pattern')
    .map(withDate)
    .filter(({ code }) => code !== undefined && code <= today)

const withDate = (span: Span): Span => {
  const code = isoOf(span.written)
  return code === undefined ? span : { ...span, code }
}

/** The date as YYYY-MM-DD (or YYYY), day first as people here write it; undefined when there is no such day. */
const isoOf = (written: string): string | undefined => {
  if (/^\d{4}$/.test(written)) return written
  if (/^\d{4}-/.test(written)) return parseDay(written)
  const [date, month, year] = written.split(/[-/. ]/)
  const number = /^\d+$/.test(month ?? '') ? Number(month) : MONTHS.indexOf((month ?? '').toLowerCase()) + 1
  return parseDay(`${year}-${String(number).padStart(2, '0')}-${(date ?? '').padStart(2, '0')}`)
}

const readPhones: Reader = (text) =>
  spans(text, /(?<![\d+])((?:\+|00)\d{2}[ -]?(?:\(0\)[ ]?)?\d(?:[ -]?\d){7,10}|0\d(?:[ -]?\d){6,9})(?!\d)/g, 'pattern')

const readMails: Reader = (text) =>
  spans(text, /(?<![\w.+-])([\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})(?![\w-])/gi, 'pattern')

// Countries of which people are met most, by how Dutch writes the person or the country. Not a full list: a hint, no verdict.
const COUNTRIES: Readonly<Record<string, string>> = {
  Albanese: 'AL',
  Albanië: 'AL',
  Braziliaanse: 'BR',
  Brazilië: 'BR',
  Bulgaarse: 'BG',
  Bulgarije: 'BG',
  Chinese: 'CN',
  China: 'CN',
  Colombiaanse: 'CO',
  Colombia: 'CO',
  Eritrese: 'ER',
  Eritrea: 'ER',
  Ethiopische: 'ET',
  Ethiopië: 'ET',
  Filipijnse: 'PH',
  Filipijnen: 'PH',
  Hongaarse: 'HU',
  Hongarije: 'HU',
  Indiase: 'IN',
  India: 'IN',
  Indonesische: 'ID',
  Indonesië: 'ID',
  Marokkaanse: 'MA',
  Marokko: 'MA',
  Nederlandse: 'NL',
  Nigeriaanse: 'NG',
  Nigeria: 'NG',
  Oegandese: 'UG',
  Oeganda: 'UG',
  Oekraïense: 'UA',
  Oekraïne: 'UA',
  Poolse: 'PL',
  Polen: 'PL',
  Roemeense: 'RO',
  Roemenië: 'RO',
  Syrische: 'SY',
  Syrië: 'SY',
  Turkse: 'TR',
  Turkije: 'TR',
  Vietnamese: 'VN',
  Vietnam: 'VN',
}

const readNationalities: Reader = (text) => {
  const named = Object.keys(COUNTRIES).join('|')
  const withCountry = (span: Span): Span => {
    const code = COUNTRIES[span.written]
    return code === undefined ? span : { ...span, code }
  }
  return [
    ...spans(text, new RegExp(String.raw`\b[Nn]ationaliteit[ ]?:[ ]{0,3}(${named})(?!\p{L})`, 'gu'), 'labelled').map(
      withCountry,
    ),
    ...spans(text, new RegExp(String.raw`(?<!\p{L})(${named})(?!\p{L})`, 'gu'), 'hint').map(withCountry),
  ]
}

/** Names of municipalities that stand behind a word of place. Longest first, so that a part of a name is not taken for it. */
const readTowns: Reader = (text, { towns }) => {
  const byName = new Map(towns.map((town) => [town.name.replace(/ \([A-Z]+\.\)$/, '').toLowerCase(), town]))
  const place =
    /\b(?:in|te|uit|naar|bij|gemeente|woonplaats:?|plaats:?)[ ]((?:'[st][ -])?\p{Lu}[\p{L}'’-]{1,30}(?:[ ](?:aan|de|den|en|op|van|\p{Lu})[\p{L}'’-]{0,30}){0,3})/gu
  return spans(text, place, 'pattern').flatMap((span) => {
    for (let words = span.written.split(' '); words.length > 0; words = words.slice(0, -1)) {
      const written = words.join(' ')
      const town = byName.get(written.toLowerCase())
      if (town) return [{ ...span, written, end: span.start + written.length, code: town.code }]
    }
    return []
  })
}

// Words of a residence letter as people write them; what follows from it is for the rules of responsibility, not for us.
const RESIDENCE: readonly (readonly [string, RegExp])[] = [
  ['permit-withdrawn', /\b(vergunning[^.\n]{0,40}?(?:is |werd )?ingetrokken|ingetrokken (?:verblijfs)?vergunning)/giu],
  ['permit-expired', /\b(vergunning[^.\n]{0,40}?(?:is |al )?verlopen|verlopen (?:verblijfs)?vergunning)/giu],
  ['permit-valid', /\b((?:verblijfs)?vergunning[^.\n]{0,25}?(?:is |nog )?geldig|geldige (?:verblijfs)?vergunning)/giu],
  ['no-papers', /\b(zonder (?:geldige )?papieren|ongedocumenteerd\p{L}{0,2}|geen verblijfsrecht)/giu],
  ['reflection-period', /\b(bedenktijd)/giu],
  ['b8', /\b(B8(?:\/3)?)(?![\p{L}\d])/gu],
  ['asylum', /\b(asiel(?:zoeker|aanvraag|procedure)?)(?!\p{L})/giu],
]
const EXPLOITATION: readonly (readonly [string, RegExp])[] = [
  [
    'labour',
    /\b(arbeidsuitbuiting|onderbetaald|geen loon|paspoort (?:is |werd )?(?:afgepakt|ingenomen)|slaapt (?:boven|in) (?:het|de) (?:restaurant|zaak|keuken))/giu,
  ],
  ['sexual', /\b(seksuele uitbuiting|gedwongen prostitutie|loverboy)/giu],
  ['criminal', /\b(criminele uitbuiting|gedwongen (?:te stelen|drugs)|drugskoerier)/giu],
]
const coded =
  (table: readonly (readonly [string, RegExp])[], confidence: Confidence): Reader =>
  (text) =>
    table.flatMap(([code, pattern]) => spans(text, pattern, confidence).map((span) => ({ ...span, code })))

const READERS: readonly (readonly [ProposedField, Reader])[] = [
  ['email', readMails],
  ['birthDate', readBirthDates],
  ['phone', readPhones],
  ['residence', coded(RESIDENCE, 'hint')],
  ['exploitation', coded(EXPLOITATION, 'hint')],
  ['town', readTowns],
  ['nationality', readNationalities],
  ['happened', readHappened],
  ['fullName', readNames],
]

/** Where the first group of the pattern stands in the text. */
const spans = (text: string, pattern: RegExp, confidence: Confidence): readonly Span[] =>
  [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}d`))].flatMap((match) => {
    const [start, end] = match.indices?.[1] ?? []
    if (start === undefined || end === undefined) return []
    return [{ written: text.slice(start, end), start, end, confidence }]
  })
