/** Every sentence of the route finder and its letters, in plain Dutch. A missing key does not compile. */
import type {
  AnswerId,
  Body,
  CallSubject,
  Certainty,
  Field,
  GapCode,
  LetterKind,
  LetterWords,
  MunicipalityCode,
  Payer,
  QuestionId,
  Rule,
  TermKind,
} from '../responsibility/public.ts'

export type RouteFinderWords = {
  readonly title: string
  readonly lead: string
  readonly unknown: string
  readonly questions: {
    readonly [Q in QuestionId]: {
      readonly question: string
      readonly why: string
      readonly answers: Readonly<Record<AnswerId<Q>, string>>
    }
  }
  /** Headings and fixed sentences of the page. */
  readonly page: {
    readonly what: string
    readonly law: string
    readonly who: string
    readonly municipality: string
    readonly payer: string
    readonly call: string
    readonly danger: string
    readonly today: string
    readonly later: string
    readonly never: string
    readonly obstacles: string
    readonly letters: string
    readonly terms: string
    readonly sources: string
    readonly certainty: string
    readonly possible: string
    readonly next: string
    readonly missing: string
    readonly assumed: string
    readonly provisional: string
    readonly unreviewed: string
    readonly textOf: string
    readonly readOn: string
    readonly invented: string
    readonly centres: string
    readonly womenShelter: string
    readonly homelessShelter: string
    readonly region: string
    readonly merged: string
    readonly namedGaps: string
  }
  readonly bodies: Readonly<Record<Body, string>>
  readonly municipalities: Readonly<Record<MunicipalityCode, string>>
  readonly payers: Readonly<Record<Payer, string>>
  readonly desks: Readonly<Record<CallSubject, string>>
  readonly certainties: Readonly<Record<Certainty, string>>
  readonly termKinds: Readonly<Record<TermKind, string>>
  /** How sure it is that one municipality organises shelter for another. */
  readonly grades: Readonly<Record<'A' | 'B' | 'C', string>>
  readonly states: Readonly<Record<Rule['state'], string>>
  readonly gaps: Readonly<Record<GapCode, string>>
  readonly letterKinds: Readonly<Record<LetterKind, string>>
  /** What a missing fact is called in "needed to be sure". */
  readonly fields: Readonly<Record<Field, string>>
  readonly letters: LetterWords
}

