/** What the check of the whole table of rules says, on the command line. */
import type { Finding } from '../responsibility/check-rules.ts'

type Said = { readonly nl: string; readonly en: string }

export const findingWords: Readonly<Record<Finding['code'], Said>> = {
  contradiction: {
    nl: 'spreken elkaar tegen: hetzelfde orgaan, een andere betaler of gemeente, en niemand zei welke voorgaat',
    en: 'contradict each other: the same body, another payer or municipality, and nobody said which goes first',
  },
  'overlap-without-order': {
    nl: 'gelden tegelijk en zeggen iets anders, zonder volgorde in matters.json',
    en: 'hold at once and say something else, without an order in matters.json',
  },
  'order-goes-nowhere': {
    nl: 'hebben een volgorde, maar gelden nooit tegelijk',
    en: 'have an order, but never hold at once',
  },
  'order-has-a-cycle': { nl: 'gaan in een kring voor elkaar', en: 'go before each other in a circle' },
  cycle: {
    nl: 'openen elkaar in een kring: de eerste stap komt terug bij zichzelf',
    en: 'open each other in a circle: the first step comes back to itself',
  },
  'silent-gap': {
    nl: 'heeft situaties die geen regel beantwoordt en geen gat bij naam noemt (gaps.json)',
    en: 'has situations that no rule answers and no gap names (gaps.json)',
  },
  'gap-is-answered': {
    nl: 'noemt een gat dat een regel beantwoordt',
    en: 'names a gap that a rule answers',
  },
  'gap-is-empty': { nl: 'noemt een gat waar niets in valt', en: 'names a gap into which nothing falls' },
  'letter-says-otherwise': {
    nl: 'geeft recht waar de verblijfsletter dat volgens residence-letters.json niet geeft',
    en: 'gives a right where the residence letter gives none, by residence-letters.json',
  },
  'rule-not-known': {
    nl: 'staat in matters.json maar niet in het regelboek',
    en: 'stands in matters.json but not in the book',
  },
}
