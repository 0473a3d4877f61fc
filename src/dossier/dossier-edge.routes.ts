/** What the edges of dossier, handover and page share: who may come in, whose dossier it is, which day was meant. */
import type { Organisation } from '../directory/index.ts'
import { type Act, accept, type Day, type Outcome, parseDay, refuse, type WorkFunction } from '../kernel/index.ts'
import type { Work } from '../platform/work.ts'
import type { NotedField } from './chapter.ts'
import type { NameOf, Reader } from './dossier.present.ts'
import { type Dossier, findDossier } from './dossier.store.ts'
import { relationsTo } from './relation.ts'

/** Who may read what their organisation holds or has in reach. */
export const READERS: readonly WorkFunction[] = [
  'care-coordinator',
  'focal-officer',
  'shelter-worker',
  'wmo-desk',
  'table-chair',
]
/** Who works on a dossier. */
export const WORKERS: readonly WorkFunction[] = ['care-coordinator', 'focal-officer', 'shelter-worker']

export const readerOf = ({ claim, today }: Work): Reader => ({
  organisation: claim.organisation,
  function: claim.function,
  today,
})

/** Names of organisations out of the directory. */
export const namesFrom = (organisations: readonly Organisation[]): NameOf => {
  const names = new Map<string, string>(organisations.map((each) => [each.id, each.name]))
  return (id) => names.get(id) ?? 'onbekende organisatie'
}

/** The day that was given, today when none was; refuses a day that does not exist or has yet to come. */
export const happenedOn = (given: string | undefined, today: Day): Outcome<Day, 'bad-input' | 'happened-in-future'> => {
  if (given === undefined) return accept(today)
  const parsed = parseDay(given)
  if (!parsed) return refuse('bad-input')
  return parsed > today ? refuse('happened-in-future') : accept(parsed)
}

/** The dossier when this organisation holds it and the one decision says yes; nobody else writes in it. What may not be known to exist is not found. */
export const heldDossier = async (
  work: Work,
  id: string,
  about: { readonly act: Act; readonly chapter?: string },
): Promise<Outcome<Dossier, string>> => {
  const dossier = await findDossier(work, id)
  if (!dossier) return refuse('not-found')
  if (dossier.holder !== work.claim.organisation) return refuse('not-the-holder')
  const decided = work.decide({ ...about, dossier: id, relations: relationsTo(dossier, readerOf(work)) })
  return decided.ok ? accept(dossier) : decided
}

/** Seals a note with the key of its chapter and gives its id. */
export const noteChapter = async (
  work: Work,
  dossierId: string,
  note: {
    readonly chapter: string
    readonly happened: Day
    readonly fields: readonly NotedField[]
    readonly text: string
  },
): Promise<string> => {
  const { id } = await work.record({
    slice: 'dossier',
    stream: dossierId,
    kind: 'chapter-noted',
    chapter: note.chapter,
    happened: note.happened,
    personal: { fields: note.fields, text: note.text },
  })
  return id
}
