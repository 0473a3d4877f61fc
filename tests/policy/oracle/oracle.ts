/**
 * What must be answered, worked out another way: every reason to refuse is a sentence of its own that is asked of the whole question, in the
 * order in which record 0042 names them; where none holds, the answer is yes. Imports nothing of the product, and reads the facts beside it.
 */
import { CHAPTER_DATA, HOUSES, PLANES, ROWS, WORKS } from './sharing-facts.ts'

export type Asked = {
  readonly act: string
  readonly organisation: string
  readonly kind?: string | undefined
  readonly actor: string
  readonly function: string
  readonly plane: string
  readonly purpose: string
  readonly ground?: string | undefined
  readonly dossier?: string | undefined
  readonly relations?: readonly string[] | undefined
  readonly chapter?: string | undefined
  readonly row?: { readonly by?: string; readonly to?: string } | undefined
  readonly receiver?: { readonly organisation: string; readonly kind: string } | undefined
  readonly openings?:
    | readonly {
        readonly id: string
        readonly dossier: string
        readonly organisation: string
        readonly actor: string
        readonly chapters: readonly string[]
        readonly until: string
        readonly ended: boolean
      }[]
    | undefined
  readonly consents?:
    | readonly {
        readonly chapter: string
        readonly partner: string
        readonly purpose: string
        readonly answer: string
        readonly from: string
        readonly until: string
        readonly withdrawn: boolean
      }[]
    | undefined
  readonly shown?: readonly string[] | undefined
  readonly at: string
  readonly today: string
}

type Fact = {
  readonly from: ReadonlySet<string>
  readonly to: ReadonlySet<string>
  readonly inside: boolean
  readonly data: ReadonlySet<string>
  readonly her: string
  readonly needs: readonly string[]
  readonly who: ReadonlySet<string>
  readonly may: ReadonlySet<string>
}

const words = (text: string): readonly string[] => text.split(' ').filter((each) => each !== '')
// `CZ youth-care`: letters of houses in one word, who cannot sign in each in a word of its own.
const houses = (text: string): ReadonlySet<string> =>
  new Set(
    words(text).flatMap((word) =>
      [...word].every((letter) => HOUSES[letter]) && !word.includes('-') && !OTHERS.has(word)
        ? [...word].map((letter) => HOUSES[letter] ?? '')
        : [word],
    ),
  )
const OTHERS = new Set(['mayor', 'research', 'public', 'employer', 'exploiter', 'family', 'media', 'person'])

export const FACTS: ReadonlyMap<string, Fact> = new Map(
  ROWS.trim()
    .split('\n')
    .map((line) => {
      const [id = '', between = '', data = '', her = '', needs = '', who = '', may = ''] = line
        .split('|')
        .map((cell) => cell.trim())
      const inside = between.startsWith('in ')
      const [from = '', to = ''] = inside ? [between.slice(3), between.slice(3)] : between.split('>')
      return [
        id,
        {
          ...{ from: houses(from), to: houses(to), inside, her, needs: words(needs), data: new Set(words(data)) },
          who: new Set([...who].map((letter) => WORKS[letter]?.[0] ?? '')),
          may: new Set(may === '+' ? ['see', 'hear', 'share'] : words(may)),
        },
      ]
    }),
)
const PLANES_OF = new Map(
  Object.values(WORKS).map(([name, planes]) => [name, new Set([...planes].map((each) => PLANES[each]))]),
)
/** The house keeps itself: who signs in is anybody, the rest is done by whoever runs the installation. */
const KEPT_BY: ReadonlyMap<string, 'anybody' | 'operator'> = new Map([
  ['sign-in', 'anybody'],
  ['accounts', 'operator'],
  ['keys', 'operator'],
  ['decoys', 'operator'],
])

const isHerself = (q: Asked): boolean => q.function === 'person'
const isGuest = (q: Asked): boolean => q.function === 'guest'
const works = (q: Asked): boolean => !isHerself(q) && !isGuest(q)
const stands = (q: Asked, relation: string): boolean => (q.relations ?? []).includes(relation)
/** Decision 3: what another house keeps of a person of care is nothing to the police, but a seat that they were asked to. */
const counts = (q: Asked, relation: string): boolean => {
  if (!stands(q, relation)) return false
  if (relation === 'herself') return isHerself(q)
  if (relation === 'guest') return isGuest(q)
  if (!works(q)) return false
  return q.plane === 'enforcement' ? relation === 'holder' || relation === 'seat' : true
}
const knows = (q: Asked): boolean =>
  ['holder', 'participant', 'offered', 'overlap', 'seat', 'guest', 'herself'].some((each) => counts(q, each))
/** Decision 5: per chapter, partner and purpose, from a day to a day, until she takes it back. */
const saidYes = (q: Asked, partner: string | undefined, purpose?: string): boolean =>
  (q.consents ?? []).some((each) =>
    [
      each.partner === partner && each.chapter === q.chapter,
      purpose === undefined || each.purpose === purpose,
      each.answer === 'given' && !each.withdrawn,
      !(q.today < each.from) && !(q.today > each.until),
    ].every(Boolean),
  )
const ownRow = (q: Asked): boolean => works(q) && [q.row?.by, q.row?.to].includes(q.organisation)

