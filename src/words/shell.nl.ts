/** Words of what stands around every screen, the front page and signing in. */
export const shellNl = {
  banner: 'Verzonnen gegevens, regels niet beoordeeld',
  skip: 'Naar de inhoud',
  menu: 'Menu',
  menuGroups: { daily: 'Elke dag', sometimes: 'Af en toe', own: 'Van uzelf', everybody: 'Voor iedereen' },
  signIn: 'Aanmelden',
  signOut: 'Afmelden',
  signInAgain: 'Opnieuw aanmelden',
  signOutEverywhere: 'Overal afmelden',
  loading: 'Wordt opgehaald',
  retry: 'Opnieuw proberen',
  notNow: 'Niet nu',
  quoteNumber: 'Noem dit nummer als u belt:',
  footer: {
    danger: 'Is iemand nu in gevaar? Bel 112.',
    rules: 'Samenhang is geen juridisch advies.',
  },
  nav: {
    today: 'Vandaag',
    signals: 'Signalen',
    calls: 'Gesprek noteren',
    hits: 'Treffers',
    dossiers: 'Dossiers',
    handovers: 'Overdrachten',
    places: 'Plaatsen',
    tables: 'Casustafels',
    routeFinder: 'Wegwijzer',
    whoToCall: 'Wie bel ik',
  },
  functions: {
    'care-coordinator': 'zorgcoördinator',
    'focal-officer': 'aandachtsfunctionaris',
    'wmo-desk': 'loket Wmo',
    'shelter-worker': 'begeleider opvang',
    investigator: 'rechercheur',
    'contact-desk-officer': 'landelijk contactpunt',
    'table-chair': 'voorzitter casustafel',
    payer: 'betaler',
    'privacy-officer': 'functionaris gegevensbescherming',
    analyst: 'onderzoeker',
    auditor: 'auditor',
    operator: 'technisch beheerder',
    person: 'betrokkene',
    guest: 'gast',
  },
  notFound: {
    title: 'Deze pagina is er niet',
    text: 'Het adres klopt niet, of de pagina is verplaatst. Ga terug naar het begin en kies opnieuw.',
    home: 'Naar het begin',
  },
  deadLink: {
    title: 'Deze link werkt niet (meer).',
    text: 'Is er al geantwoord? Bel wie u de link stuurde.',
    number: 'Noem dit nummer als u belt:',
  },
  broken: {
    title: 'Er ging hier iets mis',
    text: 'Deze pagina kon niet worden getoond. Wat u al had verstuurd, is bewaard. Laad de pagina opnieuw; blijft het misgaan, waarschuw dan uw beheerder.',
    reload: 'Opnieuw laden',
  },
  needsSignIn: {
    title: 'Meld u eerst aan',
    text: 'Deze pagina is voor wie is aangemeld. De wegwijzer en ‘Wie bel ik’ zijn voor iedereen.',
  },
}

export const startNl = {
  title: 'Hulp aan slachtoffers van mensenhandel, in samenhang',
  lead: 'Eén plek om te weten wie verantwoordelijk is, wie u belt en wie er al is. Voor gemeenten, zorgcoördinatie, opvang en toezicht.',
  doors: {
    routeFinder: {
      title: 'Wegwijzer',
      text: 'Er staat iemand voor u en u weet niet welke wet geldt. Hooguit zeven vragen, geen naam, één antwoord met een telefoonnummer.',
    },
    whoToCall: {
      title: 'Wie bel ik',
      text: 'Kies een gemeente en een onderwerp. U ziet wie u belt, in welke volgorde, en wat er ontbreekt.',
    },
    signIn: {
      title: 'Aanmelden',
      text: 'Voor wie met signalen en dossiers werkt.',
    },
    today: {
      title: 'Vandaag',
      text: 'Wat er op u wacht.',
    },
  },
  open: 'De wegwijzer en ‘Wie bel ik’ werken zonder aanmelden. U hoeft nergens een naam te typen.',
}

export const signInNl = {
  title: 'Aanmelden',
  lead: 'Dit is een demonstratie. Kies een verzonnen medewerker en kijk mee door de ogen van die functie. Een wachtwoord is niet nodig; niemand hier bestaat.',
  nobody:
    'Hier kan nog niemand zich aanmelden. Wie dit systeem beheert, heeft nog geen aanmelddienst ingesteld en geen accounts van het huis zelf aangezet.',
  provider: {
    lead: 'U meldt zich aan bij de aanmelddienst van uw organisatie. Daarna komt u hier terug.',
    button: 'Aanmelden bij uw organisatie',
    here: 'Aanmelden met passkey of code',
    failsTitle: 'Lukt het niet?',
    fails: [
      'Bij de aanmelddienst zelf: bel de helpdesk van uw organisatie.',
      'Staat er hier dat u geen toegang hebt: vraag uw beheerder, en noem het kenmerk dat erbij staat.',
      'Ging het onderweg mis: begin opnieuw, in hetzelfde venster en binnen tien minuten.',
    ],
  },
  inAlready: 'U bent aangemeld. Bent u een apparaat kwijt of liet u ergens een scherm open? Meld u dan overal af.',
  sessions: {
    nav: 'Mijn sessies',
    title: 'Waar u bent aangemeld',
    lead: 'Elke sessie die nu loopt, in elke functie die u hebt. Herkent u er een niet, of bent u een apparaat kwijt: beëindig die sessie. Samenhang bewaart niet welk apparaat het was.',
    begun: (moment: string) => `Aangemeld op ${moment}`,
    used: (moment: string) => `Laatst gebruikt op ${moment}.`,
    ends: (time: string) => `Eindigt vanzelf om ${time}.`,
    thisOne: 'Deze sessie',
    end: 'Deze sessie beëindigen',
    onlyThis: 'Dit is de enige: u bent nergens anders aangemeld.',
    toList: 'Zien waar u bent aangemeld',
  },
  fresh: {
    title: 'Eerst opnieuw aanmelden',
    text: 'U bent langer dan een kwartier geleden voor het laatst herkend. Meld u opnieuw aan vóór u dit invult; daarna komt u hier terug. Intrekken kan altijd, zonder opnieuw aan te melden.',
  },
  groups: {
    care: 'Zorg en begeleiding',
    desks: 'Gemeente: loket en betaling',
    connect: 'Verbinden en overleggen',
    enforcement: 'Opsporing',
    watching: 'Toezicht, cijfers en beheer',
  },
  begin: 'Begin hier',
}
