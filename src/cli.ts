/** The command line: `npx samenhang …` inside a clone. Every command answers --help; exit codes: 0 good, 1 fault, 2 wrong use, 3 some rows refused. */
import { Command, CommanderError } from 'commander'
import { StartFault } from './platform/faults.ts'

const program = new Command('samenhang')
  .description('Samenhang: een dossier dat meereist, signalen die elkaar vinden, afspraken die gemeten worden.')
  .version('0.2.0')
  .exitOverride()
  .showHelpAfterError('(samenhang --help)')

program
  .command('start')
  .description('start het systeem: database, server en in een demonstratie de verzonnen mensen')
  .action(async () => (await import('./server.ts')).start())

program
  .command('import')
  .description('lees gegevens uit een bestand')
  .command('signals <file>')
  .description('signalen uit CSV of XLSX (HTCDS 2.0-kolommen of een eigen lijst)')
  .requiredOption('--as <organisation>', 'de organisatie die ze inbrengt: id of naam')
  .option('--map <file>', 'JSON met veld: kolom voor een eigen lijst')
  .option('--sheet <name>', 'werkblad van een XLSX')
  .option('--date-format <format>', 'DD-MM-YYYY (dmy) of MM-DD-YYYY (mdy), als de datums dubbelzinnig zijn')
  .option('--problems <file>', 'schrijf alle geweigerde rijen naar dit bestand')
  .option('--language <nl|en>', 'taal van de zinnen; de andere staat erachter', 'nl')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (file: string, options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./import.ts')).runImport(file, options)
  })

program
  .command('link')
  .description('zoek wie waarschijnlijk dezelfde persoon is: in een registratie, of onder alles wat de matcher heeft')
  .option('--registration <file>', 'CSV met meldingen (UTF-8); niets wordt samengevoegd, een mens beslist')
  .option('--columns <mapping>', 'JSON-bestand met veld: kolom, of veld=kolom,veld=kolom')
  .option('--out <folder>', 'schrijf groups.csv en doubtful.csv hierheen')
  .option('--workers <n>', 'aantal rekenaars; de uitkomst is voor elk aantal gelijk')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./link.ts')).runLink(options)
  })

program
  .command('simulate')
  .description('maak een verzonnen land met bekende waarheid')
  .option('--persons <n>', 'aantal personen', '1000')
  .option('--years <n>', 'aantal jaren', '3')
  .option('--seed <n>', 'zelfde getal, zelfde land', '1')
  .option('--out <folder>', 'schrijf de bestanden hierheen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    const asNumber = (name: string): number => Number(options[name])
    process.exitCode = await (await import('./simulation/index.ts')).simulate(
      {
        persons: asNumber('persons'),
        years: asNumber('years'),
        seed: asNumber('seed'),
        json: options['json'] === true,
        ...(typeof options['out'] === 'string' ? { out: options['out'] } : {}),
      },
      {
        stdout: (text) => process.stdout.write(text),
        stderr: (text) => process.stderr.write(text),
        now: () => performance.now(),
      },
    )
  })

program
  .command('bench')
  .description('meet')
  .command('linkage')
  .description('zoek dubbelen in een gelabelde set en geef de scores')
  .requiredOption('--set <file>', 'beschrijving van de set (*.set.json)')
  .option('--encoding <kind>', 'oblivious of relabelled')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    const args = [
      '--set',
      String(options['set']),
      ...(options['encoding'] ? ['--encoding', String(options['encoding'])] : []),
      ...(options['json'] ? ['--json'] : []),
    ]
    process.exitCode = await (await import('../bench/linkage/main.ts')).main(args)
  })

const epoch = program
  .command('epoch')
  .description('sleutelperioden van de vergelijking: logboek, wisselen, hoe ver het is')
for (const [act, description] of [
  ['open', 'open een nieuwe sleutelperiode; de server codeert daarna iedereen opnieuw'],
  ['status', 'toon het logboek van sleutelperioden en hoe ver een wisseling is'],
] as const)
  epoch
    .command(act)
    .description(description)
    .option('--json', 'uitkomst als JSON', false)
    .action(async (options: { json: boolean }) => {
      process.exitCode = await (await import('./epoch.command.ts')).runEpoch(act, options)
    })

