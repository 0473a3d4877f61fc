/** The people of the walks, each as two houses wrote them down. */
import { castDay, theCook } from '../../fixtures/cast.ts'
import type { KnownPerson } from '../../src/demonstration/prelude.ts'
import { formatPartialDate } from '../../src/kernel/index.ts'
import { mayBeMinor } from '../../src/linkage/sensitivity.ts'
import { randomWalkPeople } from '../../src/simulation/index.ts'
import type { WalkPeople } from './steps.ts'

const { eindhoven, zaanstad } = theCook.asKnown

export const theCookTwice: WalkPeople = {
  key: 'cook',
  known: {
    fullName: eindhoven.name,
    birthDate: eindhoven.birthDate,
    phone: eindhoven.phone,
    nationality: eindhoven.nationality,
  },
  heard: {
    fullName: zaanstad.name,
    birthDate: zaanstad.birthDate,
    phone: zaanstad.phone,
    nationality: zaanstad.nationality,
  },
}

type Description = ReturnType<typeof randomWalkPeople>[number]['known']['description']

const asKnown = ({ given, surname, birthDate, phone, nationality }: Description): KnownPerson => ({
  ...(given ? { given } : {}),
  ...(surname ? { surname } : {}),
  ...(birthDate ? { birthDate: formatPartialDate(birthDate) } : {}),
  ...(phone ? { phone } : {}),
  ...(nationality ? { nationality } : {}),
})

/** Simulated people, with the errors that people make when they write a name down. */
export const simulatedPeople = (seed: number, count: number): readonly WalkPeople[] =>
  randomWalkPeople(seed, count).map((each, place) => ({
    key: `person ${place + 1}`,
    known: asKnown(each.known.description),
    heard: asKnown(each.heard.description),
  }))

/** The first so many of them who are no minors by either description: whoever may be one is looked for by two people. */
export const simulatedAdults = (seed: number, count: number): readonly WalkPeople[] =>
  simulatedPeople(seed, count * 2)
    .filter(({ known, heard }) => ![known, heard].some((person) => mayBeMinor(person, castDay)))
    .slice(0, count)
