/**
 * From a pasted e-mail to proposed facts, each with the place in the text where it stands (decision 9: an e-mail can be pasted
 * to start). It never invents: what is proposed is a piece of the text, and a person confirms it before anything is kept.
 * Pure, and linear in the text: every pattern has a bound.
 */
import { type Day, parseDay } from '../kernel/index.ts'
import { SITUATION_FIELDS, SITUATION_READERS, type SituationField } from './propose-situation.ts'
import {
  type Confidence,
  DATE,
  isOfSomebodyElse,
  isOfTheWriter,
  MONTHS,
  messageOf,
  type Span,
  spans,
} from './text-spans.ts'

export type ProposedField =
  | 'fullName'
  | 'birthDate'
  | 'nationality'
  | 'occupation'
  | 'phone'
  | 'email'
  | 'town'
  | 'residence'
  | 'exploitation'
  | 'happened'
  | SituationField

export type Proposal = Span & { readonly field: ProposedField }

export type Town = { readonly code: string; readonly name: string }
export type ProposalContext = { readonly towns: readonly Town[]; readonly today: Day }

/** Longer texts are not read: they are not an e-mail about one person. */
export const TEXT_MAX = 20_000
const PROPOSALS_MAX = 60

type Reader = (text: string, context: ProposalContext) => readonly Span[]

/** All proposals, in the order of the text; of two about the same words the surer one stays. */
export const proposeFacts = (text: string, context: ProposalContext): readonly Proposal[] => {
  if (text.length > TEXT_MAX) return []
  const message = messageOf(text)
  const found = READERS.flatMap(([field, read]) => read(message, context).map((span): Proposal => ({ field, ...span })))
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

const NAME_WORD = String.raw`\p{Lu}[\p{L}'’-]{1,30}`
const PARTICLE = `(?:van|de|der|den|het|ten|ter|el|al|bin|ben|da|dos|du|la|le)`
const NAME = `${NAME_WORD}(?:[ ](?:${PARTICLE}[ ]){0,2}${NAME_WORD}){0,4}`

/**
 * A name only where the text introduces it. Two words with capitals are a name, a firm or a sender, and a wrong name in a
 * signal looks up the wrong person; so a greeting, a signature and the name of a boss or friend are no names.
 */
const readNames: Reader = (text) =>
  [
    ...spans(
      text,
      new RegExp(
        String.raw`(?<!\p{L})(?:[Nn]aam|NAAM|[Nn]ame|[Cc]li[eë]nte?|[Bb]etrokkene|BETROKKENE|[Ss]lachtoffer|[Ll]eerlinge?|[Pp]ati[eë]nte?)[ ]?:[ \t]{0,4}(${NAME})`,
        'gu',
      ),
      'labelled',
    ),
    ...spans(
      text,
      new RegExp(String.raw`(?<!\p{L})(?:heet(?:\s(?:hij|zij|ze))?|genaamd|noemt\szich|called)\s(${NAME})`, 'gu'),
      'labelled',
    ),
    ...spans(text, new RegExp(String.raw`(?<!\p{L})(?:[Hh]aar|[Zz]ijn)\snaam\sis\s(${NAME})`, 'gu'), 'labelled'),
    ...spans(
      text,
      new RegExp(
        String.raw`(?<!(?:[Bb]este|[Gg]eachte|[Dd]ag|[Hh]allo|[Gg]oedemorgen|[Gg]oedemiddag|[Ww]erkgever|[Bb]aas)\s)(?<!\p{L})(?:[Dd]e\sheer|[Dd]hr\.?|[Mm]eneer|[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?)[ ](${NAME})`,
        'gu',
      ),
      'pattern',
    ),
  ].filter((span) => !isOfSomebodyElse(text, span))

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

/** Until when a permit holds; the date may lie ahead. */
const readPermitUntil: Reader = (text) =>
  spans(
    text,
    new RegExp(
      String.raw`(?<!\p{L})(?:(?:verblijfs|werk)?vergunning|GVVA|verblijfsdocument|pasje)(?!\p{L})[^.\n]{0,40}?\b(?:geldig\s)?(?:tot(?:\sen\smet)?|t/m|loopt\saf\sop|verloopt\sop)\s(${DATE})`,
      'giu',
    ),
    'labelled',
  ).map(withDate)

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
  spans(
    text,
    /(?<![\d+])((?:\+|00)\d{2}[ -]?(?:\(0\)[ ]?)?\d(?:[ -]?\d){7,10}|0\d(?:[ -]?\d){6,9})(?!\d)/g,
    'pattern',
  ).filter((span) => !isOfTheWriter(text, span))

const readMails: Reader = (text) =>
  spans(text, /(?<![\w.+-])([\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4})(?![\w-])/gi, 'pattern').filter(
    (span) => !isOfTheWriter(text, span),
  )

// "Werkt als kok", "beroep: kok". Comparisons ("als een slaaf", "als enige") say nothing of the work.
const readOccupations: Reader = (text) => [
  ...spans(text, /(?<!\p{L})[Bb]eroep[ ]?:[ ]{0,3}(\p{L}[\p{L}-]{2,30})/gu, 'labelled'),
  ...spans(
    text,
    /(?<!\p{L})werkt(?:e)?\sals\s(?:een\s)?(?!(?:slaaf|slavin|enige|eerste|laatste|beest|gek|dat|het|zij|hij|een)(?!\p{L}))(\p{Ll}[\p{Ll}-]{2,30})/gu,
    'pattern',
  ),
]

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
    ...spans(text, new RegExp(String.raw`\b[Nn]ationaliteit[ ]?:[ ]{0,3}(${named})(?!\p{L})`, 'gu'), 'labelled'),
    ...spans(text, new RegExp(String.raw`(?<!\p{L})(${named})\snationaliteit(?!\p{L})`, 'gu'), 'labelled'),
    // A Chinese restaurant has no nationality.
    ...spans(
      text,
      new RegExp(String.raw`(?<!\p{L})(${named})(?!\p{L})(?!\s(?:restaurant|afhaal|toko|keuken|winkel|bedrijf))`, 'gu'),
      'hint',
    ),
  ].map(withCountry)
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

