/** What a payer answers and why, in words. Dutch first. */
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
