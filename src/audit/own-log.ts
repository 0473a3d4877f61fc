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

export type OwnLogEntry = {
  readonly on: Day
  /** Absent for a neutral line: a minute can tell as much as a name. */
  readonly time?: string
  readonly who: Bilingual
  readonly role?: string
  readonly act: Bilingual
  readonly chapters: readonly string[]
  readonly purpose: Bilingual
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
const HELPER: Bilingual = { nl: 'een organisatie die helpt', en: 'an organisation that helps' }
/** Purposes whose sentence may be read over her shoulder; any other is said in general words. */
const PLAIN_PURPOSES: ReadonlySet<string> = new Set(['D20', 'D21', 'D22', 'D26', 'E01', 'W01', 'W06'])
const SOME_PURPOSE: Bilingual = { nl: 'Hulp regelen', en: 'Arranging help' }
const AUTHORITY: Bilingual = { nl: 'een instantie met een wettelijke taak', en: 'an authority with a task in law' }
const NEUTRAL_ACT: Bilingual = { nl: 'heeft gegevens gebruikt', en: 'used data' }
const NEUTRAL_PURPOSE: Bilingual = { nl: 'Taak die in de wet staat', en: 'A task in law' }
const YOU: Bilingual = { nl: 'u zelf', en: 'yourself' }
const UNKNOWN: Bilingual = { nl: 'een organisatie', en: 'an organisation' }

/** The purpose of break-glass (data/sharing/purposes.csv). */
export const EMERGENCY = 'E01'

/** First words of acts; the acts of slices begin with a verb. */
const VERBS: Readonly<Record<string, Bilingual>> = {
  read: { nl: 'heeft gelezen', en: 'read' },
  list: { nl: 'heeft een lijst bekeken', en: 'looked at a list' },
  open: { nl: 'heeft geopend', en: 'opened' },
  record: { nl: 'heeft opgeschreven', en: 'wrote down' },
  note: { nl: 'heeft opgeschreven', en: 'wrote down' },
  withdraw: { nl: 'heeft iets stopgezet', en: 'stopped something' },
  offer: { nl: 'heeft een overdracht aangeboden', en: 'offered a handover' },
  accept: { nl: 'heeft een overdracht aangenomen', en: 'accepted a handover' },
  ask: { nl: 'heeft iets gevraagd', en: 'asked something' },
  answer: { nl: 'heeft geantwoord', en: 'answered' },
}
/** Acts of an emergency: said as such, whatever verb they begin with. */
const EMERGENCY_ACTS: Readonly<Record<string, Bilingual>> = {
  'open-break-glass': { nl: 'heeft in een noodgeval toegang genomen', en: 'took access in an emergency' },
  'read-break-glass': { nl: 'heeft in een noodgeval gelezen', en: 'read in an emergency' },
  'list-break-glass': { nl: 'heeft gezien wie er in een noodgeval keek', en: 'saw who looked in an emergency' },
  'end-break-glass': { nl: 'heeft de toegang van het noodgeval beëindigd', en: 'ended the access of the emergency' },
  'read-break-glass-reason': {
    nl: 'heeft gelezen waarom er in een noodgeval is gekeken',
    en: 'read why somebody looked in an emergency',
  },
  'review-break-glass': {
    nl: 'heeft beoordeeld of het kijken in een noodgeval terecht was',
    en: 'judged whether looking in an emergency was right',
  },
}
const SOME_ACT: Bilingual = { nl: 'heeft aan uw dossier gewerkt', en: 'worked on your file' }

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
  who: row.function === 'person' ? YOU : nameOf(whoIs(row.organisation), row.plane),
  role: row.function,
  act: EMERGENCY_ACTS[row.act] ?? VERBS[row.act.split('-')[0] ?? ''] ?? SOME_ACT,
  chapters: row.chapters,
  purpose: (PLAIN_PURPOSES.has(row.purpose) ? purposes.get(row.purpose) : undefined) ?? SOME_PURPOSE,
  neutral: false,
  emergency: row.purpose === EMERGENCY,
})

const nameOf = (organisation: ReturnType<WhoIs>, plane: Plane): Bilingual => {
  if (!organisation) return UNKNOWN
  if (NAMED.has(organisation.kind)) return { nl: organisation.name, en: organisation.name }
  return plane === 'care' ? HELPER : UNKNOWN
}

const CLOCK = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' })
