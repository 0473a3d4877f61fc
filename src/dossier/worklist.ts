/** The order of open dossiers: who is out of sight first, then what is due first, then those for which nothing is due. */
import { type Day, isUuid, parseDay } from '../kernel/index.ts'

/** Where a dossier stands in the list. `due` absent: nothing is due. */
export type WorkPlace = { readonly urgency: 0 | 1; readonly due?: Day; readonly id: string }

const NO_DUE = '9999-12-31'

/** The place as text that a next page begins after: it sorts as the list does. */
export const placeText = ({ urgency, due, id }: WorkPlace): string => `${urgency}~${due ?? NO_DUE}~${id}`

/** Undefined: no place of this list. */
export const parsePlace = (text: string): (Omit<WorkPlace, 'due'> & { readonly due: Day }) | undefined => {
  const [urgency, dueText = '', id = '', ...rest] = text.split('~')
  const due = parseDay(dueText)
  if ((urgency !== '0' && urgency !== '1') || !due || !isUuid(id) || rest.length > 0) return undefined
  return { urgency: urgency === '0' ? 0 : 1, due, id }
}
