/** Words of the public page on which everybody reads the base agreements. */
export const normPageNl = {
  nav: 'Basisafspraken',
  title: 'Basisafspraken',
  lead: 'Wie doet wat, binnen hoeveel dagen, tenzij wat. Met bron, wie tekende en voorbeelden.',
  unreviewed:
    'Niemand heeft deze afspraken nagekeken. Wat een voorstel is, heeft niemand getekend: een termijn daarvan gaat nooit verder dan wie haar leest.',
  search: 'Zoek een afspraak',
  state: 'Stand',
  all: 'Alle',
  states: { binds: 'Geldt', proposed: 'Voorstel' } as Readonly<Record<string, string>>,
  found: (count: number) => (count === 1 ? '1 afspraak' : `${count} afspraken`),
  signedBy: 'Getekend door',
  nobody: 'niemand',
  from: (day: string) => `vanaf ${day}`,
  term: 'De termijn komt uit',
  exceptions: 'Tenzij',
  source: 'Bron',
  examples: (count: number) => (count === 1 ? '1 voorbeeld' : `${count} voorbeelden`),
  onDay: (day: string) => `op ${day}`,
  sign: 'Ondertekenen',
  older: 'Eerdere versie',
  valid: (from: string, until: string | undefined) =>
    until ? `geldt van ${from} tot en met ${until}` : `geldt vanaf ${from}`,
}
export type NormPageWords = typeof normPageNl