const decoys = program
  .command('decoys')
  .description('lokpersonen van het landelijk contactpunt: verzonnen mensen in de index')
decoys
  .command('plant')
  .description('plant lokpersonen; wie er al staat blijft staan')
  .requiredOption('--count <n>', 'hoeveel')
  .option('--seed <n>', 'zelfde getal op dezelfde installatie, zelfde mensen', '1')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./decoys.ts')).plantCommand(options)
  })
decoys
  .command('list')
  .description('toon de lokpersonen: alleen voor wie dit systeem beheert')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./decoys.ts')).listCommand(options)
  })
decoys
  .command('retire [decoys...]')
  .description('laat lokpersonen niet meer afgaan: hun nummers, of --all')
  .option('--all', 'alle', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (handles: readonly string[], options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./decoys.ts')).retireCommand(handles, options)
  })

program
  .command('linkage')
  .description('de koppeling')
  .command('calibration')
  .description('wat treffers bleken te zijn naast wat het model verwachtte, per tiende; alleen aantallen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { json: boolean }) => {
    process.exitCode = await (await import('./calibration.ts')).runCalibration(options.json)
  })

const audit = program
  .command('audit')
  .description('het logboek: bewijzen dat er niets aan veranderd is, en ondertekende punten bewaren')
audit
  .command('verify')
  .description('bewijs het hele logboek; uitgang 4 als er iets gevonden is')
  .option('--kept <files...>', 'punten die anderen bewaarden (samenhang audit keep)')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { kept?: readonly string[]; json: boolean }) => {
    process.exitCode = await (await import('./audit-log.command.ts')).verifyCommand(options)
  })
audit
  .command('checkpoint')
  .description('toon hoe ver het logboek is, ondertekend, en de sleutel waarmee iedereen dat kan nagaan')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { json: boolean }) => {
    process.exitCode = await (await import('./audit-log.command.ts')).checkpointCommand(options)
  })
audit
  .command('keep <file>')
  .description('bewaar een opgehaald punt van een logboek, als het verdergaat waar het vorige was; zonder database')
  .requiredOption('--in <file>', 'het bestand waarin punten bewaard worden')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (file: string, options: { in: string; json: boolean }) => {
    process.exitCode = (await import('./audit-log.command.ts')).keepCommand(file, options)
  })
audit
  .command('replay')
  .description('neem beslissingen opnieuw onder het beleid van toen; uitgang 4 als er een anders uitvalt')
  .option('--last <n>', 'zoveel van de nieuwste', '10000')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { last: string; json: boolean }) => {
    process.exitCode = await (await import('./audit-decisions.command.ts')).replayCommand(options)
  })
audit
  .command('records <trace>')
  .description('toon de vier registraties van één handeling naast elkaar; uitgang 4 als die er niet zijn')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (trace: string, options: { json: boolean }) => {
    process.exitCode = await (await import('./audit-decisions.command.ts')).recordsCommand(trace, options)
  })

const keys = program
  .command('keys')
  .description(
    'sleutels: welke er zijn, wisselen zonder stilstand, en de sleutelperiode die elke dag aan de beurt kan zijn',
  )
keys
  .command('status')
  .description('toon de sleutels en wat er nog opnieuw te verpakken is')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { json: boolean }) => {
    process.exitCode = await (await import('./keys.command.ts')).statusCommand(options)
  })
keys
  .command('rotate')
  .description('wissel sleutels terwijl de server draait; wie onderbroken werd, gaat verder waar hij was')
  .option('--organisation <organisation>', 'van deze organisatie: id of naam')
  .option('--all', 'van alle organisaties', false)
  .option('--master', 'ook de wortelsleutel waaronder ze liggen', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { organisation?: string; all: boolean; master: boolean; json: boolean }) => {
    process.exitCode = await (await import('./keys.command.ts')).rotateCommand(options)
  })
keys
  .command('epoch')
  .description(
    'doe wat aan de beurt is (elke dag): nieuwe sleutelperiode, alles opnieuw verpakt, oude vernietigd als back-ups van toen dood zijn',
  )
  .option('--now', 'open een nieuwe sleutelperiode, ook als die nog niet aan de beurt is', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { now: boolean; json: boolean }) => {
    process.exitCode = await (await import('./keys.command.ts')).epochCommand(options)
  })

