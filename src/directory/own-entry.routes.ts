/** Pages behind a link to an own entry or declaration: opened without an account, about one function or one house, until the link expires. */
import { accept, type Outcome, refuse } from '../kernel/index.ts'
import type { Page, PageAnswer } from '../platform/route.ts'
import type { Work } from '../platform/work.ts'
import { arrangementsOf } from './holes.ts'
import { territoryName } from './map.present.ts'
import { readDeclarations, readMapFacts, recordMapFact } from './map.store.ts'
import { ENTRY_ANSWERS, entryPage, ownEntryAddress, practicePage } from './own-entry.page.ts'
import type { MapPorts } from './ports.ts'
import { declaredOn, readDeclaration } from './practice.ts'
import { standingsOf } from './standing.ts'

type Answer = Promise<Outcome<PageAnswer, string>>

/** Confirming an entry, and declaring what is arranged. */
export const ownEntryPages = (ports: Pick<MapPorts, 'reference' | 'demonstration'>): readonly Page[] => {
  const entry = { kind: 'link', link: 'entry-confirm' } as const
  const practice = { kind: 'link', link: 'practice-declare' } as const
  const [atEntry, atPractice] = ['/bevestigen/{token}', '/opgave/{token}']
  return [
    {
      ...{ method: 'GET', path: atEntry, operationId: 'readEntryPage', access: entry },
      handle: (work, { params, search }) => showEntry(work, ports, visitOf(params['token'], search)),
    },
    {
      ...{ method: 'POST', path: atEntry, operationId: 'answerEntryPage', access: entry },
      handle: (work, { params, search, form }) =>
        takeEntry(work, visitOf(params['token'], search), form['answer'] ?? ''),
    },
    {
      ...{ method: 'GET', path: atPractice, operationId: 'readPracticePage', access: practice },
      handle: (work, { params, search }) => showPractice(work, ports, visitOf(params['token'], search)),
    },
    {
      ...{ method: 'POST', path: atPractice, operationId: 'answerPracticePage', access: practice },
      handle: (work, { params, search, form }) => takePractice(work, visitOf(params['token'], search), form),
    },
  ]
}

type Visit = { readonly token: string; readonly language: 'nl' | 'en'; readonly saved: string }
const visitOf = (token = '', search: string): Visit => {
  const asked = new URLSearchParams(search)
  return { token, language: asked.get('taal') === 'en' ? 'en' : 'nl', saved: asked.get('bewaard') ?? '' }
}
const subjectOf = ({ claim }: Work): string => claim.linkSubject ?? ''

const showEntry = async (work: Work, ports: Pick<MapPorts, 'reference' | 'demonstration'>, visit: Visit): Answer => {
  const { reference, demonstration } = ports
  const contact = reference.contactPoints.find(({ id }) => id === subjectOf(work))
  const organisation = reference.organisations.find(({ id }) => id === contact?.organisation)
  if (!contact || !organisation) return refuse('not-found')
  const facts = await readMapFacts(work.trx)
  const own = facts.entries.filter(({ contactPoint }) => contactPoint === contact.id)
  const saved = ENTRY_ANSWERS.find((each) => each === visit.saved)
  const confirmed = standingsOf(own, work.today).get(contact.id)?.confirmed
  const alsoFor = arrangementsOf(facts.holes, work.today).filter(
    (each) => contact.function === 'focal-officer' && organisation.serves.includes(each.with),
  )
  // An address that was kept says nothing of today tomorrow.
  const isNow = saved !== undefined && own.at(-1)?.kind === `entry-${saved}` && own.at(-1)?.on === work.today
  return accept({
    html: entryPage({
      ...{ token: visit.token, language: visit.language, demonstration, organisation: organisation.name, contact },
      alsoFor: alsoFor.map(({ territory }) => territoryName(reference, territory)),
      ...(confirmed ? { confirmed } : {}),
      ...(isNow ? { saved } : {}),
    }),
  })
}

const takeEntry = async (work: Work, visit: Visit, typed: string): Answer => {
  const answer = ENTRY_ANSWERS.find((each) => each === typed)
  if (!answer) return refuse('bad-input')
  const recorded = await recordMapFact(work, { stream: subjectOf(work), kind: `entry-${answer}` })
  return recorded ? accept({ seeOther: ownEntryAddress('/bevestigen', visit, answer) }) : refuse('not-found')
}

const showPractice = async (work: Work, ports: Pick<MapPorts, 'reference' | 'demonstration'>, visit: Visit): Answer => {
  const house = ports.reference.organisations.find(({ id }) => id === subjectOf(work))
  if (!house) return refuse('not-found')
  const { items, last } = declaredOn((await readDeclarations(work, house.id)).get(house.id) ?? [], work.today)
  return accept({
    html: practicePage({
      ...{ token: visit.token, language: visit.language, demonstration: ports.demonstration, organisation: house.name },
      ...{ items, saved: visit.saved === 'ja' && last === work.today },
      ...(last ? { last } : {}),
    }),
  })
}

const takePractice = async (work: Work, visit: Visit, form: Readonly<Record<string, string>>): Answer => {
  const answers = readDeclaration(form)
  if (!answers) return refuse('bad-input')
  const recorded = await recordMapFact(work, { stream: subjectOf(work), kind: 'practice-declared', payload: answers })
  return recorded ? accept({ seeOther: ownEntryAddress('/opgave', visit, 'ja') }) : refuse('not-found')
}
