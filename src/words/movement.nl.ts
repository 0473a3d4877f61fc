/** Words of regions beside each other, flows, the revolving door and where time goes. */
export const movementNl = {
  pages: 'Onderdelen van het beeld',
  counts: 'Aantallen',
  table: 'Dezelfde tekening als tabel',
  year: 'Jaar',
  days: 'Dagen',
  atRisk: 'Nog gevolgd',
  few: 'minder dan 5',
  underOne: 'minder dan 1%',
  notSaid: 'niet genoemd',
  range: (low: string, high: string) => `${low} tot ${high}`,
  unknownPlace: 'onbekend',
  regions: {
    nav: 'Regio’s',
    title: 'Regio’s naast elkaar',
    lead: 'Kleine aantallen schommelen door toeval. Kijk eerst hoe een regio zelf veranderde, en dan pas naast andere.',
    choose: 'Welke regio?',
    history: (region: string) => `${region}: eigen verloop`,
    historyDrawing: (region: string) =>
      `Personen per jaar in ${region}, met de onzekerheid. Dezelfde getallen staan in de tabel hieronder.`,
    historyCaption: (region: string) => `Personen per jaar in ${region}`,
    persons: 'Personen',
    interval: 'Met 95% zekerheid tussen',
    funnel: 'Alle regio’s in één trechter',
    funnelLead:
      'Elke stip is een regio. Hoe meer personen worden verwacht, hoe minder toeval doet: daarom wordt de trechter smaller.',
    funnelDrawing:
      'Trechter van 25 veiligheidsregio’s: gemeld ten opzichte van verwacht. Dezelfde getallen staan in de tabel hieronder.',
    axisExpected: 'verwacht aantal personen',
    axisRatio: 'gemeld gedeeld door verwacht',
    legend: 'Wat de tekens betekenen',
    places: {
      within: 'binnen de lijnen: niet anders dan toeval geeft',
      'outside-95': 'buiten de binnenste lijn: kan toeval zijn, kijk mee',
      'outside-998': 'buiten de buitenste lijn: zelden toeval, zoek de oorzaak',
      few: 'minder dan 5 personen: alleen de onzekerheid, geen stip',
    } as Readonly<Record<string, string>>,
    short: {
      within: 'binnen de lijnen',
      'outside-95': 'buiten de binnenste lijn',
      'outside-998': 'buiten de buitenste lijn',
      few: 'te weinig voor een stip',
    } as Readonly<Record<string, string>>,
    caption: (year: number) => `Veiligheidsregio’s in ${year}, op volgorde van nummer`,
    region: 'Veiligheidsregio',
    observed: 'Gemeld',
    expected: 'Verwacht',
    ratio: 'Verhouding',
    shrunken: 'Ingetoomd',
    place: 'Plaats',
    how: 'Hoe het is gerekend',
    method: (widening: string, isWider: boolean) =>
      isWider
        ? `De regio’s verschillen ${widening} keer zo veel als toeval alleen zou geven. De lijnen zijn daarom wijder gemaakt.`
        : 'De regio’s verschillen niet meer dan toeval geeft. De lijnen zijn niet wijder gemaakt.',
    estimator: (shape: string, rate: string) =>
      `Ingetoomd met de grootste aannemelijkheid van een negatief-binomiale verdeling (vorm ${shape}, maat ${rate}).`,
    noSpread: 'Er is niet meer spreiding dan toeval geeft: ingetoomd komt elke regio op 1 uit.',
    otherEstimator: (shape: string, rate: string, marshall: string) =>
      `Ter controle: met de momenten van Clayton en Kaldor vorm ${shape} en maat ${rate}; spreiding volgens Marshall ${marshall}. Schatters met dezelfde naam geven andere getallen.`,
    exact:
      'De onzekerheid is exact berekend (Garwood), boven 20 personen volgens Byar. De lijnen zijn exact Poisson. Een regio met minder dan vijf telt overal in mee als twee, hoeveel het er ook zijn.',
    context: 'Wat er om de getallen heen staat',
    contextCaption: 'Kenmerken van de veiligheidsregio’s',
    variables: {
      inhabitants: 'Inwoners',
      municipalities: 'Gemeenten',
      'women-shelter-centres': 'Centrumgemeenten vrouwenopvang',
      'homeless-shelter-centres': 'Centrumgemeenten maatschappelijke opvang',
    } as Readonly<Record<string, string>>,
    variable: (name: string, year: number) => `${name} (${year})`,
    tooFew: (persons: number) =>
      `In regio’s met vijf of meer zijn in dit jaar samen minder dan ${persons} personen geteld. Dan zegt naast elkaar zetten niets.`,
  },
  flows: {
    nav: 'Verplaatsingen',
    title: 'Verplaatsingen',
    lead: 'Tussen welke regio’s en landen mensen gingen, zoals in dossiers is genoteerd.',
    empty: 'In dit jaar is geen verplaatsing tussen regio’s of landen genoteerd.',
    show: 'Welke plaats?',
    all: 'Alle plaatsen',
    drawing:
      'Kaart van de 25 veiligheidsregio’s met lijnen van en naar. Dezelfde verplaatsingen staan in de tabel hieronder.',
    drawn:
      'De kaart is dezelfde als die van de gemeenten: vakken van gelijke grootte, niet op schaal. Een dikkere lijn is een grotere stroom; de pijl wijst waarheen.',
    countriesNotDrawn: (count: number) => `${count} landen passen niet op de tekening en staan in de tabel.`,
    nothingDrawn: 'Geen enkele stroom is groot genoeg om te tekenen.',
    caption: (year: number) => `Verplaatsingen in ${year}, op volgorde van plaats`,
    fewPairs: (pairs: string) =>
      `Tussen nog ${pairs} paren van plaatsen gingen minder dan 5 mensen. Kies een plaats om die van die plaats te zien.`,
    from: 'Van',
    to: 'Naar',
    moves: 'Aantal',
    places: (year: number) => `In en uit per plaats in ${year}`,
    place: 'Plaats',
    in: 'Komt',
    out: 'Gaat',
    net: 'Saldo',
    effectiveness: 'Eenrichting',
    leaving: 'Vertrekt uit de regio',
    destinations: 'Bestemmingen',
    terms:
      'Eenrichting: 0% is evenveel erin als eruit, 100% is alleen het een of het ander. Bestemmingen: over hoeveel plaatsen het zich gelijk zou verdelen. Een streepje: te weinig om te noemen.',
  },
  shared: {
    which: 'Wat wilt u zien?',
    moves: 'Verplaatsingen',
    things: 'Zelfde telefoon, kenteken, bedrijf',
    title: 'Zelfde ding in twee regio’s',
    lead: 'Waar signalen van twee regio’s over hetzelfde gaan. Altijd van één kant en één soort tegelijk.',
    side: 'Signalen van',
    sides: { care: 'zorg en opvang', enforcement: 'opsporing en toezicht' },
    kind: 'Soort ding',
    empty: 'In dit jaar is tussen twee regio’s niets van deze soort gevonden dat nog staat.',
    show: 'Welke regio?',
    all: 'Alle regio’s',
    drawing:
      'Kaart van de 25 veiligheidsregio’s met lijnen tussen regio’s die iets delen. Dezelfde getallen staan in de tabel hieronder.',
    drawn:
      'De kaart is dezelfde als die van de gemeenten: vakken van gelijke grootte, niet op schaal. Een dikkere lijn is meer paren; een lijn heeft geen richting.',
    nothingDrawn: 'Er is niets te tekenen: de aantallen zijn te klein, of een van de regio’s is onbekend.',
    caption: (kind: string, year: number) => `${kind}: gedeeld tussen regio’s, gevonden in ${year}`,
    fewPairs: (pairs: string) =>
      `Regio’s die samen minder dan 5 paren van signalen delen: ${pairs} keer. Kies een regio om die van die regio te zien.`,
    one: 'Regio',
    other: 'En regio',
    links: 'Paren van signalen',
  },
  time: {
    nav: 'Wachten',
    title: 'Waar blijft de tijd?',
    lead: 'Wat wachten kostte en waarop, waar de regels zwijgen, en wat er van treffers kwam. Alleen van kwartalen die voorbij zijn.',
  },
  door: {
    nav: 'Draaideur',
    title: 'Draaideur',
    lead: 'Hoeveel mensen terugkomen nadat hulp eindigde, hoe snel, en hoe mensen eruit gaan.',
    gap: 'Terug telt vanaf',
    gapOption: (days: number) => `${days} dagen weg`,
    ended: 'Hulp eindigde',
    notAwaited: 'Daarvan vertrokken of overleden',
    back: 'Kwamen terug',
    endedTimes: (count: string) => `${count} keer`,
    recallTitle: 'De deur draait vaker dan hier staat',
    recall: (of: number) =>
      `Van de 100 mensen die terugkomen worden er ongeveer ${of} herkend. Dat is gemeten op verzonnen landen; in het echt kan het minder zijn.`,
    curve: 'Terug na het einde van hulp',
    curveDrawing:
      'Aandeel dat terug is, per dag na het einde van hulp, met de onzekerheid. Dezelfde getallen staan in de tabel hieronder.',
    curveCaption: 'Aandeel dat terug is na het einde van hulp',
    axisDays: 'dagen na het einde van hulp',
    axisIn: 'dagen na het begin van hulp',
    share: 'Terug',
    interval: 'Met 95% zekerheid tussen',
    stopped: (riskMin: number) => `De lijn stopt waar minder dan ${riskMin} mensen nog worden gevolgd.`,
    noCurve: (riskMin: number) => `Er is nog geen lijn: er worden minder dan ${riskMin} mensen gevolgd.`,
    routes: 'Naar hoe hulp eindigde',
    routesDrawing: 'Aandeel dat terug is, naar hoe hulp eindigde. Dezelfde getallen staan in de tabel hieronder.',
    routesCaption: 'Aandeel dat terug is, naar hoe hulp eindigde',
    route: 'Hoe hulp eindigde',
    routeNames: { completed: 'hersteld', stopped: 'gestopt: eigen wens, afgezien of niet aannemelijk' } as Readonly<
      Record<string, string>
    >,
    differ: (chance: string) =>
      `Als het niets uitmaakte hoe hulp eindigde, zou zo’n verschil of een groter in ${chance} van de gevallen voorkomen (logrank).`,
    ways: 'Hoe mensen terugkwamen',
    wayNames: { 'met-elsewhere': 'elders gezien en herkend', 'asked-for-help': 'vroeg zelf weer om hulp' } as Readonly<
      Record<string, string>
    >,
    causes: 'Waar het gat vandaan kwam',
    causeNames: {
      'place-ended': 'de plek hield op',
      money: 'geld',
      'permit-ended': 'de vergunning liep af',
      'back-to-exploiter': 'terug naar de uitbuiter',
      'aftercare-missing': 'geen nazorg',
      other: 'anders',
      unknown: 'onbekend',
    } as Readonly<Record<string, string>>,
    code: 'Wat',
    count: 'Aantal',
    nothingYet: 'Nog niets genoteerd.',
    average: (days: number, mean: string) => `Na ${days} dagen kwam een dossier gemiddeld ${mean} keer terug.`,
    out: 'Hoe mensen eruit gaan',
    outDrawing:
      'Aandeel van wie begon, naar hoe zij het eerst uit de hulp gingen. Dezelfde getallen staan in de tabel hieronder.',
    outCaption: 'Eerste weg uit de hulp, na het begin',
    outNames: {
      ended: 'hulp eindigde',
      abroad: 'naar een ander land',
      deceased: 'overleden',
      'out-of-sight': 'uit beeld',
    } as Readonly<Record<string, string>>,
  },
}

export type MovementWords = typeof movementNl
