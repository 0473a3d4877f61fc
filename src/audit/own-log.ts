/**
 * What the person reads about who used her file: when, who, why, which chapters. Never the name of a user, and the name of
 * an organisation only where it tells nothing of her; police and desks appear late and neutral (decision 7): somebody may look
 * over her shoulder, and a fresh line "police" can be as dangerous as an address.
 */
import { addDays, type Day, dayAt, type Plane } from '../kernel/index.ts'

/** One row of the processing log, as stored. */
export type Processing = {
  readonly at: Date
  readonly organisation: string
  readonly function: string
  readonly plane: Plane
  readonly purpose: string
  readonly act: string
  readonly chapters: readonly string[]
}

/** What the directory says of an organisation; bound by whoever asks. */
export type WhoIs = (organisation: string) => { readonly kind: string; readonly name: string } | undefined

export type Bilingual = { readonly nl: string; readonly en: string }
/** In the languages of her page. */
export type InHerLanguages = Bilingual & { readonly ar: string }

export type OwnLogEntry = {
  readonly on: Day
  /** Absent for a neutral line: a minute can tell as much as a name. */
  readonly time?: string
  readonly who: InHerLanguages
  readonly role?: string
  readonly act: InHerLanguages
  readonly chapters: readonly string[]
  readonly purpose: InHerLanguages
  /** A line of an authority: it came late and says little, on purpose. */
  readonly neutral: boolean
  /** Done in an emergency, without having been agreed (break-glass). */
  readonly emergency: boolean
}

/** How long a line of police or desk waits before it appears. Not a law: proposed, to be settled with practitioners. */
export const NEUTRAL_DELAY_DAYS = 30

/** The kinds whose names say nothing of her: a town hall, and the co-ordinator that she knows. Any other name tells. */
const NAMED: ReadonlySet<string> = new Set(['municipality', 'care-coordination'])
/** Everybody else on the plane of care, shelters and CoMensha among them: a name is nearly an address, or the whole story. */
const HELPER = { nl: 'een organisatie die helpt', en: 'an organisation that helps', ar: 'منظمة تقدم المساعدة' }
/** Purposes whose sentence may be read over her shoulder, with their Arabic; any other is said in general words. */
const PLAIN_PURPOSES: ReadonlyMap<string, string> = new Map([
  ['D20', 'مواصلة الدعم بعد الانتقال'],
  ['D21', 'تنسيق الدعم داخل البلدية'],
  ['D22', 'تنسيق الرعاية'],
  ['D26', 'تسليم الملف مع مرافقة'],
  ['E01', 'حالة طارئة'],
  ['W01', 'العمل على ملفك'],
  ['W06', 'الاطلاع على الملف الخاص'],
  ['W14', 'استلام عبر رابط ورمز'],
])
const SOME_PURPOSE = { nl: 'Hulp regelen', en: 'Arranging help', ar: 'ترتيب المساعدة' }
const AUTHORITY = {
  nl: 'een instantie met een wettelijke taak',
  en: 'an authority with a task in law',
  ar: 'جهة لها مهمة بموجب القانون',
}
const NEUTRAL_ACT = { nl: 'heeft gegevens gebruikt', en: 'used data', ar: 'استخدمت بيانات' }
const NEUTRAL_PURPOSE = { nl: 'Taak die in de wet staat', en: 'A task in law', ar: 'مهمة ينص عليها القانون' }
const YOU = { nl: 'u zelf', en: 'yourself', ar: 'أنت' }
/** Who had the link to her page and not the code. */
const SOMEBODY = { nl: 'iemand met uw link', en: 'somebody with your link', ar: 'شخص لديه رابطك' }
/** Whoever came with a link and a code that were given to a party without an account; its name tells too much for this page. */
const OUTSIDE = {
  nl: 'een organisatie buiten dit systeem',
  en: 'an organisation outside this system',
  ar: 'منظمة خارج هذا النظام',
}
const UNKNOWN = { nl: 'een organisatie', en: 'an organisation', ar: 'منظمة' }

/** The purpose of break-glass (data/sharing/purposes.csv). */
export const EMERGENCY = 'E01'

