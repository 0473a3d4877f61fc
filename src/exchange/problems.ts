/**
 * Every reason that reading a list can give, with its sentence: what happened, why, what can be done now. The command
 * prints them and a screen may; `{name}` is filled in from the parameters. No sentence ever shows a value of a row. Pure.
 */
import { fillIn } from '../kernel/index.ts'
import type { ContentRefusal } from './content-kind.ts'
import type { PlanProblem } from './headers.ts'
import type { RowProblemCode } from './signal-row.ts'
import type { ZipRefusal } from './zip-directory.ts'

/** Reasons about the whole file; nothing of it is taken. */
export type FileProblem =
  | ContentRefusal
  | ZipRefusal
  | PlanProblem
  | 'file-not-found'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-too-wide'
  | 'file-too-many-rows'
  | 'encoding-broken'
  | 'encoding-mixed'
  | 'workbook-not-xlsx'
  | 'workbook-old-format'
  | 'workbook-encrypted'
  | 'workbook-has-macros'
  | 'workbook-unreadable'
  | 'sheet-not-found'
  | 'sheet-not-chosen'
  | 'date-order-unclear'
  | 'date-order-mixed'
  | 'map-unreadable'

/** What the reader should know though the rows were taken. */
export type NoticeCode =
  | 'encoding-windows-1252'
  | 'columns-not-taken'
  | 'columns-without-name'
  | 'columns-by-label'
  | 'rows-hidden'
  | 'apostrophes-removed'
  | 'date-order-found'
  | 'import-stopped'

export type Sentence = { readonly nl: string; readonly en: string }
export type Problem = { readonly code: string; readonly params?: Readonly<Record<string, string | number>> }

