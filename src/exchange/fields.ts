/** The fields that a row of a list can fill, and how each is read. Pure. */

export type FieldKind = 'name' | 'line' | 'note' | 'birth' | 'event' | 'codes' | 'code' | 'countries'

export const FIELDS = {
  externalId: 'line',
  happened: 'event',
  given: 'name',
  given2: 'name',
  surnamePrefix: 'name',
  surname: 'name',
  surname2: 'name',
  fullName: 'name',
  birthDate: 'birth',
  sex: 'code',
  nationality: 'countries',
  occupation: 'line',
  phone: 'line',
  phone2: 'line',
  email: 'line',
  document: 'line',
  street: 'line',
  houseNumber: 'line',
  postcode: 'line',
  town: 'line',
  country: 'line',
  exploitation: 'codes',
  means: 'codes',
  reporterKind: 'code',
  freeText: 'note',
} as const satisfies Record<string, FieldKind>

export type Field = keyof typeof FIELDS

export const isField = (text: string): text is Field => Object.hasOwn(FIELDS, text)
export const isDateField = (field: Field): boolean => FIELDS[field] === 'birth' || FIELDS[field] === 'event'

/** Any of these makes a row a signal: somebody is named or described (design.md, walk, step 2: suspicion is enough). */
export const TELLING_FIELDS: readonly Field[] = [
  'given',
  'surname',
  'fullName',
  'phone',
  'phone2',
  'email',
  'document',
  'street',
  'postcode',
  'exploitation',
  'means',
  'freeText',
]
