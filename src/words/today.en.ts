/** The words of today in English. */
import type { todayNl } from './today.nl.ts'

export const todayEn: typeof todayNl = {
  title: 'Today',
  greeting: (name) => `Good day, ${name}`,
  lead: 'What waits for you, the most urgent first.',
  nothing: 'Nothing waits for you',
  nothingText: 'New hits, offers and questions appear here by themselves.',
  hits: 'To call after a hit',
  hit: 'Somebody knows this person',
  hitMaybe: 'Somebody may know this person',
  call: (desk) => `Call ${desk}`,
  deskDecides: 'The national contact desk looks at this',
  decide: 'Decide on connecting',
  due: 'before',
  overdue: 'was due before',
  handovers: 'Handovers',
  handover: (from) => `${from} offers a file`,
  payers: 'Questions about payment',
  payer: 'Who pays for the shelter? Your answer is asked',
  placeOffers: 'Requests for a place',
  placeOffer: 'Is there a place with you?',
  since: 'since',
  quick: 'Begin quickly',
  newSignal: 'New signal',
  noteCall: 'Note a call',
  items: (count) => (count === 1 ? '1 thing waits for you' : `${count} things wait for you`),
}