export const FILE_PROBLEMS: Readonly<Record<FileProblem, Sentence>> = {
  'file-not-found': {
    nl: 'Het bestand is er niet. Controleer de naam en de map.',
    en: 'The file is not there. Check its name and folder.',
  },
  'file-unreadable': {
    nl: 'Het bestand kan niet worden gelezen. Controleer of het een gewoon bestand is en of u het mag openen.',
    en: 'The file cannot be read. Check that it is an ordinary file and that you may open it.',
  },
  'file-empty': { nl: 'Het bestand is leeg. Er is niets ingelezen.', en: 'The file is empty. Nothing was read.' },
  'file-too-large': {
    nl: 'Het bestand is groter dan {max} MB. Splits het en lees de delen na elkaar in; dubbele rijen tellen één keer.',
    en: 'The file is larger than {max} MB. Split it and import the parts one by one; repeated rows count once.',
  },
  'file-too-wide': {
    nl: 'De tabel heeft meer dan {max} kolommen. Verwijder de kolommen die u niet nodig hebt.',
    en: 'The table has more than {max} columns. Remove the columns that you do not need.',
  },
  'file-too-many-rows': {
    nl: 'De tabel heeft meer dan {max} rijen. Splits het bestand; er is niets ingelezen.',
    en: 'The table has more than {max} rows. Split the file; nothing was taken.',
  },
  'file-not-a-table': {
    nl: 'Dit is geen tabel maar een ander soort bestand ({what}), wat de naam ook zegt. Lever een CSV- of XLSX-bestand.',
    en: 'This is not a table but another kind of file ({what}), whatever its name says. Supply a CSV or XLSX file.',
  },
  'file-is-markup': {
    nl: 'Dit is een webpagina of XML-bestand ({what}), geen tabel. Open het in een rekenblad en sla het op als CSV of XLSX.',
    en: 'This is a web page or XML file ({what}), not a table. Open it in a spreadsheet and save it as CSV or XLSX.',
  },
  'file-is-json': {
    nl: 'Dit is een JSON-bestand, geen tabel. Lever een CSV- of XLSX-bestand, of gebruik de API.',
    en: 'This is a JSON file, not a table. Supply a CSV or XLSX file, or use the API.',
  },
  'encoding-unknown': {
    nl: 'De tekens van het bestand zijn opgeslagen als {what}; dat lezen we niet. Sla het op als UTF-8.',
    en: 'The characters of the file are stored as {what}, which we do not read. Save it as UTF-8.',
  },
  'encoding-broken': {
    nl: 'De tekens van het bestand zijn beschadigd. Sla het opnieuw op als CSV UTF-8.',
    en: 'The characters of the file are damaged. Save it again as CSV UTF-8.',
  },
  'encoding-mixed': {
    nl: 'Het bestand mengt twee manieren om letters met accenten op te slaan; namen zouden stuk gaan. Sla het opnieuw op als CSV UTF-8.',
    en: 'The file mixes two ways to store letters with accents; names would break. Save it again as CSV UTF-8.',
  },
  'zip-unreadable': {
    nl: 'Het bestand is beschadigd of niet volledig. Vraag het opnieuw op of sla het opnieuw op als XLSX.',
    en: 'The file is damaged or incomplete. Ask for it again or save it again as XLSX.',
  },
  'zip-too-large': {
    nl: 'Uitgepakt is dit bestand onredelijk groot of groter dan het zelf zegt; het is niet uitgepakt. Sla de lijst op als CSV.',
    en: 'Unpacked this file is unreasonably large, or larger than it says; it was not unpacked. Save the list as CSV.',
  },
  'zip-path-escapes': {
    nl: 'Dit bestand probeert buiten zijn eigen map te schrijven. Dat doet geen gewone werkmap: open het niet en meld het.',
    en: 'This file tries to write outside its own folder. No ordinary workbook does: do not open it, and report it.',
  },
  'zip-encrypted': {
    nl: 'Het bestand is met een wachtwoord gesloten. Sla het zonder wachtwoord op, op een veilige plek.',
    en: 'The file is locked with a password. Save it without one, in a safe place.',
  },
  'workbook-not-xlsx': {
    nl: 'Dit zip-bestand is geen XLSX-werkmap (misschien ODS, Word of een gewone zip). Sla de lijst op als XLSX of CSV.',
    en: 'This zip file is not an XLSX workbook (perhaps ODS, Word or a plain zip). Save the list as XLSX or CSV.',
  },
  'workbook-old-format': {
    nl: 'Dit is een oude XLS-werkmap. Open haar in een rekenblad en sla haar op als XLSX.',
    en: 'This is an old XLS workbook. Open it in a spreadsheet and save it as XLSX.',
  },
  'workbook-encrypted': {
    nl: 'Deze werkmap is met een wachtwoord versleuteld. Sla haar zonder wachtwoord op, op een veilige plek.',
    en: 'This workbook is encrypted with a password. Save it without one, in a safe place.',
  },
  'workbook-has-macros': {
    nl: "Deze werkmap bevat macro's (programma's). Sla haar op als XLSX zonder macro's.",
    en: 'This workbook contains macros (programs). Save it as XLSX without macros.',
  },
  'workbook-unreadable': {
    nl: 'De werkmap is van binnen beschadigd of anders dan Excel haar maakt. Sla haar opnieuw op als XLSX.',
    en: 'The workbook is damaged inside, or not as Excel makes it. Save it again as XLSX.',
  },
  'sheet-not-found': {
    nl: 'Er is geen blad {sheet}. De bladen zijn: {sheets}.',
    en: 'There is no sheet {sheet}. The sheets are: {sheets}.',
  },
  'sheet-not-chosen': {
    nl: 'De werkmap heeft meer bladen en het is niet duidelijk welk u bedoelt. Kies met --sheet: {sheets}.',
    en: 'The workbook has several sheets and it is not clear which you mean. Choose with --sheet: {sheets}.',
  },
  'header-not-recognised': {
    nl: 'In de eerste rij staat geen kolomnaam die we kennen. Zet de namen van de kolommen in rij 1, of geef met --map op welke kolom wat is.',
    en: 'The first row has no column name that we know. Put the names of the columns in row 1, or tell with --map which column is what.',
  },
  'column-ambiguous': {
    nl: 'De kolommen "{column}" en "{other}" kunnen allebei {field} zijn. Geef met --map op welke het is.',
    en: 'The columns "{column}" and "{other}" may both be {field}. Tell with --map which it is.',
  },
  'column-twice': {
    nl: 'De kolom "{column}" komt twee keer voor. Geef een van beide een andere naam.',
    en: 'The column "{column}" occurs twice. Rename one of them.',
  },
  'map-unreadable': {
    nl: 'Het bestand bij --map is geen JSON van de vorm {"veld": "kolomnaam"}. Zie de handleiding voor een voorbeeld.',
    en: 'The file of --map is not JSON of the form {"field": "column name"}. See the manual for an example.',
  },
  'map-unknown-field': {
    nl: 'Het veld "{field}" in het bestand van --map bestaat niet.',
    en: 'The field "{field}" in the file of --map does not exist.',
  },
  'map-column-missing': {
    nl: 'De kolom "{column}" uit het bestand van --map staat niet in de tabel.',
    en: 'The column "{column}" from the file of --map is not in the table.',
  },
  'date-order-unclear': {
    nl: 'In de kolom "{column}" is niet te zien of de dag of de maand voorop staat (01-02 is 1 februari of 2 januari). Geef het op met --date-format dmy of mdy.',
    en: 'Column "{column}" does not show whether the day or the month comes first (01-02 is 1 February or 2 January). Tell with --date-format dmy or mdy.',
  },
  'date-order-mixed': {
    nl: 'In de kolom "{column}" staat soms de dag en soms de maand voorop. Herstel de kolom, of geef --date-format op: dan worden de andere rijen één voor één genoemd.',
    en: 'In column "{column}" sometimes the day and sometimes the month comes first. Repair the column, or give --date-format: then the other rows are named one by one.',
  },
}

