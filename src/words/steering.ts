/** The words beside figures of norms: what they can say and what not. Dutch first. */
type Words = { readonly nl: string; readonly en: string }

export const steeringWords = {
  closed: {
    nl: 'Geteld zijn termijnen die in gesloten kwartalen begonnen, zoals ze stonden toen het laatste kwartaal sloot. De cijfers veranderen vier keer per jaar.',
    en: 'Counted are terms that began in closed quarters, as they stood when the last quarter closed. The figures change four times a year.',
  },
  bands: {
    nl: 'Elk aantal is een vak van vijf personen. Minder dan vijf ziet er hetzelfde uit als niemand. Elk interval is exact en telt mee wat het vak openlaat.',
    en: 'Each number is a band of five persons. Fewer than five looks the same as nobody. Each interval is exact and allows for what the band leaves open.',
  },
  noRank: {
    nl: 'Dit is geen rangorde. Regio’s staan op nummer, normen op volgorde van de afspraken. Wat niet gehaald is, kan aan een ander liggen dan wie het opschreef.',
    en: 'This is no ranking. Regions stand by number, norms in the order of the agreements. What was missed may lie with another than who wrote it down.',
  },
  perPerson: {
    nl: 'Iemand telt bij een norm één keer: als niet gehaald wanneer één van de termijnen niet gehaald is. Twee dossiers van één persoon tellen als twee.',
    en: 'Somebody counts once for a norm: as missed when one of the terms was missed. Two files of one person count as two.',
  },
  herNo: {
    nl: '“Nee”, “nu niet” en “niet veilig” tellen als nagekomen. Niemand wordt ergens toe gedrukt om een cijfer.',
    en: '"No", "not now" and "not safe" count as kept. Nobody is pressed for the sake of a figure.',
  },
  beforeAfter: {
    nl: 'Voor en na zijn andere mensen in andere maanden. Het verschil zegt of er minder werd gemist, niet of dat door de afspraak komt. Er kan tegelijk iets anders zijn veranderd.',
    en: 'Before and after are other people in other months. The difference says whether less was missed, not whether the agreement did that. Something else may have changed at the same time.',
  },
  proposed: {
    nl: 'Voorstel: bindt niemand. Dit laat zien hoe vaak het nu al gebeurt, niet dat iemand iets nalaat.',
    en: 'Proposal: binds nobody. This shows how often it happens already, not that anybody fails.',
  },
} as const satisfies Readonly<Record<string, Words>>

export const compareWords = {
  'too-few': { nl: 'Te weinig personen om iets te zeggen.', en: 'Too few persons to say anything.' },
  'not-sure': {
    nl: 'Dit verschil kan toeval zijn.',
    en: 'This difference may be chance.',
  },
  'more-missed': {
    nl: 'Erna werd vaker gemist dan toeval geeft.',
    en: 'Afterwards more was missed than chance gives.',
  },
  'less-missed': {
    nl: 'Erna werd minder vaak gemist dan toeval geeft.',
    en: 'Afterwards less was missed than chance gives.',
  },
} as const satisfies Readonly<Record<string, Words>>

export const causeNotSaid: Words = { nl: 'Niemand zei nog waarom', en: 'Nobody said why yet' }