/** Who may do this to a file to which (s)he stands like this, beside the emergency and giving to another house. */
const MAY: Readonly<Record<string, (q: Asked) => boolean>> = {
  see: (q) => ['holder', 'participant', 'offered', 'overlap', 'herself'].some((each) => counts(q, each)),
  read: (q) => counts(q, 'herself') || ownRow(q) || (counts(q, 'participant') && saidYes(q, q.organisation)),
  note: (q) => counts(q, 'holder') || counts(q, 'herself') || (counts(q, 'participant') && saidYes(q, q.organisation)),
  change: (q) => counts(q, 'holder'),
  agree: (q) => counts(q, 'holder'),
  offer: (q) => counts(q, 'holder'),
  hear: (q) => ['seat', 'guest', 'herself'].some((each) => counts(q, each)) || ownRow(q),
  stop: (q) => counts(q, 'holder') || counts(q, 'herself') || ownRow(q),
  answer: (q) => ['offered', 'seat', 'guest'].some((each) => counts(q, each)),
}

/** Record 0040: this very opening, by this person, of this chapter, before its end. */
const openedInEmergency = (q: Asked): boolean =>
  q.act === 'read' &&
  (q.openings ?? [])
    .filter((each) => each.id === q.ground && each.dossier === q.dossier)
    .filter((each) => each.organisation === q.organisation && each.actor === q.actor)
    .filter((each) => each.chapters.some((chapter) => chapter === q.chapter))
    .some((each) => !each.ended && each.until > q.at)

const gives = (q: Asked): boolean => q.act === 'share' && q.dossier !== undefined
const fact = (q: Asked): Fact | undefined => FACTS.get(q.purpose)
const inFile = (q: Asked): boolean =>
  q.dossier !== undefined && !['search', 'destroy', 'share'].includes(q.act) && q.purpose !== 'E01'

type Reason = readonly [code: string, holds: (q: Asked) => boolean]
const REASONS: readonly Reason[] = [
  ['purpose-unknown', (q) => !fact(q)],
  ['purpose-not-for-sharing', (q) => fact(q)?.her === 'never'],
  ['purpose-not-for-function', (q) => !fact(q)?.who.has(q.function)],
  ['function-not-on-plane', (q) => !PLANES_OF.get(q.function)?.has(q.plane)],
  ['purpose-not-for-house', (q) => fact(q)?.inside === true && works(q) && !fact(q)?.from.has(q.kind ?? '')],
  ['purpose-not-for-act', (q) => !fact(q)?.may.has(q.act)],
  ['no-ground', (q) => q.act === 'search' && q.dossier !== undefined && q.ground === undefined],
  ['not-found', (q) => q.purpose === 'E01' && q.dossier !== undefined && !openedInEmergency(q)],
  ['not-found', (q) => (gives(q) || inFile(q)) && !knows(q) && !(inFile(q) && MAY[q.act]?.(q))],
  ['not-consented', (q) => inFile(q) && ['read', 'note'].includes(q.act) && !MAY[q.act]?.(q)],
  ['not-the-holder', (q) => inFile(q) && !MAY[q.act]?.(q)],
  ['not-the-holder', (q) => gives(q) && !counts(q, 'holder')],
  ['purpose-not-for-sharing', (q) => gives(q) && fact(q)?.inside === true],
  ['unknown-receiver', (q) => gives(q) && q.receiver === undefined],
  ['purpose-not-for-house', (q) => gives(q) && !fact(q)?.from.has(q.kind ?? '')],
  ['purpose-not-for-receiver', (q) => gives(q) && !fact(q)?.to.has(q.receiver?.kind ?? '')],
  [
    'purpose-needs-no-such-chapter',
    (q) => gives(q) && !words(CHAPTER_DATA[q.chapter ?? ''] ?? '').some((each) => fact(q)?.data.has(each)),
  ],
  ['condition-not-shown', (q) => gives(q) && !(fact(q)?.needs ?? []).every((each) => q.shown?.includes(each))],
  // Without her yes there is a weighing on paper, and its number is the ground of the act.
  ['no-ground', (q) => gives(q) && fact(q)?.her === 'no' && q.ground === undefined],
  [
    'not-consented',
    (q) =>
      gives(q) &&
      ['yes', 'written', 'guardian'].includes(fact(q)?.her ?? '') &&
      !saidYes(q, q.receiver?.organisation, q.purpose),
  ],
  ['not-consented', (q) => gives(q) && fact(q)?.her === 'written' && !q.shown?.includes('written')],
  ['not-consented', (q) => gives(q) && fact(q)?.her === 'guardian' && !q.shown?.includes('guardian')],
]

/** `yes`, or the code of the first reason to refuse. */
export const answerOf = (q: Asked): string => {
  const keeper = KEPT_BY.get(q.purpose)
  if (keeper && keeper !== 'anybody' && q.function !== keeper) return 'purpose-not-for-function'
  // It keeps the house, and opens no file of anybody.
  if (keeper) return q.dossier === undefined ? 'yes' : 'purpose-not-for-act'
  return REASONS.find(([, holds]) => holds(q))?.[0] ?? 'yes'
}