export const ROW_PROBLEMS: Readonly<Record<RowProblemCode, Sentence>> = {
  'text-not-text': { nl: 'dit is geen tekst', en: 'this is not text' },
  'text-too-long': {
    nl: 'langer dan {max} tekens; kort het zelf in',
    en: 'longer than {max} characters; shorten it yourself',
  },
  'text-broken': { nl: 'de tekens zijn beschadigd; typ het opnieuw', en: 'the characters are damaged; type it again' },
  'text-control-character': {
    nl: 'er staat een stuurteken in; typ het opnieuw',
    en: 'it holds a control character; type it again',
  },
  'text-line-break': {
    nl: 'er staat een regeleinde of tab in; zet het op één regel',
    en: 'it holds a line end or tab; put it on one line',
  },
  'text-direction-override': {
    nl: 'er staat een teken in dat de leesrichting omkeert; typ het opnieuw',
    en: 'it holds a character that turns the reading direction; type it again',
  },
  'text-invisible-character': {
    nl: 'er staat een onzichtbaar teken in; typ het opnieuw',
    en: 'it holds an invisible character; type it again',
  },
  'cell-is-formula': {
    nl: 'de cel is een formule; vervang haar door haar waarde',
    en: 'the cell is a formula; replace it by its value',
  },
  'cell-is-error': {
    nl: 'de cel bevat een foutwaarde van het rekenblad',
    en: 'the cell holds an error value of the spreadsheet',
  },
  'cell-too-long': { nl: 'de cel is langer dan een cel mag zijn', en: 'the cell is longer than a cell may be' },
  'cell-unreadable': {
    nl: 'de cel is beschadigd of haar datum valt buiten de telling',
    en: 'the cell is damaged or its date lies outside the count',
  },
  'cells-merged': {
    nl: 'in deze rij zijn cellen samengevoegd; splits ze en vul elke rij',
    en: 'this row has merged cells; split them and fill in each row',
  },
  'quote-not-closed': { nl: 'een aanhalingsteken wordt niet gesloten', en: 'a quotation mark is not closed' },
  'text-after-quote': {
    nl: 'er staat tekst achter een gesloten aanhalingsteken',
    en: 'there is text after a closed quotation mark',
  },
  'row-too-long': { nl: 'de rij is te lang om te lezen', en: 'the row is too long to read' },
  'row-ragged': {
    nl: '{found} cellen waar er {expected} horen; een cel is misschien verschoven',
    en: '{found} cells where {expected} belong; a cell may have moved',
  },
  'row-says-nothing': { nl: 'niemand is genoemd of beschreven', en: 'nobody is named or described' },
  'date-not-understood': {
    nl: 'geen datum; schrijf bijvoorbeeld 1984-06-03, 1984-06 of 1984',
    en: 'no date; write for example 1984-06-03, 1984-06 or 1984',
  },
  'date-no-such-day': { nl: 'die dag bestaat niet', en: 'there is no such day' },
  'date-order-wrong': {
    nl: 'dag en maand staan hier andersom dan in de rest van de kolom',
    en: 'day and month stand the other way round than in the rest of the column',
  },
  'date-in-future': { nl: 'de datum ligt in de toekomst', en: 'the date lies in the future' },
  'date-out-of-range': {
    nl: 'een jaar voor {oldest} kan niet; laat de cel leeg als de datum onbekend is',
    en: 'a year before {oldest} cannot be; leave the cell empty when the date is unknown',
  },
  'date-has-time': { nl: 'er staat een tijd bij; schrijf alleen de dag', en: 'it holds a time; write the day alone' },
  'date-year-two-digits': { nl: 'schrijf het jaar met vier cijfers', en: 'write the year with four digits' },
  'date-is-serial': {
    nl: 'een dagnummer van een rekenblad; sla de kolom op als datum',
    en: 'a day number of a spreadsheet; save the column as a date',
  },
  'code-unknown': {
    nl: 'dit woord staat niet in de lijst van toegestane waarden',
    en: 'this word is not in the list of allowed values',
  },
  'several-values': { nl: 'hier kan maar één waarde staan', en: 'only one value can stand here' },
}

