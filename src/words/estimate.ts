/** What the command line says about an estimate of the hidden number. Findings and assumptions carry their own words, from data/picture/estimate-rules.json. */
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
  withoutList: { nl: 'Zonder lijst', en: 'Without list' },
  lists: { nl: 'Lijsten', en: 'Lists' },
  flags: { nl: 'Let op', en: 'Mind' },
  assumptions: { nl: 'Dit geldt alleen als', en: 'This holds only if' },
  refused: { nl: 'De registers dragen geen schatting.', en: 'The registers do not support an estimate.' },
  release: {
    nl: 'De tabel zelf wordt nooit openbaar gemaakt: combinaties met 1 tot 4 personen zijn herkenbaar.',
    en: 'The table itself is never released: combinations with 1 to 4 persons can be recognised.',
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