const accounts = program
  .command('accounts')
  .description('wie zich kan aanmelden: accounts van mensen, gebonden aan de aanmelddienst')
accounts
  .command('add')
  .description('voeg iemand toe: één functie in één organisatie')
  .requiredOption('--name <name>', 'de naam die collega’s zien')
  .requiredOption('--function <function>', 'de functie, zoals care-coordinator (een foute noemt ze alle)')
  .requiredOption('--of <organisation>', 'de organisatie: id of naam')
  .option('--subject <subject>', 'het kenmerk (sub) bij de aanmelddienst; bindt meteen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./accounts.command.ts')).addCommand(options)
  })
accounts
  .command('list')
  .description('toon wie zich kan aanmelden')
  .option('--of <organisation>', 'alleen deze organisatie: id of naam')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./accounts.command.ts')).listCommand(options)
  })
accounts
  .command('bind <account>')
  .description('bind een account aan een kenmerk bij de aanmelddienst')
  .requiredOption('--subject <subject>', 'het kenmerk (sub); de weigering bij aanmelden noemt het')
  .option('--issuer <url>', 'de aanmelddienst; anders die van SAMENHANG_OIDC_ISSUER')
  .option('--replace', 'neem de plaats in van een eerdere binding; die sessies eindigen', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (account: string, options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./accounts.command.ts')).bindCommand(account, options)
  })
accounts
  .command('invite <account>')
  .description('nodig iemand uit om een passkey of een sleutel met code vast te leggen; toont de uitnodiging één keer')
  .option('--lost', 'wat eerder is vastgelegd, is kwijt: het geldt niet meer en sessies eindigen', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (account: string, options: Record<string, string | boolean>) => {
    process.exitCode = await (await import('./accounts.command.ts')).inviteCommand(account, options)
  })
for (const [act, description] of [
  ['close', 'sluit een account voorgoed; zijn sessies eindigen meteen'],
  ['sign-out', 'beëindig alle sessies van een account, dat verder open blijft'],
] as const)
  accounts
    .command(`${act} <account>`)
    .description(description)
    .option('--json', 'uitkomst als JSON', false)
    .action(async (account: string, options: Record<string, string | boolean>) => {
      process.exitCode = await (await import('./accounts.command.ts')).endCommand(act, account, options)
    })

program
  .command('norms')
  .description('de basisafspraken: nakijken voordat iemand ze publiceert')
  .command('check')
  .description(
    'lees afspraken, soorten feiten, weg van een misser en oorzaken, en probeer elk voorbeeld; uitgang 3 als er iets is',
  )
  .option(
    '--file <files...>',
    'gewijzigde bestanden in plaats van wat geldt: norms.json, fact-kinds.json, escalation.json, causes.json',
  )
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { file?: string[]; json: boolean }) => {
    process.exitCode = (await import('./norms.command.ts')).checkCommand(options)
  })

const rules = program
  .command('rules')
  .description('de regels wie verantwoordelijk is: nakijken en vergelijken voordat iemand ze publiceert')
rules
  .command('check')
  .description(
    'kijk de hele tabel na: tegenspraak, overlap zonder volgorde, gaten zonder naam; uitgang 3 als er iets is',
  )
  .option('--file <file>', 'een gewijzigd bestand in plaats van het gepubliceerde')
  .option('--on <day>', 'volgens de regels van deze dag (JJJJ-MM-DD); anders vandaag')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { file?: string; on?: string; json: boolean }) => {
    process.exitCode = (await import('./rules.command.ts')).checkCommand(options)
  })
rules
  .command('diff')
  .description('toon wat een gewijzigd regelboek anders beslist, over alle combinaties die een regel kan krijgen')
  .requiredOption('--file <file>', 'het gewijzigde bestand')
  .option('--on <day>', 'volgens de regels van deze dag; anders vandaag')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { file: string; on?: string; json: boolean }) => {
    process.exitCode = (await import('./rules.command.ts')).diffCommand(options)
  })
