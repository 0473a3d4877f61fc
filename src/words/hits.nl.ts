/** Words of hits: somebody knows this person, call this desk. Never what agreed, never how many. */
export const hitsNl = {
  title: 'Treffers',
  lead: 'Iemand anders kent deze persoon ook. U ziet alleen wie u belt. De ander ziet dit op hetzelfde moment.',
  grades: {
    hit: 'Iemand kent deze persoon',
    'look-closer': 'Misschien kent iemand deze persoon',
  },
  callDesk: (desk: string) => `Bel ${desk}.`,
  deskDecides:
    'Het landelijk contactpunt kijkt of en met wie u wordt verbonden. U hoeft nu niets te doen; u hoort het hier.',
  connect: 'Beslis of deze twee met elkaar in contact komen:',
  lookCloser: 'De gegevens lijken op elkaar, maar het is niet zeker. Vraag tijdens het gesprek zo weinig mogelijk.',
  arrived: 'Binnengekomen',
  due: 'Bellen voor',
  onSignal: 'Naar uw signaal',
  follow: 'Wat leverde het gesprek op?',
  afterwards: 'Uitkomst',
  followHint: 'Kies pas na het gesprek. Beide kanten zien dat er is gebeld.',
  outcomes: {
    'same-person': { label: 'Dezelfde persoon', hint: 'Spreek samen af wie verdergaat.' },
    'other-person': { label: 'Iemand anders', hint: 'De treffer wordt gesloten.' },
    'cannot-say': { label: 'Niet te zeggen', hint: 'Bijvoorbeeld omdat er geen toestemming is om te vergelijken.' },
    refused: { label: 'De ander wil of mag niets zeggen', hint: 'Ook dat is een antwoord.' },
  },
  save: 'Vastleggen',
  open: 'Te bellen',
  done: 'Afgehandeld',
  choose: 'Kies eerst wat het gesprek opleverde.',
  empty: {
    title: 'Geen treffers',
    text: 'Kent iemand een persoon naar wie u zocht, dan verschijnt dat hier vanzelf. U hoeft de pagina niet te verversen.',
  },
  nothingOpen: 'Er is nu niemand om te bellen.',
}
