/** What somebody without an account reads behind a link to an own entry on the map, or to what an organisation declares. Dutch first. */
import type { DeclaredAnswer, PracticeItem } from '../directory/public.ts'

const nl = {
  entryTitle: 'Klopt dit nog?',
  practiceTitle: 'Hoe is het bij u geregeld?',
  languages: 'Taal',
  entryLead:
    'Zo staat deze functie op de kaart van wie u belt. Kijk of het klopt en druk op een knop. Er is geen account nodig.',
  organisation: 'Organisatie',
  holder: 'Functie',
  phone: 'Telefoon',
  reachable: 'Bereikbaar',
  also: 'Ook voor',
  last: (day: string) => `Laatst bevestigd op ${day}.`,
  never: 'Nog niet eerder bevestigd.',
  confirm: 'Alles klopt',
  differs: 'Er klopt iets niet meer',
  ended: 'Wij doen dit niet meer',
  differsMeans:
    'Klopt een nummer of naam niet? Uw eigen organisatie ziet het op Opgave en praktijk. Tot het is veranderd blijft dit staan, met een teken erbij.',
  endedMeans: 'Doet niemand dit meer? Dan staat hier meteen een gat, zodat niemand voor niets belt.',
  savedConfirmed: 'Bewaard: alles klopt. Over een half jaar vragen we het weer.',
  savedDiffers: 'Bewaard: er klopt iets niet. Uw eigen organisatie ziet het op Opgave en praktijk.',
  savedEnded: 'Bewaard: u doet dit niet meer. Op de kaart staat nu een gat.',
  noPerson: 'Op deze pagina staan functies, nooit namen van mensen.',
  practiceLead:
    'Zes vragen, twee minuten, één keer per jaar. Wat vorig jaar is opgegeven staat al ingevuld. U hoeft niets te bewijzen of mee te sturen.',
  practiceUse: 'Wat u opgeeft staat naast wat er gebeurt. Het is geen ranglijst: niemand wordt boven een ander gezet.',
  lastDeclared: (day: string) => `Laatst opgegeven op ${day}.`,
  firstTime: 'Dit is de eerste keer.',
  save: 'Bewaar',
  savedPractice: 'Bewaard. Over een jaar vragen we het weer.',
  sources:
    'Waarom deze vragen: het basisniveau van de aanpak mensenhandel voor gemeenten. Welke vragen het zijn, is ons voorstel.',
}
const en: typeof nl = {
  entryTitle: 'Is this still right?',
  practiceTitle: 'How have you arranged it?',
  languages: 'Language',
  entryLead:
    'This is how this function stands on the map of whom to call. See whether it is right and press a button. No account is needed.',
  organisation: 'Organisation',
  holder: 'Function',
  phone: 'Telephone',
  reachable: 'Reachable',
  also: 'Also for',
  last: (day) => `Last confirmed on ${day}.`,
  never: 'Not confirmed before.',
  confirm: 'All of it is right',
  differs: 'Something is no longer right',
  ended: 'We no longer do this',
  differsMeans:
    'Is a number or name wrong? Your own organisation sees it on Declared and done. Until it is changed this stays, with a sign beside it.',
  endedMeans: 'Does nobody do this any more? Then there is a hole here at once, so that nobody calls in vain.',
  savedConfirmed: 'Saved: all of it is right. We ask again in half a year.',
  savedDiffers: 'Saved: something is not right. Your own organisation sees it on Declared and done.',
  savedEnded: 'Saved: you no longer do this. There is a hole on the map now.',
  noPerson: 'This page holds functions, never names of people.',
  practiceLead:
    'Six questions, two minutes, once a year. What was said last year is filled in already. You need not prove or send anything.',
  practiceUse: 'What you declare stands beside what happens. It is no ranking: nobody is placed above another.',
  lastDeclared: (day) => `Last declared on ${day}.`,
  firstTime: 'This is the first time.',
  save: 'Save',
  savedPractice: 'Saved. We ask again in a year.',
  sources:
    'Why these questions: the basic level of the approach for municipalities. Which questions they are is our proposal.',
}
export const OWN_ENTRY_WORDS = { nl, en } as const
export type OwnEntryLanguage = keyof typeof OWN_ENTRY_WORDS
export const OWN_ENTRY_LANGUAGES: Readonly<Record<OwnEntryLanguage, string>> = { nl: 'Nederlands', en: 'English' }

type Worded = { readonly nl: string; readonly en: string }
export const practiceItemWords: Readonly<Record<PracticeItem, Worded & { readonly ask: Worded }>> = {
  'policy-adopted': {
    nl: 'Beleid vastgesteld',
    en: 'Policy adopted',
    ask: { nl: 'Is er beleid tegen mensenhandel vastgesteld?', en: 'Was a policy against trafficking adopted?' },
  },
  'focal-officer': {
    nl: 'Aandachtsfunctionaris',
    en: 'Focal officer',
    ask: { nl: 'Is er een aandachtsfunctionaris?', en: 'Is there a focal officer?' },
  },
  'coordinator-hours': {
    nl: 'Uren zorgcoördinatie',
    en: 'Hours of care co-ordination',
    ask: { nl: 'Zijn er genoeg uren zorgcoördinatie?', en: 'Are there enough hours of care co-ordination?' },
  },
  'centre-arrangement': {
    nl: 'Afspraak met centrumgemeente',
    en: 'Arrangement with the centre municipality',
    ask: {
      nl: 'Is er een afspraak met de centrumgemeente (of bent u dat zelf)?',
      en: 'Is there an arrangement with the centre municipality (or are you the one)?',
    },
  },
  'shelter-contract': {
    nl: 'Opvang afgesproken',
    en: 'Shelter contracted',
    ask: { nl: 'Is opvang afgesproken met een aanbieder?', en: 'Is shelter contracted with a provider?' },
  },
  training: {
    nl: 'Training',
    en: 'Training',
    ask: { nl: 'Zijn medewerkers dit jaar getraind?', en: 'Were staff trained this year?' },
  },
}
export const declaredWords: Readonly<Record<DeclaredAnswer, Worded>> = {
  yes: { nl: 'ja', en: 'yes' },
  partly: { nl: 'deels', en: 'partly' },
  no: { nl: 'nee', en: 'no' },
  unknown: { nl: 'weet ik niet', en: 'I do not know' },
}