rules
  .command('what-if')
  .description('tel hoeveel oordelen een gewijzigd regelboek anders maakt, op verzonnen situaties; alleen aantallen')
  .requiredOption('--file <file>', 'het gewijzigde bestand')
  .option('--dossiers <n>', 'hoeveel situaties', '100000')
  .option('--seed <n>', 'zelfde getal, zelfde situaties', '1')
  .option('--on <day>', 'volgens de regels van deze dag; anders vandaag')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { file: string; dossiers: string; seed: string; on?: string; json: boolean }) => {
    process.exitCode = (await import('./rules.command.ts')).whatIfCommand(options)
  })
rules
  .command('export')
  .description('schrijf de regels van een dag als DMN 1.3 (beslistabel en uitdrukkingen in FEEL)')
  .requiredOption('--dmn', 'in die standaard')
  .option('--file <file>', 'een gewijzigd bestand in plaats van het gepubliceerde')
  .option('--on <day>', 'de regels van deze dag; anders vandaag')
  .action(async (options: { file?: string; on?: string }) => {
    process.exitCode = (await import('./rules.command.ts')).exportCommand(options)
  })

const map = program.command('map').description('de kaart van wie wat waar doet')
map
  .command('import <file>')
  .description('lees echte grenzen in (TopoJSON of GeoJSON van het CBS); uitgang 3 als het bestand geweigerd is')
  .requiredOption('--source <text>', 'de bron die op de kaart staat, zoals "CBS/Kadaster 2023, CC BY 4.0"')
  .action(async (file: string, options: { source: string }) => {
    process.exitCode = await (await import('./map.command.ts')).importCommand(file, options)
  })
map
  .command('ask')
  .description('maak een ronde links waarmee mensen zonder account bevestigen wat er van hen op de kaart staat')
  .requiredOption('--kind <kind>', 'entries (twee keer per jaar) of practice (één keer per jaar)')
  .requiredOption('--out <file>', 'schrijf de links hierheen; een bestaand bestand blijft')
  .action(async (options: { kind: string; out: string }) => {
    process.exitCode = await (await import('./map.command.ts')).askCommand(options)
  })
map
  .command('declare <file>')
  .description('bewaar een lijst van wat gemeenten opgeven (CSV); alles of niets')
  .action(async (file: string) => {
    process.exitCode = await (await import('./map.command.ts')).declareCommand(file)
  })

const picture = program
  .command('picture')
  .description(
    'het beeld van het verschijnsel: cijfers voor de EU-richtlijn, het verborgen aantal, tabellen veilig maken, publicaties aanvallen, het jaarverslag, k-anonimiteit nagaan',
  )
picture
  .command('protect')
  .description('maak een tabel veilig en val hem aan; uitgang 3 als dat geweigerd is, met de reden')
  .requiredOption('--table <file>', 'JSON met dims en aantallen, of CSV met codes en achteraan het aantal')
  .requiredOption('--method <method>', 'round (afronden dat optelt) of suppress (vakken achterhouden)')
  .option('--base <n>', 'afronden op: 3, 5 of 10', '5')
  .option('--threshold <n>', 'kleiner dan dit is een klein getal (anders 5, of wat het bestand zegt)')
  .option('--cost <kind>', 'wat achterhouden kost: value (personen) of count (vakken)', 'value')
  .option('--dimensions <file>', 'JSON met dims voor een CSV met niveaus')
  .option('--hide-below', 'ook niet te zien dat een klein getal onder de drempel ligt', false)
  .option('--complements', 'ook wat op een klein getal na het totaal is', false)
  .option('--groups', 'ook een groep die helemaal in één vak valt', false)
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: import('./disclosure.command.ts').ProtectCommand) => {
    process.exitCode = await (await import('./disclosure.command.ts')).protectCommand(options)
  })
picture
  .command('attack')
  .description('val publicaties samen aan; uitgang 4 als er een getal of een klein verschil uit volgt')
  .requiredOption('--releases <files...>', 'in volgorde; JSON van protect, of CSV waarin leeg achtergehouden is')
  .option('--threshold <n>', 'een verschil kleiner dan dit is een klein getal', '5')
  .option('--dimensions <file>', 'JSON met dims voor een CSV met niveaus')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: import('./disclosure.command.ts').AttackCommand) => {
    process.exitCode = await (await import('./disclosure.command.ts')).attackCommand(options)
  })