export const routeFinderNl: RouteFinderWords = {
  title: 'Wie helpt dit slachtoffer?',
  lead: 'Hoogstens zeven vragen over de situatie. Typ geen naam: wij vragen nooit wie het is. Weet u iets niet? Dan is dat ook een antwoord.',
  unknown: 'Weet ik niet',
  questions: {
    placeTonight: {
      question: 'Is er vannacht een veilige slaapplek nodig?',
      why: 'Opvang gaat voor. Die wacht niet op de rest.',
      answers: { yes: 'Ja', no: 'Nee, er is een veilige plek' },
    },
    age: {
      question: 'Hoe oud is hij of zij?',
      why: 'Voor kinderen gelden andere regels. Bij twijfel: kies jonger dan 18.',
      answers: { child: 'Jonger dan 18', young: '18, 19 of 20', adult: '21 of ouder' },
    },
    papers: {
      question: 'Welke papieren heeft hij of zij?',
      why: 'Het verblijfsrecht bepaalt bijna alles: opvang, geld en zorg.',
      answers: {
        dutch: 'Nederlandse nationaliteit',
        eu: 'Paspoort van een EU-land, Noorwegen, IJsland, Liechtenstein of Zwitserland',
        permit: 'Verblijfsvergunning die nog geldig is, voor werk, gezin, studie of als slachtoffer',
        permanent: 'Verblijfsvergunning voor onbepaalde tijd',
        refugee: 'Asielvergunning (statushouder)',
        reflection: 'Bedenktijd als slachtoffer',
        waiting: 'Wacht op een besluit (asiel, aanvraag, verlenging of bezwaar)',
        lapsed: 'Had een vergunning; die is verlopen of ingetrokken',
        never: 'Nooit een vergunning gehad',
      },
    },
    permit: {
      question: 'Waarvoor is de vergunning?',
      why: 'Het doel staat op het pasje.',
      answers: {
        work: 'Werk',
        victim: 'Slachtoffer van mensenhandel (B8/3)',
        other: 'Iets anders, zoals gezin of studie',
      },
    },
    euStay: {
      question: 'Hoe lang is hij of zij hier, en is er werk geweest?',
      why: 'In de eerste drie maanden, of alleen op zoek naar werk, mag de gemeente opvang weigeren.',
      answers: {
        settled: 'Langer dan drie maanden, met werk of gezin hier',
        newcomer: 'Korter dan drie maanden, of alleen op zoek naar werk',
      },
    },
    waiting: {
      question: 'Waar wacht hij of zij op?',
      why: 'Elke procedure opent andere hulp.',
      answers: {
        victim: 'Vergunning als slachtoffer, na aangifte',
        asylum: 'Asiel',
        extension: 'Verlenging of een ander doel',
        objection: 'Bezwaar of beroep',
        dublin: 'Overdracht aan een ander EU-land (Dublin)',
      },
    },
    lapsed: {
      question: 'Loopt er bezwaar of beroep tegen het verlies van de vergunning?',
      why: 'Met bezwaar is het verblijf soms nog rechtmatig.',
      answers: { objection: 'Ja', 'no-objection': 'Nee' },
    },
    alone: {
      question: 'Is het kind alleen, zonder ouder of voogd?',
      why: 'Dan is er vandaag een voogd nodig.',
      answers: { yes: 'Ja', no: 'Nee' },
    },
    address: {
      question: 'Waar staat hij of zij ingeschreven?',
      why: 'Post op het verkeerde adres kan gevaarlijk zijn.',
      answers: {
        exploiter: 'Op een adres van de werkgever of de uitbuiter',
        own: 'Op een eigen adres',
        postal: 'Op een briefadres',
        none: 'Nergens',
      },
    },
    asker: {
      question: 'Wie bent u?',
      why: 'Wie van de politie of de inspectie is moet melden. Anderen vragen eerst toestemming.',
      answers: {
        municipality: 'Gemeente',
        care: 'Zorg, opvang of hulpverlening',
        police: 'Politie',
        'border-police': 'Koninklijke Marechaussee',
        'labour-authority': 'Nederlandse Arbeidsinspectie',
        self: 'Het gaat om mijzelf',
      },
    },
    complaint: {
      question: 'Heeft hij of zij al aangifte gedaan of werkt hij of zij mee?',
      why: 'Het hoeft niet. Vraag er nu niet om; wij willen alleen weten of het al gebeurd is.',
      answers: { yes: 'Ja', no: 'Nee' },
    },
    work: {
      question: 'Waarin is hij of zij uitgebuit?',
      why: 'Voor werk is er een extra weg.',
      answers: { labour: 'Werk', sexual: 'Seks', criminal: 'Gedwongen strafbare feiten', other: 'Iets anders' },
    },
  },
  page: {
    what: 'Wat dit is',
    law: 'Welke regel',
    who: 'Wie beslist',
    municipality: 'Welke gemeente',
    payer: 'Wie betaalt',
    call: 'Wie u belt',
    danger: 'Nu gevaar? Bel 112.',
    today: 'Doe dit vandaag',
    later: 'Daarna',
    never: 'Doe dit niet',
    obstacles: 'Waar het vaak misgaat',
    letters: 'Brieven die klaarliggen',
    terms: 'Termijnen',
    sources: 'Bronnen',
    certainty: 'Hoe zeker dit is',
    possible: 'Geldt misschien ook',
    next: 'Als de eerste stap lukt',
    missing: 'Nodig om het zeker te weten',
    assumed: 'Hier gaan wij van uit, zonder het te vragen',
    provisional: 'Zolang het niet vaststaat',
    unreviewed: 'Regels niet nagekeken: geen jurist heeft deze regels gecontroleerd.',
    textOf: 'tekst van',
    readOn: 'gelezen op',
    invented: 'Verzonnen gegevens, regels niet nagekeken',
    centres: 'Wie hier opvang regelt',
    womenShelter: 'Vrouwenopvang: centrumgemeente',
    homelessShelter: 'Maatschappelijke opvang: centrumgemeente',
    region: 'Veiligheidsregio en politie-eenheid',
    merged: 'opgegaan in deze gemeente op',
    namedGaps: 'Wat de regels hier openlaten',
  },
  bodies: {
    police: 'de politie (AVIM)',
    'border-police': 'de Koninklijke Marechaussee',
    'reporting-service': 'de dienst die het slachtoffer aantreft',
    'reporting-organisation': 'de organisatie die meldt',
    'organisation-that-speaks': 'de organisatie die het gesprek voert',
    'care-coordinator': 'de zorgcoördinator mensenhandel',
    comensha: 'CoMensha',
    cosm: 'de categoriale opvang (COSM)',
    'omm-provider': 'een aanbieder van OMM',
    college: 'het college van burgemeester en wethouders',
    'council-and-college': 'de gemeenteraad en het college',
    'mayor-and-aldermen': 'burgemeester en wethouders',
    mayor: 'de burgemeester',
    'municipality-by-choice': 'een gemeente die dit zelf aanbiedt',
    ind: 'de IND',
    'return-service': 'de Dienst Terugkeer en Vertrek',
    coa: 'het COA',
    nidos: 'Nidos',
    'health-insurer': 'de zorgverzekeraar',
    'care-provider': 'de zorgverlener',
    cak: 'het CAK',
    ggd: 'de GGD',
    'legal-aid-board': 'de Raad voor Rechtsbijstand',
    schadefonds: 'het Schadefonds Geweldsmisdrijven',
    'dispute-commission': 'de Geschillencommissie Sociaal Domein',
    employer: 'de nieuwe werkgever',
    iom: 'IOM',
  },
  municipalities: {
    none: 'geen gemeente',
    'where-he-turns-to': 'de gemeente waar hij of zij zich meldt',
    'where-found': 'de gemeente waar hij of zij is aangetroffen',
    residence: 'de woongemeente',
    'centre-of-residence': 'de centrumgemeente van de woongemeente',
    domicile: 'de gemeente waar hij of zij woont of verblijft',
    stay: 'de gemeente van verblijf',
    'region-of-stay': 'de regio van verblijf',
    chosen: 'de gemeente van de instelling of van eigen keuze',
    settlement: 'de gemeente waar hij of zij gaat wonen',
    'youth-address': 'de gemeente van het adres van het kind, bij verblijf in een instelling het adres daarvóór',
    'youth-without-address': 'de gemeente van de moeder bij de geboorte, anders de gemeente van verblijf',
    unchanged: 'de gemeente die al hielp',
  },
  payers: {
    none: 'niemand: hier zijn geen kosten',
    'centre-municipality': 'de centrumgemeente voor opvang',
    'region-municipalities': 'de gemeenten van de regio samen',
    'municipality-of-residence': 'de woongemeente',
    'municipality-of-domicile': 'de gemeente waar hij of zij woont of verblijft',
    'that-municipality': 'diezelfde gemeente',
    'same-municipality': 'de gemeente die al betaalde',
    'receiving-municipality': 'de gemeente die hem of haar ontving, voorlopig',
    'municipality-or-justice': 'de gemeente of het ministerie van Justitie en Veiligheid',
    'ministry-of-justice': 'het ministerie van Justitie en Veiligheid',
    'labour-ministry-beds': 'het ministerie van Sociale Zaken, voor bedden bij arbeidsuitbuiting',
    'health-ministry': 'het ministerie van VWS, via gemeenten',
    coa: 'het COA',
    state: 'de staat',
    insurer: 'de zorgverzekeraar',
    cak: 'het CAK',
    'criminal-case-or-organisation': 'in de strafzaak politie en justitie, anders de organisatie zelf',
    'social-landlord': 'de woningcorporatie',
  },
  desks: {
    emergency: '112',
    'care-coordinator': 'Zorgcoördinator mensenhandel',
    comensha: 'CoMensha',
    'wmo-desk': 'Wmo-loket',
    'police-trafficking': 'Politie, mensenhandel (AVIM)',
    'labour-authority': 'Nederlandse Arbeidsinspectie',
    ind: 'IND',
    coa: 'COA',
    nidos: 'Nidos',
    'youth-team': 'Jeugdteam',
    'veilig-thuis': 'Veilig Thuis',
    'income-desk': 'Loket werk en inkomen',
    'civil-registry': 'Burgerzaken (BRP)',
    'health-uninsured': 'Meldpunt onverzekerden',
    'legal-aid': 'Advocaat of Juridisch Loket',
    interpreter: 'Tolkendienst',
  },
  certainties: {
    law: 'Dit staat in de wet of in beleid.',
    treaty: 'Dit staat in een verdrag.',
    'law-and-page': 'Dit staat deels in de wet, deels op een openbare pagina.',
    page: 'Dit staat op een openbare pagina, niet in de wet.',
    'law-and-believed': 'Dit staat deels in de wet; de rest is niet nagegaan.',
    believed: 'Dit denken wij, maar het is niet nagegaan.',
    proposed: 'Dit is een voorstel. Niemand heeft het getekend.',
  },
  termKinds: {
    law: 'termijn uit de wet',
    policy: 'termijn uit beleid',
    treaty: 'termijn uit een verdrag',
    believed: 'termijn niet nagegaan',
    proposed: 'voorgestelde termijn',
  },
  grades: {
    A: 'zeker: er ligt er maar één in de veiligheidsregio',
    B: 'uit de bijlage van de wet van 2005',
    C: 'onze schatting: vraag het na',
  },
  states: {
    unreviewed: 'niet nagekeken',
    proposed: 'voorgesteld, door niemand afgesproken',
    reviewed: 'nagekeken',
    agreed: 'afgesproken',
  },
  gaps: {
    'no-rule-valid-on-this-day': 'Voor deze dag kennen wij geen regels. Bel de zorgcoördinator.',
    'no-rule-fits-these-facts':
      'Geen regel past bij deze situatie. Dat is een gat in de regels, niet uw fout. Bel de zorgcoördinator.',
    'facts-missing':
      'Wij weten te weinig om iets zeker te zeggen. Bel de zorgcoördinator; zoek daarna uit wat hieronder staat.',
    'no-certain-shelter':
      'Geen regel geeft met zekerheid opvang. De gemeente die hem of haar ontvangt vangt intussen op.',
  },
  letterKinds: {
    'wmo-report': 'Melding bij het college (Wmo)',
    'comensha-report': 'Aanmelding bij CoMensha',
    'rvb-form': 'Tekst bij het formulier voor de toelage (Rvb)',
    'postal-address': 'Verzoek om een briefadres',
    'urgency-declaration': 'Aanvraag van een urgentieverklaring',
    objection: 'Bezwaar tegen het verlies van de vergunning',
  },
  fields: {
    residence: 'het verblijfsrecht',
    permit: 'waarvoor de vergunning is',
    age: 'de leeftijd',
    nationality: 'de nationaliteit',
    euRight: 'of er een verblijfsrecht uit EU-recht is',
    eu24: 'of het om de eerste drie maanden of werk zoeken gaat',
    domesticViolence: 'of er huiselijk geweld is',
    indication: 'of er een aanwijzing van mensenhandel is',
    exploitation: 'de vorm van uitbuiting',
    employerProsecuted: 'of de werkgever wordt vervolgd',
    coOperates: 'of er aangifte of medewerking is',
    cannotCoOperate: 'of meewerken niet kan door bedreiging of ziekte',
    reporter: 'wie meldt',
    registration: 'waar de inschrijving is',
    dublin: 'of een ander EU-land verantwoordelijk is (Dublin)',
    asylum: 'of er een asielaanvraag loopt',
    asylumOrigin: 'of de vergunning uit een asielaanvraag komt',
    unaccompanied: 'of het kind alleen is',
    insured: 'of er een zorgverzekering is',
    inShelter: 'of er verblijf in een opvang is',
    inWomensShelter: 'of er verblijf in de vrouwenopvang is',
    equated: 'of het bezwaar of de aanvraag op tijd was',
    longStay: 'of het verblijf minstens vier maanden duurt',
    b8Ended: 'hoe de strafzaak is afgelopen',
    dispute: 'of gemeenten het oneens zijn',
    needShelter: 'of opvang nodig is',
    needSupport: 'of begeleiding thuis nodig is',
    needProtectedLiving: 'of beschermd wonen nodig is',
    needMultiProblem: 'of er meer problemen tegelijk zijn',
    needYouthCare: 'of jeugdhulp nodig is',
    needIncome: 'of inkomen nodig is',
    needMedical: 'of zorg nodig is',
    needLegalAid: 'of een advocaat nodig is',
    needInterpreter: 'of een tolk nodig is',
    needAddress: 'of een veilig postadres nodig is',
    needRegistration: 'of inschrijving nodig is',
    needHousing: 'of een woning nodig is',
    needCompensation: 'of een tegemoetkoming gewenst is',
    needWork: 'of werk of school gewenst is',
    wantsReturn: 'of terugkeer gewenst is',
  },
  letters: {
    blank: '[{field}: nog invullen]',
    withheld: '[{field}: niet gedeeld]',
    unreviewed: 'Regels niet nagekeken: geen jurist heeft de regels onder deze brief gecontroleerd.',
    sources: 'Deze brief steunt op:',
    fields: {
      organisation: 'organisatie',
      writer: 'naam van de schrijver',
      phone: 'telefoonnummer',
      municipality: 'gemeente',
      person: 'naam',
      birth: 'geboortedatum',
      language: 'taal',
      residence: 'verblijfsrecht',
      need: 'hulpvraag',
      found: 'plaats en dag van aantreffen',
      exploitation: 'vorm van uitbuiting',
      postalAddress: 'gevraagd briefadres',
      policeStatement: 'verklaring van de politie',
    },
    templates: {
      'wmo-report': {
        title: 'Melding van behoefte aan opvang (Wmo 2015, artikel 2.3.2)',
        paragraphs: [
          'Aan het college van burgemeester en wethouders van {municipality}.',
          'Hierbij melden wij dat {person}, geboren op {birth}, behoefte heeft aan opvang en ondersteuning: {need}.',
          'Het verblijfsrecht is: {residence}. De vreemdeling die rechtmatig verblijft kan in aanmerking komen voor een maatwerkvoorziening (artikel 1.2.2).',
          'De nood is dringend. Wij vragen u vandaag een tijdelijke maatwerkvoorziening te verstrekken, in afwachting van het onderzoek (artikel 2.3.3).',
          'Bent u van mening dat een andere gemeente verantwoordelijk is? Wij vragen u dan intussen op te vangen, en de overdracht daarna te regelen.',
          'Gebruik bij het gesprek een tolk voor: {language}. Stuur geen post naar het adres in de BRP zonder overleg.',
          'Neem contact op met {writer}, {organisation}, telefoon {phone}.',
        ],
      },
      'comensha-report': {
        title: 'Aanmelding van een vermoedelijk slachtoffer bij CoMensha',
        paragraphs: [
          'Aanmelder: {writer}, {organisation}, telefoon {phone}.',
          'Vermoedelijk slachtoffer: {person}, geboren op {birth}. Taal: {language}.',
          'Aangetroffen: {found}. Vermoede vorm van uitbuiting: {exploitation}.',
          'Verblijfsrecht: {residence}. Hulpvraag: {need}.',
          'Wij vragen u de zorgcoördinator van de regio in te schakelen.',
        ],
      },
      'rvb-form': {
        title: 'Tekst bij het aanvraagformulier voor de toelage (Rvb)',
        paragraphs: [
          'Aan het COA.',
          'Aanvrager: {person}, geboren op {birth}. Verblijfsrecht: {residence}.',
          'De aanvraag steunt op artikel 2, eerste lid, van de regeling. Verklaring van de politie: {policeStatement}.',
          'Stuur post alleen naar: {postalAddress}.',
          'Hulp bij de aanvraag: {writer}, {organisation}, telefoon {phone}.',
        ],
      },
      'postal-address': {
        title: 'Verzoek om een briefadres (Wet BRP)',
        paragraphs: [
          'Aan de gemeente {municipality}.',
          'Wij vragen om inschrijving met een briefadres voor {person}, geboren op {birth}.',
          'Het adres waar hij of zij verblijft of stond ingeschreven kan om redenen van veiligheid niet worden gebruikt.',
          'Gevraagd briefadres: {postalAddress}.',
          'Neem contact op met {writer}, {organisation}, telefoon {phone}. Stuur geen bericht naar het oude adres.',
        ],
      },
      'urgency-declaration': {
        title: 'Aanvraag van een urgentieverklaring (Huisvestingswet 2014, artikel 12)',
        paragraphs: [
          'Aan het college van burgemeester en wethouders van {municipality}.',
          'Wij vragen een urgentieverklaring voor {person}, geboren op {birth}. Verblijfsrecht: {residence}.',
          'Hij of zij verblijft in een voorziening voor tijdelijke opvang en heeft een woning nodig: {need}. Wie daar verblijft hoort in een verordening met urgentie bij de urgente woningzoekenden (artikel 12, derde lid); een binding met de gemeente mag niet worden gevraagd (artikel 16, onder b).',
          'Noem in brieven niet waar hij of zij verblijft. Stuur post alleen naar: {postalAddress}.',
          'Neem contact op met {writer}, {organisation}, telefoon {phone}.',
        ],
      },
      objection: {
        title: 'Bezwaarschrift',
        paragraphs: [
          'Aan de IND.',
          'Namens {person}, geboren op {birth}, maken wij bezwaar tegen het besluit over het verblijfsrecht ({residence}). Een kopie van het besluit gaat mee.',
          'De gronden volgen. Wij vragen u een termijn te geven om die aan te vullen.',
          'Wij vragen u te bevestigen dat dit bezwaar op tijd is. Hulp van de gemeente loopt dan door tot de laatste beslissing (gelijkstelling).',
          'Stuur post alleen naar: {postalAddress}. Neem contact op met {writer}, {organisation}, telefoon {phone}. Een advocaat neemt de zaak over zodra die er is.',
        ],
      },
    },
  },
}
