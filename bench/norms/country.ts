/** The facts that an invented country gives to the clocks: those of lives, as the demonstration draws them, and of municipalities, regions, the country and what was joined. */
import { bookOf, type ClockFact, type Norm } from '../../src/agreement/index.ts'
import { practiceOf, whatStarted } from '../../src/demonstration/practice.ts'
import { addDays, randomFrom } from '../../src/kernel/index.ts'
import { type CountryInput, LAST_DAY, simulateCountry } from '../../src/simulation/index.ts'

/** Facts of one file, municipality, region, of the country or of signals that were joined. */
export type Matter = { readonly about: Norm['about']; readonly facts: readonly ClockFact[] }

/** The matters of a country, persons first. */
export function* mattersOf(input: CountryInput, norms: readonly Norm[], seed: number): Generator<Matter> {
  const random = randomFrom(seed)
  const persons = bookOf(norms.filter(({ about }) => about === 'person'))
  for (const event of simulateCountry(input)) {
    if (event.kind !== 'person') continue
    const facts = practiceOf(random, persons, event.person.life)
    if (facts.length > 0) yield { about: 'person', facts }
  }
  const last = input.lastDay ?? LAST_DAY
  for (const about of ['municipality', 'region', 'country', 'cluster'] as const) {
    const book = bookOf(norms.filter((norm) => norm.about === about))
    for (let matter = 0; matter < OTHERS[about]; matter += 1)
      yield {
        about,
        facts: [...book.startedBy.keys()].flatMap((trigger) =>
          whatStarted(random, book, trigger, addDays(last, -random.below(input.years * 365))),
        ),
      }
  }
}
const OTHERS = { municipality: 342, region: 35, country: 40, cluster: 200 } as const
