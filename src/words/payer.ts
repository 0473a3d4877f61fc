/** What a payer answers and why, in words. Dutch first. */
import type { PositionGround } from '../responsibility/dispute.ts'
import type { PayerAnswer, RefusalGround } from '../responsibility/responsibility.schema.ts'

type Words = { readonly nl: string; readonly en: string }

export const payerAnswerWords: Readonly<Record<PayerAnswer, Words>> = {
  accepts: { nl: 'betaalt', en: 'pays' },
  refuses: { nl: 'betaalt niet', en: 'does not pay' },
  provisional: {
    nl: 'betaalt voorlopig, tot vaststaat wie het doet',
    en: 'pays for now, until it is settled who does',
  },
}

export const refusalGroundWords: Readonly<Record<RefusalGround, Words>> = {
  'other-municipality': { nl: 'Een andere gemeente is verantwoordelijk.', en: 'Another municipality is responsible.' },
  'other-law': { nl: 'Een andere regeling gaat voor.', en: 'Another scheme goes first.' },
  'not-entitled': {
    nl: 'Er is volgens ons geen recht op deze voorziening.',
    en: 'In our view there is no right to this provision.',
  },
  'facts-missing': { nl: 'Er ontbreken gegevens om te beslissen.', en: 'Facts to decide on are missing.' },
}

/** On what a party relies in a dispute. */
export const positionGroundWords: Readonly<Record<PositionGround, Words>> = {
  'registered-there': { nl: 'Hij of zij staat daar ingeschreven.', en: 'The person is registered there.' },
  'found-there': { nl: 'Hij of zij is daar aangetroffen.', en: 'The person was found there.' },
  'turned-to-there': { nl: 'Hij of zij heeft zich daar gemeld.', en: 'The person turned to that municipality.' },
  'best-chance-there': {
    nl: 'Een traject heeft daar de meeste kans.',
    en: 'A trajectory has the best chance there.',
  },
  'other-law-first': { nl: 'Een andere regeling gaat voor.', en: 'Another scheme goes first.' },
  'no-right': { nl: 'Er is geen recht op deze voorziening.', en: 'There is no right to this provision.' },
}

/** What a step of a dispute is: agreed by somebody, or our proposal. */
export const stepStateWords: Readonly<Record<string, Words>> = {
  proposed: { nl: 'voorstel, door niemand ondertekend', en: 'proposal, signed by nobody' },
  agreement: { nl: 'afgesproken', en: 'agreed' },
}

/** Who takes a step of a dispute. */
export const stepPartyWords: Readonly<Record<string, Words>> = {
  'both-parties': { nl: 'beide gemeenten', en: 'both municipalities' },
  'vng-adviser': { nl: 'regioadviseur van de VNG', en: 'regional adviser of the VNG' },
  'dispute-commission': { nl: 'Geschillencommissie Sociaal Domein', en: 'dispute commission for the social domain' },
}

/** The page of a payer without an account: what is asked and how much, never about whom. */
const nl = {
  title: 'Antwoord',
  asked: 'U wordt gevraagd om opvang te betalen. Over wie het gaat staat hier niet; bel wie het vraagt.',
  by: 'Gevraagd door',
  call: 'Bel over wie het gaat',
  payer: 'Gevraagd aan',
  provision: 'Waarvoor',
  shelter: 'opvang',
  cost: 'Bedrag',
  from: 'Vanaf',
  until: 'tot en met',
  open: 'einde nog niet bekend',
  noCost: 'Er is nog geen bedrag genoemd.',
  bed: 'Voor het bed met kenmerk',
  promised: 'toegezegd op',
  answerBy: 'Antwoord vóór of op',
  proposed: 'Deze termijn is een voorstel; niemand heeft hem ondertekend.',
  noWait: 'De opvang wacht niet op uw antwoord. Wie de persoon ontving, draagt zolang de kosten.',
  accepts: 'Wij betalen',
  provisional: 'Wij betalen voorlopig',
  provisionalHint: 'Tot vaststaat wie het doet. U erkent hiermee niets.',
  refuses: 'Wij betalen niet',
  ground: 'Op welke grond niet?',
  chooseGround: 'Kies een grond',
  once: 'Een antwoord geeft u één keer. Daarna werkt deze link niet meer.',
  thanks: 'Dank u. Uw antwoord is bewaard, met dag en uur. Deze link werkt niet meer.',
  per: { day: 'per dag', week: 'per week', month: 'per maand', whole: 'voor de hele periode' },
}
const en: typeof nl = {
  title: 'Answer',
  asked: 'You are asked to pay for shelter. About whom is not said here; call whoever asks.',
  by: 'Asked by',
  call: 'Call about whom it is',
  payer: 'Asked of',
  provision: 'For what',
  shelter: 'shelter',
  cost: 'Amount',
  from: 'From',
  until: 'up to and including',
  open: 'end not yet known',
  noCost: 'No amount was named yet.',
  bed: 'For the bed with reference',
  promised: 'promised on',
  answerBy: 'Answer on or before',
  proposed: 'This term is a proposal; nobody has signed it.',
  noWait: 'Shelter does not wait for your answer. Whoever received the person carries the cost meanwhile.',
  accepts: 'We pay',
  provisional: 'We pay for now',
  provisionalHint: 'Until it is settled who does. You admit nothing by it.',
  refuses: 'We do not pay',
  ground: 'On which ground not?',
  chooseGround: 'Choose a ground',
  once: 'You answer once. After that this link no longer works.',
  thanks: 'Thank you. Your answer is kept, with day and hour. This link no longer works.',
  per: { day: 'a day', week: 'a week', month: 'a month', whole: 'for the whole period' },
}
export const PAYER_PAGE_WORDS = { nl, en } as const