picture
  .command('reproduce')
  .description('maak een publicatie van dit systeem opnieuw en vergelijk; uitgang 4 als iets anders is')
  .requiredOption('--release <id>', 'het nummer van de publicatie')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { release: string; json: boolean }) => {
    process.exitCode = await (await import('./disclosure.command.ts')).reproduceCommand(options)
  })
picture
  .command('report')
  .description(
    'schrijf het jaarverslag uit ondertekende getallen, als PDF die een schermlezer leest; uitgang 0 geschreven, 3 geweigerd met de reden, 2 verkeerd gebruik',
  )
  .requiredOption('--year <year>', 'het jaar')
  .requiredOption('--language <nl|en>', 'de taal van het verslag')
  .requiredOption('--out <file>', 'schrijf de PDF hierheen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: import('./picture-report.command.ts').ReportCommand) => {
    process.exitCode = await (await import('./picture-report.command.ts')).reportCommand(options)
  })
picture
  .command('anonymity')
  .description('kijk of elke combinatie van waarden bij minstens k rijen hoort; uitgang 4 als dat niet zo is')
  .requiredOption('--file <file>', 'CSV (ook .gz)')
  .requiredOption('--k <n>', 'zo veel rijen per combinatie')
  .option('--columns <names>', 'alleen deze kolommen, met komma’s ertussen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: import('./disclosure.command.ts').AnonymityCommand) => {
    process.exitCode = (await import('./disclosure.command.ts')).anonymityCommand(options)
  })
picture
  .command('cube')
  .description('de slachtoffers van een jaar zoals de EU-richtlijn ze vraagt; niet openbaar maken zonder vrijgave')
  .requiredOption('--year <year>', 'het jaar')
  .option('--json', 'uitkomst als JSON, met definities', false)
  .action(async (options: { year: string; json: boolean }) => {
    process.exitCode = await (await import('./directive-cube.command.ts')).runDirectiveCube(options)
  })
picture
  .command('recount')
  .description(
    'iedereen opnieuw tellen uit de meldingen, met voortgang; mag worden afgebroken, wat wacht blijft wachten',
  )
  .option('--afresh', 'de kubus eerst leegmaken', false)
  .option('--rest', 'niemand erbij zetten, alleen tellen wat nog wacht', false)
  .action(async (options: import('./picture-recount.command.ts').RecountOptions) => {
    process.exitCode = await (await import('./picture-recount.command.ts')).runRecount(options)
  })
picture
  .command('estimate')
  .description(
    'schat hoeveel personen op geen enkele lijst staan, of zeg waarom dat niet kan; uitgang 0 een schatting, 3 geweigerd met de reden, 2 niet te lezen',
  )
  .requiredOption('--table <file>', 'JSON met lists (namen) en rows (per rij een 0 of 1 per lijst, dan het aantal)')
  .option('--method <bic|stepwise>', 'hoe het model gekozen wordt', 'bic')
  .option('--replicates <n>', 'trekkingen voor het interval', '1000')
  .option('--seed <n>', 'zelfde getal, zelfde interval', '1')
  .option('--missed-links <share>', 'deel van de treffers dat de koppeling mist, als dat gemeten is (0 tot 0.5)')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: import('./picture-estimate.command.ts').EstimateOptions) => {
    process.exitCode = (await import('./picture-estimate.command.ts')).estimateCommand(options, {
      stdout: (text) => process.stdout.write(text),
      stderr: (text) => process.stderr.write(text),
      now: () => performance.now(),
    })
  })

program
  .command('doctor')
  .description('kijk of instellingen en database kloppen, zonder iets te veranderen')
  .option('--json', 'uitkomst als JSON', false)
  .action(async (options: { json: boolean }) => {
    process.exitCode = await (await import('./platform/doctor.ts')).doctor(options.json)
  })

try {
  await program.parseAsync(process.argv)
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? 0 : 2
  else if (fault instanceof StartFault) {
    console.error(fault.message)
    process.exitCode = 1
  } else throw fault
}
