/**
 * What the person reads on the page and on the paper card, in plain words (level A2-B1). No word of it says what this is
 * about: the page may be seen by somebody else (decision 7). Keys are the same in each language; a test compares them.
 */

export const PERSON_LANGUAGES = ['nl', 'en'] as const
export type PersonLanguage = (typeof PERSON_LANGUAGES)[number]
/** How days and numbers are written in each. */
export const LANGUAGE_TAGS: Readonly<Record<PersonLanguage, string>> = { nl: 'nl-NL', en: 'en-GB' }

const nl = {
  title: 'Overzicht',
  otherLanguage: 'English',
  contact: 'Mijn contactpersoon',
  contactRole: 'Uw begeleider',
  contactCall: 'Bel',
  contactNone: 'Vraag aan de balie wie u kunt bellen.',
  agreed: 'Wat ik goed vind',
  agreedNothing: 'U heeft nergens ja op gezegd. U krijgt toch hulp.',
  mayRead: 'mag lezen:',
  until: 'tot en met',
  withdraw: 'Niet meer goed',
  withdrawHelp: 'Niet meer goed vinden mag altijd. U hoeft niet te zeggen waarom. U krijgt toch hulp.',
  next: 'Wat er nu gebeurt',
  nextNothing: 'Er verandert nu niets. Uw contactpersoon blijft dezelfde.',
  nextOffered:
    'Uw contactpersoon heeft gevraagd of een andere organisatie u verder kan helpen. Er is nog geen antwoord.',
  nextAccepted: 'Een andere organisatie helpt u nu verder. Uw vorige contactpersoon is er ook nog even bij.',
  nextLanded: 'Een andere organisatie helpt u nu.',
  stopHandover: 'Nee, stop hiermee',
  looked: 'Wie er keek, en waarom',
  lookedNothing: 'Nog niemand.',
  lookedMore: 'Dit zijn de laatste keren. Wilt u alles zien? Vraag het uw contactpersoon.',
  stop: 'Stoppen',
  stopText: 'U kunt altijd stoppen. Zeg het tegen uw contactpersoon, of druk hieronder. Hulp stopt dan niet.',
  stopPage: 'Zet deze pagina uit',
  done: 'Dat is gedaan.',
  pageOff: 'Deze pagina is uit.',
  cardAsk: 'Vragen of stoppen? Bel dit nummer.',
  chapters: {
    identity: 'wie ik ben',
    contact: 'hoe ik te bereiken ben',
    story: 'wat ik verteld heb',
    residence: 'mijn papieren',
    safety: 'mijn veiligheid',
    health: 'mijn gezondheid',
    shelter: 'waar ik slaap',
    income: 'mijn geld',
    legal: 'mijn advocaat en zaken',
    children: 'mijn kinderen',
    goal: 'wat ik wil',
  },
  somewhere: 'een organisatie die helpt',
  elsewhere: 'een andere organisatie',
}

type Words = typeof nl

const en: Words = {
  title: 'Overview',
  otherLanguage: 'Nederlands',
  contact: 'My contact',
  contactRole: 'Your support worker',
  contactCall: 'Call',
  contactNone: 'Ask at the desk whom you can call.',
  agreed: 'What I agreed to',
  agreedNothing: 'You have not said yes to anything. You get help all the same.',
  mayRead: 'may read:',
  until: 'until',
  withdraw: 'No longer',
  withdrawHelp: 'You may always change your mind. You need not say why. You get help all the same.',
  next: 'What happens now',
  nextNothing: 'Nothing changes now. Your contact stays the same.',
  nextOffered: 'Your contact asked whether another organisation can help you further. There is no answer yet.',
  nextAccepted: 'Another organisation helps you now. Your former contact is still there for a while.',
  nextLanded: 'Another organisation helps you now.',
  stopHandover: 'No, stop this',
  looked: 'Who looked, and why',
  lookedNothing: 'Nobody yet.',
  lookedMore: 'These are the last times. Do you want to see all? Ask your contact.',
  stop: 'Stopping',
  stopText: 'You can always stop. Tell your contact, or press below. Help does not stop then.',
  stopPage: 'Switch this page off',
  done: 'That is done.',
  pageOff: 'This page is off.',
  cardAsk: 'Questions, or stop? Call this number.',
  chapters: {
    identity: 'who I am',
    contact: 'how to reach me',
    story: 'what I told',
    residence: 'my papers',
    safety: 'my safety',
    health: 'my health',
    shelter: 'where I sleep',
    income: 'my money',
    legal: 'my lawyer and cases',
    children: 'my children',
    goal: 'what I want',
  },
  somewhere: 'an organisation that helps',
  elsewhere: 'another organisation',
}

export const PERSON_WORDS: Readonly<Record<PersonLanguage, Words>> = { nl, en }
export type PersonWords = Words
