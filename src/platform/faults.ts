/** Faults that stop a start, each with a sentence that helps. What goes wrong later is a refusal or a logged fault. */

export type StartFaultKind =
  | 'bad-setting'
  | 'database-start'
  | 'database-unreachable'
  | 'database-version'
  | 'demonstration-mixed'
  | 'demonstration-with-provider'
  | 'disk-full'
  | 'key-lost'
  | 'no-embedded-database'
  | 'port-in-use'
  | 'reference-data'

const SENTENCES: Record<StartFaultKind, (detail: Readonly<Record<string, string>>) => string> = {
  'bad-setting': (d) =>
    `De instelling ${d['setting']} kan zo niet gebruikt worden. / The setting ${d['setting']} cannot be used like this. Zie README, "Settings".`,
  'database-start': (d) =>
    `De meegeleverde database start niet: ${d['detail']}\nThe embedded database does not start; its log is database.log in the data folder.`,
  'database-unreachable': () =>
    'De database van DATABASE_URL antwoordt niet. Draait de server en kloppen gebruiker en wachtwoord?\nThe database of DATABASE_URL does not answer. Does the server run, are user and password right?',
  'database-version': (d) =>
    `De gegevens zijn gemaakt met PostgreSQL ${d['found']}; nodig is ${d['needed']} of nieuwer. Maak een back-up en zet de gegevens over, of wijs DATABASE_URL naar een nieuwere server.\nThe data were made with PostgreSQL ${d['found']}; ${d['needed']} is needed.`,
  'demonstration-mixed': (d) =>
    `Deze database is gemaakt met SAMENHANG_DEMONSTRATION=${d['is']} en blijft dat: verzonnen en echte mensen staan nooit bij elkaar. Zet die instelling, of kies een andere database.\nThis database was made with SAMENHANG_DEMONSTRATION=${d['is']} and stays so. Set it, or choose another database.`,
  'demonstration-with-provider': () =>
    'Een demonstratie kent geen echte mensen: haal SAMENHANG_OIDC_ISSUER weg, of zet SAMENHANG_DEMONSTRATION=off met een andere database.\nA demonstration knows no real people: take SAMENHANG_OIDC_ISSUER away, or set SAMENHANG_DEMONSTRATION=off with another database.',
  'disk-full': () =>
    'De schijf is vol. Maak ruimte en start opnieuw; wat bevestigd was, is bewaard.\nThe disk is full. Free some room and start again; what was confirmed is kept.',
  'key-lost': () =>
    'De sleutelmap hoort niet bij deze database: de gegevens zijn niet te openen. Zet de map keys uit de back-up terug.\nThe key folder does not belong to this database. Put the folder keys back from the backup.',
  'no-embedded-database': (d) =>
    `Voor ${d['platform']} is geen meegeleverde database. Zet DATABASE_URL naar een PostgreSQL 18.\nNo database comes along for ${d['platform']}: point DATABASE_URL to a PostgreSQL 18.`,
  'port-in-use': (d) =>
    `Poort ${d['port']} is bezet. Stop het andere programma of kies een andere: SAMENHANG_PORT=8081 npm start\nPort ${d['port']} is in use. Stop the other programme or choose another port.`,
  'reference-data': (d) => `Een tabel onder data/ klopt niet: ${d['detail']}\nA table under data/ is broken.`,
}

export class StartFault extends Error {
  readonly kind: StartFaultKind
  constructor(kind: StartFaultKind, detail: Readonly<Record<string, string>> = {}) {
    super(SENTENCES[kind](detail))
    this.name = 'StartFault'
    this.kind = kind
  }
}
