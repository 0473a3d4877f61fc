/** What the operator of an installation does for the map as a whole: asks everybody for a confirmation, and loads what municipalities declare. */
import { accept, asId, type Claim, dayAt, type Outcome, refuse } from '../kernel/index.ts'
import type { Acts } from '../platform/work.ts'
import { askEntry } from './map.routes.ts'
import { recordMapFact } from './map.store.ts'
import { isValidOn } from './organisation.ts'
import type { EntryLinkKind, MapPorts } from './ports.ts'
import type { Assessed } from './self-assessment.ts'

/** Nobody in person: the command line of the installation. */
const MAP_ACTOR = asId<Claim['actor']>('00000000-0000-4000-8000-000000000008')

export type AskedEntry = {
  readonly organisation: string
  readonly function: string
  readonly mail: string
  readonly path: string
}
export type MapKeeper = {
  /** A link for every entry, or for every municipality that declares, of this day: whoever runs the installation mails them. */
  readonly ask: (kind: EntryLinkKind) => Promise<Outcome<readonly AskedEntry[], string>>
  /** Keeps a list of declarations; gives how many. */
  readonly declare: (list: readonly Assessed[]) => Promise<Outcome<number, string>>
}

/** Binds both to the acts of the system; refused when the directory has no operator. */
export const mapKeeper = (
  needs: Pick<MapPorts, 'reference' | 'createLink' | 'endLinks'> & { readonly acts: Acts; readonly clock: () => Date },
): MapKeeper => {
  const { reference, acts } = needs
  const operator = reference.organisations.find(({ kind }) => kind === 'technical-operator')
  const claim: Claim | undefined = operator && {
    ...{ organisation: operator.id, actor: MAP_ACTOR, function: 'operator', plane: operator.plane, purpose: 'W03' },
  }
  return {
    ask: async (kind) => {
      if (!claim) return refuse('not-found')
      return acts.run(
        { claim, operation: 'askEntries' },
        async (work): Promise<Outcome<readonly AskedEntry[], string>> => {
          const asked: AskedEntry[] = []
          for (const { subject, ...entry } of toAsk(needs, kind)) {
            const link = await askEntry(work, needs, { kind, subject })
            if (!link.ok) return link
            asked.push({ ...entry, path: link.value.path })
          }
          return accept(asked)
        },
      )
    },
    declare: async (list) => {
      if (!claim) return refuse('not-found')
      return acts.run({ claim, operation: 'declarePractice' }, async (work): Promise<Outcome<number, string>> => {
        for (const { house, answers } of list)
          if (!(await recordMapFact(work, { stream: house, kind: 'practice-declared', payload: answers })))
            return refuse('not-found')
        return accept(list.length)
      })
    },
  }
}

// Everything that stands on the map today; a declaration is asked of a municipality at its focal officer, else at its first desk.
const toAsk = (
  { reference, clock }: Pick<MapPorts, 'reference'> & { readonly clock: () => Date },
  kind: EntryLinkKind,
) => {
  const on = dayAt(clock())
  const organisations = new Map(
    reference.organisations.filter(({ valid }) => isValidOn(valid, on)).map((each) => [each.id, each]),
  )
  const contacts = reference.contactPoints.filter(
    (each) => isValidOn(each.valid, on) && organisations.has(each.organisation),
  )
  const entryOf = (contact: (typeof contacts)[number], subject: string) => ({
    ...{ subject, organisation: organisations.get(contact.organisation)?.name ?? '' },
    ...{ function: contact.holder.nl, mail: contact.mail },
  })
  if (kind === 'entry-confirm') return contacts.map((each) => entryOf(each, each.id))
  return [...organisations.values()].flatMap(({ id, kind: of }) => {
    const own = contacts.filter(({ organisation }) => organisation === id)
    const contact = own.find((each) => each.function === 'focal-officer') ?? own[0]
    return of === 'municipality' && contact ? [entryOf(contact, id)] : []
  })
}