/** First words of acts; the acts of slices begin with a verb. */
const VERBS: Readonly<Record<string, InHerLanguages>> = {
  read: { nl: 'heeft gelezen', en: 'read', ar: 'قراءة' },
  list: { nl: 'heeft een lijst bekeken', en: 'looked at a list', ar: 'الاطلاع على قائمة' },
  open: { nl: 'heeft geopend', en: 'opened', ar: 'فتح' },
  record: { nl: 'heeft opgeschreven', en: 'wrote down', ar: 'كتابة' },
  note: { nl: 'heeft opgeschreven', en: 'wrote down', ar: 'كتابة' },
  withdraw: { nl: 'heeft iets stopgezet', en: 'stopped something', ar: 'إيقاف شيء' },
  offer: { nl: 'heeft een overdracht aangeboden', en: 'offered a handover', ar: 'عرض تسليم الملف' },
  accept: { nl: 'heeft een overdracht aangenomen', en: 'accepted a handover', ar: 'قبول تسليم الملف' },
  ask: { nl: 'heeft iets gevraagd', en: 'asked something', ar: 'طلب شيء' },
  answer: { nl: 'heeft geantwoord', en: 'answered', ar: 'الرد' },
  try: { nl: 'vulde een verkeerde code in', en: 'filled in a wrong code', ar: 'إدخال رمز خاطئ' },
}
const SOME_ACT = { nl: 'heeft aan uw dossier gewerkt', en: 'worked on your file', ar: 'العمل على ملفك' }
/** Acts of an emergency: said as such, whatever verb they begin with. */
const EMERGENCY_ACTS: Readonly<Record<string, InHerLanguages>> = {
  'open-break-glass': {
    nl: 'heeft in een noodgeval toegang genomen',
    en: 'took access in an emergency',
    ar: 'أخذ حق الاطلاع في حالة طارئة',
  },
  'read-break-glass': {
    nl: 'heeft in een noodgeval gelezen',
    en: 'read in an emergency',
    ar: 'قراءة في حالة طارئة',
  },
  'list-break-glass': {
    nl: 'heeft gezien wie er in een noodgeval keek',
    en: 'saw who looked in an emergency',
    ar: 'الاطلاع على من قرأ في حالة طارئة',
  },
  'end-break-glass': {
    nl: 'heeft de toegang van het noodgeval beëindigd',
    en: 'ended the access of the emergency',
    ar: 'إنهاء الاطلاع في الحالة الطارئة',
  },
  'read-break-glass-reason': {
    nl: 'heeft gelezen waarom er in een noodgeval is gekeken',
    en: 'read why somebody looked in an emergency',
    ar: 'قراءة سبب الاطلاع في حالة طارئة',
  },
  'review-break-glass': {
    nl: 'heeft beoordeeld of het kijken in een noodgeval terecht was',
    en: 'judged whether looking in an emergency was right',
    ar: 'تقييم ما إذا كان الاطلاع في الحالة الطارئة صحيحًا',
  },
}

const isNeutral = (plane: Plane): boolean => plane === 'enforcement' || plane === 'desk'

/** May this line be shown on this day? */
export const isShownOn = (row: Pick<Processing, 'at' | 'plane'>, today: Day): boolean =>
  !isNeutral(row.plane) || addDays(dayAt(row.at), NEUTRAL_DELAY_DAYS) <= today

/** The lines that she may read today, in the order given. */
export const presentOwnLog = (
  rows: readonly Processing[],
  today: Day,
  whoIs: WhoIs,
  purposes: ReadonlyMap<string, Bilingual>,
): readonly OwnLogEntry[] =>
  rows
    .filter((row) => isShownOn(row, today))
    .map((row) => (isNeutral(row.plane) ? neutralLine(row) : plainLine(row, whoIs, purposes)))

// The month alone: with a day, one who knows when the police called can find the line.
const neutralLine = (row: Processing): OwnLogEntry => {
  const on = dayAt(row.at)
  const month = addDays(on, 1 - Number(on.slice(8)))
  return {
    on: month,
    who: AUTHORITY,
    act: NEUTRAL_ACT,
    chapters: [],
    purpose: NEUTRAL_PURPOSE,
    neutral: true,
    emergency: false,
  }
}

const plainLine = (row: Processing, whoIs: WhoIs, purposes: ReadonlyMap<string, Bilingual>): OwnLogEntry => ({
  on: dayAt(row.at),
  time: CLOCK.format(row.at),
  who: whoOf(row, whoIs),
  role: row.function,
  act: EMERGENCY_ACTS[row.act] ?? VERBS[row.act.split('-')[0] ?? ''] ?? SOME_ACT,
  chapters: row.chapters,
  purpose: purposeOf(row.purpose, purposes),
  neutral: false,
  emergency: row.purpose === EMERGENCY,
})

const purposeOf = (purpose: string, words: ReadonlyMap<string, Bilingual>): InHerLanguages => {
  const [ar, found] = [PLAIN_PURPOSES.get(purpose), words.get(purpose)]
  return ar && found ? { nl: found.nl, en: found.en, ar } : SOME_PURPOSE
}

const whoOf = (row: Processing, whoIs: WhoIs): InHerLanguages => {
  if (row.function === 'person') return YOU
  if (row.act === 'try-own-page') return SOMEBODY
  if (row.purpose === 'W14') return OUTSIDE
  const organisation = whoIs(row.organisation)
  if (!organisation) return UNKNOWN
  const { kind, name } = organisation
  if (NAMED.has(kind)) return { nl: name, en: name, ar: name }
  return row.plane === 'care' ? HELPER : UNKNOWN
}

const CLOCK = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' })