// What follows from a word of residence is for the rules of responsibility, not for us: it is marked, and stays in the text.
const RESIDENCE: readonly (readonly [string, RegExp])[] = [
  ['permit-withdrawn', /\b(vergunning[^.\n]{0,40}?(?:is |werd )?ingetrokken|ingetrokken (?:verblijfs)?vergunning)/giu],
  ['permit-expired', /\b(vergunning[^.\n]{0,40}?(?:is |al )?verlopen|verlopen (?:verblijfs)?vergunning)/giu],
  ['permit-valid', /\b((?:verblijfs)?vergunning[^.\n]{0,25}?(?:is |nog )?geldig|geldige (?:verblijfs)?vergunning)/giu],
  ['reflection-period', /\b(bedenktijd)/giu],
]
// Words by which one may think of a form. Only a hint: the coarse form is chosen by whoever records.
const EXPLOITATION: readonly (readonly [string, RegExp])[] = [
  [
    'labour',
    /(?<!\p{L})(arbeidsuitbuiting|onderbetaald|geen\sloon|loon\s(?:wordt|werd)\singehouden|paspoort (?:is |werd )?(?:afgepakt|ingenomen)|(?:zijn|haar|de)\s(?:baas|werkgever)\s(?:kijkt\smee|bedreigt\s\p{L}{2,4}|dreigt))(?!\p{L})/giu,
  ],
  [
    'sexual',
    /(?<!\p{L})(seksuele\suitbuiting|gedwongen\sprostitutie|in\sde\sprostitutie|sekswerk|loverboy|seks\smet\s(?:klanten|mannen)|klanten\sontvangen)(?!\p{L})/giu,
  ],
  [
    'criminal',
    /(?<!\p{L})(criminele\suitbuiting|gedwongen\s(?:te\sstelen|drugs|diefstal)|drugskoerier|geldezel|katvanger|drugs\s(?:wegbrengen|verkopen|dealen|rondbrengen)|pakketjes\s(?:wegbrengen|bezorgen)|moe(?:t|st)\sstelen)(?!\p{L})/giu,
  ],
]
const coded =
  (table: readonly (readonly [string, RegExp])[], confidence: Confidence): Reader =>
  (text) =>
    table.flatMap(([code, pattern]) => spans(text, pattern, confidence).map((span) => ({ ...span, code })))

const READERS: readonly (readonly [ProposedField, Reader])[] = [
  ['email', readMails],
  ['birthDate', readBirthDates],
  ['permit-until', readPermitUntil],
  ['phone', readPhones],
  ...SITUATION_FIELDS.flatMap((field): readonly (readonly [ProposedField, Reader])[] =>
    field === 'permit-until' ? [] : [[field, SITUATION_READERS[field]]],
  ),
  ['residence', coded(RESIDENCE, 'hint')],
  ['exploitation', coded(EXPLOITATION, 'hint')],
  ['town', readTowns],
  ['nationality', readNationalities],
  ['occupation', readOccupations],
  ['happened', readHappened],
  ['fullName', readNames],
]
