/** What a signal tells, in the words of a dossier's chapters: what was confirmed once is typed nowhere again (decision 9). */
import type { Day, Precision } from '../kernel/index.ts'
import type { Exploitation, SignalFact, SignalPerson } from './signal.ts'

export type ToldBySignal = {
  readonly fields: readonly { readonly field: string; readonly value: string }[]
  readonly municipalityCode?: string
}

type Told = {
  readonly person?: SignalPerson
  readonly facts?: readonly SignalFact[]
  readonly exploitation: Exploitation
  readonly happened: Day
  readonly precision: Precision
  readonly municipalityCode?: string
}

const nameOf = ({ fullName, given, surname }: SignalPerson): string =>
  fullName ?? [given, surname].filter((part) => part !== undefined && part !== '').join(' ')

/**
 * The fields of a dossier that a signal fills. What nobody knows is no fact: an unknown day or form is left out. A document
 * number and an address stay in the signal: no chapter asks for them.
 */
export const toldBySignal = ({ person = {}, facts = [], ...signal }: Told): ToldBySignal => {
  const fields = [
    { field: 'name', value: nameOf(person) },
    { field: 'birth-date', value: person.birthDate },
    { field: 'nationality', value: person.nationality },
    { field: 'gender', value: person.sex },
    { field: 'phone', value: person.phone },
    { field: 'email', value: person.email },
    { field: 'found-on', value: signal.precision === 'day' ? signal.happened : undefined },
    { field: 'found-in', value: person.town },
    { field: 'exploitation', value: signal.exploitation === 'unknown' ? undefined : signal.exploitation },
    { field: 'work', value: person.occupation },
    ...facts,
  ].flatMap(({ field, value }) => (value === undefined || value.trim() === '' ? [] : [{ field, value }]))
  const { municipalityCode } = signal
  return { fields, ...(municipalityCode === undefined ? {} : { municipalityCode }) }
}