export const NOTICES: Readonly<Record<NoticeCode, Sentence>> = {
  'encoding-windows-1252': {
    nl: 'Het bestand is geen UTF-8 en is gelezen als Windows-1252. Kijk of namen met accenten kloppen.',
    en: 'The file is not UTF-8 and was read as Windows-1252. Check names with accents.',
  },
  'columns-not-taken': {
    nl: 'Deze kolommen zijn niet overgenomen: {columns}.',
    en: 'These columns were not taken: {columns}.',
  },
  'columns-without-name': {
    nl: 'Kolommen zonder naam in rij 1 zijn niet overgenomen ({count} rijen hebben daar iets staan).',
    en: 'Columns without a name in row 1 were not taken ({count} rows have something there).',
  },
  'columns-by-label': {
    nl: 'Bij deze kolommen spreken de verborgen naam en het zichtbare opschrift elkaar tegen; het opschrift is gevolgd: {columns}.',
    en: 'For these columns the hidden name and the visible label contradict each other; the label was followed: {columns}.',
  },
  'rows-hidden': { nl: '{count} verborgen rijen zijn ook ingelezen.', en: '{count} hidden rows were read too.' },
  'apostrophes-removed': {
    nl: 'Bij {count} cellen is de apostrof voor een formuleteken weggelaten.',
    en: 'In {count} cells the apostrophe before a formula sign was left out.',
  },
  'date-order-found': {
    nl: 'In de kolom "{column}" staat de maand voorop (MM-DD-JJJJ); zo is zij gelezen.',
    en: 'In column "{column}" the month comes first (MM-DD-YYYY); it was read that way.',
  },
  'import-stopped': {
    nl: 'Het inlezen is gestopt voor het einde. Start het opnieuw: wat al is ingelezen telt niet dubbel.',
    en: 'The import was stopped before the end. Start it again: what was taken does not count twice.',
  },
}

const ALL: Readonly<Record<string, Sentence>> = { ...FILE_PROBLEMS, ...ROW_PROBLEMS, ...NOTICES }

/** The sentence of a code with its parameters filled in. An unknown code is a fault and gives the code itself. */
export const sentence = (problem: Problem, language: keyof Sentence): string => {
  const text = Object.hasOwn(ALL, problem.code) ? ALL[problem.code]?.[language] : undefined
  return fillIn(text ?? problem.code, problem.params, 'stays')
}
