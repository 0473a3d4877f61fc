/** The words of hits in English. */
import type { hitsNl } from './hits.nl.ts'

export const hitsEn: typeof hitsNl = {
  title: 'Hits',
  lead: 'Somebody else knows this person too. You only see whom to call. The other side sees this at the same moment.',
  grades: {
    hit: 'Somebody knows this person',
    'look-closer': 'Somebody may know this person',
  },
  callDesk: (desk) => `Call ${desk}.`,
  deskDecides:
    'The national contact desk decides whether and with whom you are connected. There is nothing to do now; you will hear it here.',
  connect: 'Decide whether these two come into contact:',
  lookCloser: 'The records look alike, but it is not certain. Ask as little as possible during the call.',
  arrived: 'Arrived',
  due: 'Call before',
  comesBack: {
    title: {
      missing: 'You hold a file of somebody who is out of sight',
      aftercare: 'You hold a file that is in aftercare',
      closed: 'You hold a closed file',
    },
    callFirst: 'This may be a re-entry. Call first.',
    record: 'This is a re-entry. Record it with the file.',
    recorded: 'The re-entry was recorded.',
    toFile: 'To the course',
  },
  onSignal: 'To your signal',
  follow: 'What did the call tell?',
  afterwards: 'Outcome',
  followHint: 'Choose after the call only. Both sides see that a call was made.',
  outcomes: {
    'same-person': { label: 'The same person', hint: 'Agree together who goes on.' },
    'other-person': { label: 'Somebody else', hint: 'The hit is closed.' },
    'cannot-say': { label: 'Cannot be said', hint: 'For instance because there is no consent to compare.' },
    refused: { label: 'The other side will or may not say', hint: 'That is an answer too.' },
  },
  contactedDate: 'Called on',
  refusedBecause: 'Why the other side said nothing',
  refusals: {
    secrecy: 'Secrecy',
    'no-consent': 'No consent of the person',
    'not-safe': 'Not safe',
    'not-known-there': 'The person is not known there',
    'no-reason-given': 'No reason given',
  },
  correct: 'Different after all?',
  correctedBecause: 'Why you change it',
  corrections: {
    mistake: 'Chosen by mistake',
    'learned-more': 'More is known',
    'spoke-again': 'Called again',
    'person-says-otherwise': 'The person says otherwise',
  },
  whyCorrect: 'Choose why you change it. What stood there is kept.',
  history: 'What was recorded before',
  closed: 'This question is closed.',
  more: 'Show more',
  save: 'Record',
  open: 'To call',
  done: 'Dealt with',
  choose: 'First choose what the call told.',
  empty: {
    title: 'No hits',
    text: 'When somebody knows a person you looked for, it appears here by itself. There is no need to reload the page.',
  },
  nothingOpen: 'There is nobody to call now.',
}
