/** The words of norms and their clocks. Dutch first; a missing code does not compile. */
import type { ClockState, NormKind, TermUnit, ToldFunction } from '../agreement/public.ts'

type Words = { readonly nl: string; readonly en: string }

export const clockStateWords: Readonly<Record<ClockState, Words>> = {
  'not-started': { nl: 'nog niet begonnen', en: 'not started' },
  running: { nl: 'loopt', en: 'running' },
  kept: { nl: 'nagekomen', en: 'kept' },
  missed: { nl: 'niet gehaald', en: 'missed' },
  'not-applicable': { nl: 'niet van toepassing', en: 'not applicable' },
}

export const normKindWords: Readonly<Record<NormKind, Words>> = {
  law: { nl: 'wet', en: 'law' },
  policy: { nl: 'beleid', en: 'policy' },
  treaty: { nl: 'verdrag', en: 'treaty' },
  agreement: { nl: 'afspraak', en: 'agreement' },
  proposed: { nl: 'voorstel, door niemand getekend', en: 'proposal, signed by nobody' },
}

/** A term in its unit. */
export const termWords = (count: number, unit: TermUnit): Words => {
  const [nl, en] = UNITS[unit]
  return { nl: `${count} ${nl[count === 1 ? 0 : 1]}`, en: `${count} ${en[count === 1 ? 0 : 1]}` }
}
const UNITS: Readonly<Record<TermUnit, readonly [readonly [string, string], readonly [string, string]]>> = {
  hours: [
    ['uur', 'uur'],
    ['hour', 'hours'],
  ],
  days: [
    ['dag', 'dagen'],
    ['day', 'days'],
  ],
  'working-days': [
    ['werkdag', 'werkdagen'],
    ['working day', 'working days'],
  ],
  none: [
    ['keer', 'keer'],
    ['time', 'times'],
  ],
}

/** How a house that signed goes further than the base. */
export const stricterWords = {
  count: (within: boolean, count: number, unit: TermUnit): Words => {
    const term = termWords(count, unit)
    return within
      ? { nl: `binnen ${term.nl}`, en: `within ${term.en}` }
      : { nl: `minstens ${term.nl}`, en: `at least ${term.en}` }
  },
  most: (most: number): Words => ({
    nl: `hooguit ${most} keer`,
    en: most === 1 ? 'at most once' : `at most ${most} times`,
  }),
  required: (kinds: Words): Words => ({ nl: `gevraagd: ${kinds.nl}`, en: `asked: ${kinds.en}` }),
  withoutExceptions: (kinds: Words): Words => ({
    nl: `geldt ook bij: ${kinds.nl}`,
    en: `also holds with: ${kinds.en}`,
  }),
}

/** Who is told of a term. */
export const toldWords: Readonly<Record<ToldFunction, Words>> = {
  'care-coordinator': { nl: 'zorgcoördinator', en: 'care co-ordinator' },
  'shelter-worker': { nl: 'begeleider in de opvang', en: 'shelter worker' },
  'wmo-desk': { nl: 'loket Wmo', en: 'Wmo desk' },
  'focal-officer': { nl: 'aandachtsfunctionaris', en: 'focal officer' },
  'table-chair': { nl: 'voorzitter van de casustafel', en: 'chair of the case table' },
}
export const toldWordOf = (code: string): Words | undefined => (toldWords as Readonly<Record<string, Words>>)[code]

/** Why a clock stands as it stands, for the facts that a reader may meet; other kinds are shown by their code. */
export const clockReasonWords: Readonly<Record<string, Words>> = {
  'consent-refused': {
    nl: 'Hij of zij wil dit niet; dat telt als nagekomen.',
    en: 'The person does not want this; that counts as kept.',
  },
  'not-now': {
    nl: 'Nu niet, zegt hij of zij; dat telt als nagekomen.',
    en: 'Not now, the person says; that counts as kept.',
  },
  'not-safe': { nl: 'Het is nu niet veilig; dat telt als nagekomen.', en: 'It is not safe now; that counts as kept.' },
  'handover-accepted': { nl: 'De overdracht is aanvaard.', en: 'The handover was accepted.' },
  'responsibility-named': {
    nl: 'De verantwoordelijke gemeente is genoemd.',
    en: 'The responsible municipality was named.',
  },
  'provisional-carrier-named': { nl: 'Er is een voorlopige drager genoemd.', en: 'A provisional carrier was named.' },
  'aftercare-contact': { nl: 'Er is contact geweest.', en: 'There has been contact.' },
  'aftercare-declined': {
    nl: 'Hij of zij wil geen contact; dat telt als nagekomen.',
    en: 'The person wants no contact; that counts as kept.',
  },
  'person-died': {
    nl: 'Hij of zij is overleden; niemand houdt contact.',
    en: 'The person died; nobody keeps in touch.',
  },
  'dossier-reopened': { nl: 'De hulp is hervat.', en: 'Help was taken up again.' },
  're-entry-reviewed': { nl: 'Er is nagegaan wat er misging.', en: 'It was reviewed what went wrong.' },
  'no-version-valid': { nl: 'Op die dag gold deze norm niet.', en: 'This norm was not valid on that day.' },
}
