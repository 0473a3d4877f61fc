/** Words of the destruction list and of asking to be erased. */
export const retentionNl = {
  nav: 'Vernietigen',
  // With a place to break: the word is wider than a small telephone.
  title: 'Vernietigings\u00adlijst',
  lead: 'Wat bewaard is en weg moet: omdat de termijn om is, of omdat de persoon het vraagt. Twee mensen beslissen, van wie één de functionaris gegevensbescherming is. U ziet termijnen en dagen, geen inhoud.',
  unreviewed:
    'Deze termijnen zijn niet door een jurist nagekeken. Houd elke termijn naast de wet van vandaag voordat u goedkeurt.',
  none: 'Er is niets te vernietigen.',
  soon: (count: number) =>
    count === 0
      ? 'Binnen een jaar komt er niets bij.'
      : count === 1
        ? 'Binnen een jaar komt er 1 bij.'
        : `Binnen een jaar komen er ${count} bij.`,
  more: (count: number) => `Nog ${count} meer; ze komen in beeld als deze klaar zijn.`,
  subjects: {
    dossier: (number: string) => `Dossier ${number}`,
    signal: (number: string) => `Signaal ${number}`,
  },
  states: { due: 'Aan de beurt', 'approved-once': 'Eén akkoord', held: 'Aangehouden' },
  reason: 'Waarom',
  source: 'Bron',
  certainty: { believed: 'niet nagekeken', proposed: 'ons voorstel, niet vastgesteld', law: 'wet' } as Readonly<
    Record<string, string>
  >,
  years: (count: number) => `${count} jaar`,
  what: 'Wat vernietigd wordt',
  classes: {
    identity: 'wie de persoon is en hoe die te bereiken is',
    location: 'waar de persoon is',
    medical: 'de gezondheid',
    investigation: 'wat er gebeurd is',
    oversight: 'waarom er noodinzage was',
    outside: 'wat meeging naar een partij zonder account',
  },
  written: 'Geschreven',
  between: (first: string, last: string) => (first === last ? first : `${first} tot ${last}`),
  due: 'Aan de beurt sinds',
  answerBy: 'Antwoord aan de persoon uiterlijk',
  asks: 'Vraag na',
  approvedBy: 'Akkoord van',
  you: 'u',
  heldUntil: 'Aangehouden tot en met',
  because: 'omdat',
  holdReasons: {
    'running-procedure': 'er loopt nog een zaak of procedure',
    'was-minor': 'de persoon was minderjarig en kreeg jeugdhulp',
    'person-asks-to-keep': 'de persoon vraagt het te bewaren',
    'claim-for-damages': 'er loopt een schadeclaim',
    'interest-of-another': 'een ander heeft er zwaarwegend belang bij',
    'term-is-longer': 'een andere wet vraagt langer',
  },
  approve: 'Akkoord met vernietigen',
  erase: 'Akkoord: nu vernietigen',
  eraseSure:
    'Hierna opent niemand dit hier nog, en uit oude back-ups niet meer zodra hun sleutels vernietigd zijn. Het is niet terug te draaien.',
  sure: 'Ja, vernietig dit voorgoed',
  sureMissing: 'Bevestig dat u het zeker weet.',
  needsOther: 'U gaf akkoord. Nu nog iemand anders; één van u is functionaris gegevensbescherming.',
  needsOfficer: 'De functionaris gegevensbescherming moet een van de twee zijn.',
  hold: 'Aanhouden',
  holdWhy: 'Waarom aanhouden?',
  holdUntil: 'Tot en met welke dag?',
  choose: 'Kies een reden.',
  chooseDay: 'Kies een dag na vandaag.',
  save: 'Aanhouden tot die dag',
  done: {
    waits: 'Uw akkoord staat. Vernietigd wordt er pas als een tweede persoon ook akkoord geeft.',
    erased: 'Vernietigd. Dat het gebeurde, waarom en wanneer, staat hieronder en in het logboek.',
    held: 'Aangehouden. Eerdere akkoorden vervallen.',
  },
  erased: {
    title: 'Vernietigd',
    lead: 'Wat weg is. Het logboek blijft: wie wanneer keek staat er nog, wat er stond niet.',
    none: 'Er is nog niets vernietigd.',
    caption: 'Wat vernietigd is',
    subject: 'Wat',
    why: 'Waarom',
    when: 'Wanneer',
    keys: 'Sleutels',
    by: 'Door',
  },
  ask: {
    title: 'Hij of zij wil dat het weg is',
    lead: 'Vraagt de persoon om te vernietigen wat uw organisatie opschreef, leg dat dan hier vast. Binnen dertig dagen moet er een antwoord zijn. Wat andere organisaties opschreven, vraagt de persoon daar.',
    press: 'Verzoek vastleggen',
    saved: 'Vastgelegd. Het staat op de vernietigingslijst.',
  },
}
