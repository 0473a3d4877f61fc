/** What the command line and the screen say about an estimate of the hidden number. Findings and assumptions carry their own words, from data/picture/estimate-rules.json. */
import type { EstimateStep } from '../picture/index.ts'

type Said = { readonly nl: string; readonly en: string }

export const estimateSteps: Readonly<Record<EstimateStep, Said>> = {
  models: { nl: 'modellen vergelijken', en: 'comparing models' },
  'second-opinion': { nl: 'tweede methode', en: 'second method' },
  interval: { nl: 'interval', en: 'interval' },
  sensitivity: { nl: 'gevoeligheid', en: 'sensitivity' },
}

export const estimateWords = {
  observed: { nl: 'Gezien', en: 'Observed' },
  estimate: { nl: 'Geschat totaal, gezien en niet gezien', en: 'Estimated total, seen and not seen' },
  hidden: { nl: 'Waarvan niemand heeft gezien', en: 'Of whom nobody saw' },
  interval95: { nl: '95%-interval', en: '95% interval' },
  interval80: { nl: '80%-interval', en: '80% interval' },
  range: { nl: 'Modellen die even goed passen', en: 'Models that fit equally well' },
  secondOpinion: { nl: 'Tweede methode (mediaan)', en: 'Second method (median)' },
  missedLinks: { nl: 'Als de koppeling treffers mist', en: 'If linkage misses links' },
  peopleDiffer: {
    nl: 'Als mensen verschillen in hoe makkelijk zij gezien worden',
    en: 'If people differ in how easily they are seen',
  },
  withoutList: { nl: 'Zonder lijst', en: 'Without list' },
  lists: { nl: 'Lijsten', en: 'Lists' },
  flags: { nl: 'Let op', en: 'Mind' },
  assumptions: { nl: 'Dit geldt alleen als', en: 'This holds only if' },
  refused: { nl: 'De registers dragen geen schatting.', en: 'The registers do not support an estimate.' },
  release: {
    nl: 'De tabel zelf wordt nooit openbaar gemaakt: combinaties met 1 tot 4 personen zijn herkenbaar.',
    en: 'The table itself is never released: combinations with 1 to 4 persons can be recognised.',
  },
  oneSide: {
    nl: 'Lijsten van zorg en lijsten van opsporing staan nooit in één tabel: niemand koppelt ze, dus wie op allebei staat is niet als één persoon te herkennen. Tel de twee schattingen niet op.',
    en: 'Lists of care and lists of investigation never stand in one table: nobody links them, so who is on both cannot be recognised as one person. Do not add the two estimates up.',
  },
  oneYear: {
    nl: 'Dit is één jaar. Wie in een ander jaar gezien werd en in dit jaar niet, telt hier als niet gezien.',
    en: 'This is one year. Whoever was seen in another year and not in this one counts as not seen here.',
  },
  noOneCouldSee: {
    nl: 'Het zegt niet wie of waar zij zijn. Wie op geen enkele lijst kán komen, zit niet in dit getal.',
    en: 'It does not say who or where they are. Whoever can get on no list at all is not in this number.',
  },
  givenUp: {
    nl: 'Het rekenen duurde te lang of ging mis. Er is daarom nu geen schatting. De tabel hieronder klopt wel.',
    en: 'The computing took too long or went wrong. So there is no estimate now. The table below is right.',
  },
  unreadable: {
    nl: 'Dit bestand is niet te lezen: het bestaat niet, is groter dan 5 MB of is geen JSON.',
    en: 'This file cannot be read: it does not exist, is larger than 5 MB or is no JSON.',
  },
  options: {
    nl: '--method is bic of stepwise; --replicates 100 tot 100000; --seed een geheel getal; --missed-links van 0 tot 0.5.',
    en: '--method is bic or stepwise; --replicates 100 to 100000; --seed a whole number; --missed-links from 0 to 0.5.',
  },
} as const satisfies Readonly<Record<string, Said>>
