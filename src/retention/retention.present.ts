/** What a reader of the destruction list sees of it, with the words of its terms and what this person may do now. */
import type { Static } from 'typebox'
import given from '../../data/sharing/retention.json' with { type: 'json' }
import type { Work } from '../platform/work.ts'
import type { DestructionList, ListItem } from './destruction.store.ts'
import { approve } from './destruction.ts'
import type { DestructionListShown } from './retention.schema.ts'
import { ON_REQUEST } from './retention.ts'

type Shown = Static<typeof DestructionListShown>

export const presentList = (list: DestructionList, { claim, today }: Work): Shown => ({
  reviewed: given.reviewed,
  items: list.items.map((item) => presentItem(item, { claim, today })),
  more: list.more,
  soon: list.soon,
  erased: list.erased.flatMap((item) =>
    item.erasedAt
      ? [
          {
            ...commonOf(item, claim.actor),
            erasedAt: item.erasedAt.toISOString(),
            keysEnded: item.keysEnded ?? 0,
          },
        ]
      : [],
  ),
})

type Reader = Pick<Work, 'claim' | 'today'>

const presentItem = (item: ListItem, { claim, today }: Reader): Shown['items'][number] => {
  const { years, certainty, asks } = termOf(item.clock)
  const holds = item.stage === 'held' && item.heldUntil !== undefined && item.heldUntil >= today
  const may = approve(item, { actor: claim.actor, function: claim.function, today })
  return {
    ...commonOf(item, claim.actor),
    clock: item.clock,
    certainty,
    dueDate: item.dueOn,
    ...(years === undefined ? {} : { years }),
    ...(asks ? { asks } : {}),
    ...(item.answerBy ? { answerByDate: item.answerBy } : {}),
    ...(item.firstEntry ? { firstEntryDate: item.firstEntry } : {}),
    ...(item.lastEntry ? { lastEntryDate: item.lastEntry } : {}),
    state: holds ? 'held' : item.approvals.length > 0 ? 'approved-once' : 'due',
    ...(holds && item.heldUntil ? { heldUntilDate: item.heldUntil } : {}),
    ...(holds && item.holdReason ? { holdReason: item.holdReason } : {}),
    abilities: [...(may.ok ? [may.value === 'erases' ? 'erase' : 'approve'] : []), ...(holds ? [] : ['hold'])],
  }
}

const commonOf = (item: ListItem, reader: string) => {
  const { nl, en, article } = termOf(item.clock)
  return {
    subjectId: item.subject,
    subjectKind: item.kind,
    reason: item.clock === ON_REQUEST ? ('request' as const) : ('term' as const),
    term: { nl, en },
    article,
    classes: [...item.classes],
    approvals: item.approvedBy.map(({ actor, name, function: workFunction, at }) => ({
      ...(name === undefined ? {} : { actorName: name }),
      function: workFunction,
      approvedAt: at.toISOString(),
      isOwn: actor === reader,
    })),
  }
}

type TermWords = {
  readonly nl: string
  readonly en: string
  readonly article: string
  readonly certainty: string
  readonly years?: number
  readonly asks?: { readonly nl: string; readonly en: string }
}

const termOf = (clock: string): TermWords => {
  const { minor, onRequest, terms } = given
  const term = terms.find(({ id }) => id === clock)
  if (!term) return onRequest
  const { nl, en, article, certainty, years } = term
  return { nl, en, article, certainty, years, ...(term.asks ? { asks: { nl: minor.nl, en: minor.en } } : {}) }
}
