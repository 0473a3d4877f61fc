/**
 * Every refusal: its HTTP status and what a reader sees, in Dutch and English: what happened, why, what can be done now.
 * docs/errors.md is made from this table; a check compares both ways. A code is never used again for something else.
 */
import type { RefusalWords } from '../platform/http.ts'

export const REFUSALS = {
  // The edge
  'bad-input': {
    status: 400,
    nl: 'Er klopt iets niet aan wat is ingestuurd. Kijk naar de genoemde velden en probeer het opnieuw.',
    en: 'Something in what was sent is not right. Look at the fields that are named and try again.',
  },
  'bad-text': {
    status: 400,
    nl: 'Een tekst bevat tekens die niet bewaard kunnen worden. Plak de tekst zonder opmaak of typ het genoemde veld opnieuw.',
    en: 'A text holds characters that cannot be kept. Paste it without markup or type the field again.',
  },
  'not-signed-in': {
    status: 401,
    nl: 'U bent niet (meer) aangemeld. Meld u aan en probeer het opnieuw.',
    en: 'You are not signed in (any more). Sign in and try again.',
  },
  'fresh-sign-in-needed': {
    status: 403,
    nl: 'Hiervoor moet u zich opnieuw aanmelden. U was langer dan een kwartier geleden voor het laatst herkend; wat u wilde doen is niet gedaan. Meld u opnieuw aan, dan komt u hier terug.',
    en: 'For this you must sign in again. You were last recognised more than a quarter of an hour ago; what you wanted was not done. Sign in again and you come back here.',
  },
  'sign-in-expired': {
    status: 403,
    nl: 'Deze aanmelding geldt niet meer. Zij duurde langer dan tien minuten, is al gebruikt of is in een andere browser begonnen. Meld u opnieuw aan, in dit venster.',
    en: 'This sign-in is not valid any more. It took more than ten minutes, was used already or was begun in another browser. Sign in again, in this window.',
  },
  'logout-not-proved': {
    status: 400,
    nl: 'Dit bericht van de aanmelddienst klopt niet en is niet geloofd. Er is niemand afgemeld.',
    en: 'This message of the identity provider is not right and was not believed. Nobody was signed out.',
  },
  'sign-in-wrong': {
    status: 403,
    nl: 'Dit klopt niet, of het is al gebruikt. Er is niemand aangemeld. Begin opnieuw; wacht met een code tot uw app de volgende toont.',
    en: 'This is not right, or it was used already. Nobody was signed in. Begin again; with a code, wait until your app shows the next one.',
  },
  'sign-in-resting': {
    status: 429,
    nl: 'Deze sleutel rust, want er is te vaak een verkeerde code bij gegeven. Wacht een kwartier, of vraag uw beheerder om een nieuwe uitnodiging. Was u het niet zelf, meld het dan.',
    en: 'This key rests, because a wrong code was given with it too often. Wait a quarter of an hour, or ask your administrator for a new invitation. If it was not you, report it.',
  },
  'sign-in-no-invitation': {
    status: 403,
    nl: 'Deze uitnodiging geldt niet: verkeerd overgenomen, al gebruikt of ouder dan drie dagen. Kijk haar na, of vraag uw beheerder om een nieuwe.',
    en: 'This invitation is not good: copied wrongly, used already or older than three days. Check it, or ask your administrator for a new one.',
  },
  'sign-in-cancelled': {
    status: 403,
    nl: 'U hebt het aanmelden afgebroken. Er is niets veranderd. Meld u opnieuw aan als u verder wilt.',
    en: 'You stopped signing in. Nothing changed. Sign in again if you want to go on.',
  },
  'sign-in-not-proved': {
    status: 403,
    nl: 'Het antwoord van de aanmelddienst klopt niet en is niet geloofd. Meld u opnieuw aan; gebeurt het weer, bel dan uw beheerder en noem het nummer hieronder.',
    en: 'The answer of the identity provider is not right and was not believed. Sign in again; if it happens once more, call your administrator and mention the number below.',
  },
  'sign-in-too-weak': {
    status: 403,
    nl: 'U bent herkend, maar niet sterk genoeg. Meld u opnieuw aan met een tweede stap (een code, een sleutel of een app), of vraag uw beheerder die in te stellen.',
    en: 'You were recognised, but not strongly enough. Sign in again with a second step (a code, a key or an app), or ask your administrator to set one up.',
  },
  'sign-in-unknown': {
    status: 403,
    nl: 'U bent herkend, maar hebt hier geen toegang. Niemand krijgt toegang door zich aan te melden: vraag uw beheerder, en noem uw kenmerk bij de aanmelddienst: {subject}.',
    en: 'You were recognised, but have no access here. Nobody gets access by signing in: ask your administrator, and mention your mark at the identity provider: {subject}.',
  },
  'sign-in-account-closed': {
    status: 403,
    nl: 'Uw toegang is gesloten. Vraag uw beheerder als dat niet klopt.',
    en: 'Your access was closed. Ask your administrator if that is not right.',
  },
  'sign-in-other-person': {
    status: 403,
    nl: 'U hebt zich aangemeld als iemand anders dan wie hier aan het werk is. Er is niets veranderd. Meld u opnieuw aan als uzelf, of meld eerst af.',
    en: 'You signed in as somebody else than who is at work here. Nothing changed. Sign in again as yourself, or sign out first.',
  },
  'sign-in-provider-away': {
    status: 503,
    nl: 'De aanmelddienst antwoordt niet. Samenhang zelf doet het. Probeer het over een paar minuten opnieuw; de wegwijzer werkt zonder aanmelden.',
    en: 'The identity provider does not answer. Samenhang itself works. Try again in a few minutes; the route finder works without signing in.',
  },
  'account-closed': {
    status: 409,
    nl: 'Dit account is gesloten. Een gesloten account gaat niet meer open: voeg een nieuw toe.',
    en: 'This account is closed. A closed account does not open again: add a new one.',
  },
  'function-not-of-house': {
    status: 409,
    nl: 'Deze functie past niet bij dit soort organisatie. Hier kan: {functions}. Klopt dat niet, dan moet eerst de tabel veranderen (src/directory/account-functions.ts).',
    en: 'This function does not fit this kind of organisation. Possible here: {functions}. If that is wrong, the table must change first (src/directory/account-functions.ts).',
  },
  'account-bound': {
    status: 409,
    nl: 'Dit account is al gebonden aan iemand bij de aanmelddienst. Met --replace neemt de nieuwe binding die plaats in; de sessies eindigen dan.',
    en: 'This account is bound to somebody at the identity provider already. With --replace the new binding takes its place; its sessions then end.',
  },
  'not-your-function': {
    status: 403,
    nl: 'Dit hoort niet bij uw functie. Het scherm laat zien wat uw positie wel toestaat en wie verder kan helpen.',
    en: 'This does not belong to your function. The screen shows what your position permits and who can help.',
  },
  // The one decision (record 0042)
  'purpose-not-for-function': {
    status: 403,
    nl: 'Dit doel past niet bij uw functie. Er is niets gedaan. Vraag iemand in uw organisatie die dit werk doet, of de beheerder als uw functie niet klopt.',
    en: 'This purpose does not fit your function. Nothing was done. Ask somebody in your organisation who does this work, or the operator if your function is not right.',
  },
  'function-not-on-plane': {
    status: 403,
    nl: 'Deze functie bestaat niet bij een organisatie als deze: zorg en opsporing zijn gescheiden. Er is niets gedaan. Vraag de beheerder om uw functie na te kijken.',
    en: 'This function does not exist in an organisation like this one: care and enforcement are apart. Nothing was done. Ask the operator to look at your function.',
  },
  'purpose-not-for-house': {
    status: 403,
    nl: 'Dit doel is niet voor een organisatie van dit soort. Er is niets gedaan. Welk doel voor wie is, staat in het register van verwerkingen.',
    en: 'This purpose is not for an organisation of this kind. Nothing was done. Which purpose is for whom stands in the register of processing.',
  },
  'purpose-not-for-act': {
    status: 403,
    nl: 'Dit doel draagt deze handeling niet. Er is niets gedaan. Kies de handeling onder het doel waarvoor zij bedoeld is.',
    en: 'This purpose does not carry this act. Nothing was done. Choose the act under the purpose that it is meant for.',
  },
  'purpose-not-for-receiver': {
    status: 403,
    nl: 'Voor dit doel mag een organisatie van dit soort niets ontvangen. Er is niets gedeeld. Kies een andere ontvanger of een ander doel.',
    en: 'For this purpose an organisation of this kind may receive nothing. Nothing was shared. Choose another receiver or another purpose.',
  },
  'condition-not-shown': {
    status: 403,
    nl: 'Een voorwaarde van dit doel is niet aangetoond. Er is niets gedeeld. Leg eerst vast waarom aan de voorwaarde is voldaan.',
    en: 'A condition of this purpose was not shown to hold. Nothing was shared. Write down first why it is met.',
  },
  'not-consented': {
    status: 403,
    nl: 'Voor dit hoofdstuk is geen toestemming die nu geldt. Er is niets getoond of opgeschreven. Vraag het haar of hem, als dat veilig kan.',
    en: 'There is no consent for this chapter that stands now. Nothing was shown or written. Ask her or him, if that is safe.',
  },
  'other-origin': {
    status: 403,
    nl: 'Dit verzoek kwam van een andere website en is niet uitgevoerd. Open Samenhang zelf en probeer het opnieuw.',
    en: 'This request came from another site and was not carried out. Open Samenhang itself and try again.',
  },
  'not-found': {
    status: 404,
    nl: 'Niet gevonden. Het bestaat niet, of het is niet voor u.',
    en: 'Not found. It does not exist, or it is not for you.',
  },
  'idempotency-key-reused': {
    status: 409,
    nl: 'Deze sleutel is al gebruikt voor iets anders. Stuur het opnieuw met een nieuwe sleutel.',
    en: 'This key was used for something else. Send it again with a new key.',
  },
  'answered-once': {
    status: 409,
    nl: 'Deze link is al een keer gegeven en wordt niet bewaard. Maak zo nodig een nieuwe.',
    en: 'This link was given once and is not kept. Make a new one if needed.',
  },
  'too-large': {
    status: 413,
    nl: 'Dit is te groot. Verdeel het in kleinere delen, of gebruik de invoer van een bestand.',
    en: 'This is too large. Split it into smaller parts, or use the import of a file.',
  },
  'unknown-media-type': {
    status: 415,
    nl: 'Deze vorm van gegevens wordt niet gelezen. Stuur JSON.',
    en: 'This kind of data is not read. Send JSON.',
  },
  'too-many-requests': {
    status: 429,
    nl: 'Er komen te veel verzoeken vanaf uw plek. Wacht een minuut en probeer het opnieuw.',
    en: 'Too many requests come from where you are. Wait a minute and try again.',
  },
  fault: {
    status: 500,
    nl: 'Er ging bij ons iets mis en er is niets bewaard. Probeer het opnieuw; noem het nummer als u belt.',
    en: 'Something went wrong on our side and nothing was kept. Try again; mention the number when you call.',
  },
  'too-busy': {
    status: 503,
    nl: 'Het is nu te druk. Wacht even en probeer het opnieuw; er is niets bewaard.',
    en: 'It is too busy now. Wait a moment and try again; nothing was kept.',
  },
  'destruction-not-due': {
    status: 409,
    nl: 'De bewaartermijn is nog niet om. Er is niets vernietigd.',
    en: 'The term of keeping has not passed yet. Nothing was destroyed.',
  },
  'destruction-held': {
    status: 409,
    nl: 'Dit wordt aangehouden tot de genoemde dag. Overleg met wie het aanhield.',
    en: 'This is held until the day that was named. Talk to whoever held it.',
  },
  'destruction-done': {
    status: 409,
    nl: 'Dit is al vernietigd. Er is niets meer te beslissen.',
    en: 'This was destroyed already. There is nothing left to decide.',
  },
  'destruction-approved-by-you': {
    status: 409,
    nl: 'U keurde dit al goed. Een tweede persoon van uw organisatie moet het ook doen.',
    en: 'You approved this already. A second person of your organisation must do so too.',
  },
  'destruction-needs-officer': {
    status: 409,
    nl: 'Een van de twee moet de functionaris gegevensbescherming zijn. Er is niets vernietigd.',
    en: 'One of the two must be the privacy officer. Nothing was destroyed.',
  },
  'hold-period-not-possible': {
    status: 422,
    nl: 'Kies een dag na vandaag en binnen vijf jaar; daarna kijkt iemand opnieuw.',
    en: 'Choose a day after today and within five years; then somebody looks again.',
  },
  'hold-says-why': {
    status: 422,
    nl: 'Aanhouden kan met een reden en een dag tot wanneer; goedkeuren zonder.',
    en: 'Holding takes a reason and a day until when; approving takes neither.',
  },
  'erasure-asked-already': {
    status: 409,
    nl: 'Dit verzoek staat al op de vernietigingslijst. U hoeft niets te doen.',
    en: 'This request stands on the destruction list already. You need not do anything.',
  },
  'key-service-away': {
    status: 503,
    nl: 'De sleuteldienst antwoordt niet. Zonder sleutel is er niets te openen of te bewaren; er is niets veranderd. Probeer het zo opnieuw; duurt het langer, waarschuw uw beheerder.',
    en: 'The key service does not answer. Without a key nothing can be opened or kept; nothing changed. Try again in a moment; if it lasts, tell your operator.',
  },
  'too-slow': {
    status: 503,
    nl: 'Dit duurde te lang en is gestopt. Vraag om minder tegelijk of probeer het later.',
    en: 'This took too long and was stopped. Ask for less at once or try later.',
  },
  'read-only': {
    status: 503,
    nl: 'Er kan nu niets bewaard worden, dus ook geen logregel; daarom wordt er ook niets getoond. Waarschuw uw beheerder.',
    en: 'Nothing can be kept now, no log line either; therefore nothing is shown. Tell your operator.',
  },
  'disk-full': {
    status: 507,
    nl: 'De schijf van het systeem is vol. Wat bevestigd was, is bewaard. Waarschuw uw beheerder.',
    en: 'The disk of the system is full. What was confirmed is kept. Tell your operator.',
  },
  // access, audit, signal
  'help-must-not-depend': {
    status: 409,
    nl: 'Dit is niet vastgelegd: hulp mag nooit van dit antwoord afhangen. Zeg dat eerst tegen de persoon, en leg daarna vast wat die antwoordt.',
    en: 'This was not recorded: help may never depend on this answer. Tell the person so first, then record the answer.',
  },
  'age-needed': {
    status: 422,
    nl: 'Hoe oud is hij of zij? In het dossier staat geen geboortedatum die u kunt lezen, en de leeftijd bepaalt wie beslist. Kies de leeftijd; bij twijfel de jongste.',
    en: 'How old is he or she? The file holds no date of birth that you can read, and age decides who decides. Choose the age; in doubt the youngest.',
  },
  'age-younger-than-known': {
    status: 422,
    nl: 'De gekozen leeftijd is veel jonger dan de geboortedatum die bekend is. Voor wie volwassen is beslist niemand anders. Klopt de geboortedatum niet, verbeter die dan eerst.',
    en: 'The age that was chosen is much younger than the known date of birth. Nobody else decides for a grown person. If the date of birth is wrong, correct that first.',
  },
  'age-older-than-known': {
    status: 422,
    nl: 'De gekozen leeftijd is ouder dan wat in het dossier staat. Klopt de geboortedatum niet, verbeter die dan eerst.',
    en: 'The age that was chosen is older than what the file says. If the date of birth is wrong, correct that first.',
  },
  'decider-missing': {
    status: 422,
    nl: 'Niet iedereen die hierover beslist heeft ja gezegd. Onder twaalf beslist wie het gezag heeft, van twaalf tot zestien beslissen beiden, vanaf zestien beslist hij of zij zelf.',
    en: 'Not everybody who decides about this said yes. Under twelve who has authority decides, from twelve to sixteen both do, from sixteen he or she alone.',
  },
  'decider-not-hers': {
    status: 422,
    nl: 'Vanaf zestien jaar beslist alleen hij of zij zelf. Een ja van een ander telt niet; vraag het zelf.',
    en: 'From sixteen he or she alone decides. A yes of somebody else does not count; ask the person.',
  },
  'authority-not-free': {
    status: 422,
    nl: 'Wie mee beslist moet het gezag hebben, nergens van verdacht zijn en niet zelf om de gegevens vragen. Kan dat niet, vraag dan Nidos of een voogd.',
    en: 'Who decides along must have authority, be suspected of nothing and not be the one who asks for the data. If that cannot be, ask Nidos or a guardian.',
  },
  'ask-again-outside-period': {
    status: 422,
    nl: 'De dag om het opnieuw te vragen ligt niet tussen het gesprek en het einde van de toestemming. Kies een dag daartussen.',
    en: 'The day to ask again does not lie between the talk and the end of the consent. Choose a day between them.',
  },
  'purpose-needs-no-consent': {
    status: 422,
    nl: 'Voor dit doel geeft de wet de grond ({basis}); het is geen toestemming en wordt niet zo gevraagd. Leg de afweging vast, of kies een ander doel.',
    en: 'For this purpose the law gives the ground ({basis}); it is no consent and is not asked as one. Record the weighing, or choose another purpose.',
  },
  'unknown-partner': {
    status: 422,
    nl: 'Deze organisatie bestaat niet of helpt geen mensen. Kies een organisatie uit de lijst.',
    en: 'This organisation does not exist or does not help people. Choose one from the list.',
  },
  'not-understood': {
    status: 409,
    nl: 'Dit is niet vastgelegd: er staat niet in eigen woorden wat de persoon heeft begrepen. Vraag het na, zo nodig met een tolk, en schrijf die woorden op.',
    en: 'This was not recorded: what the person understood is not there in their own words. Ask, with an interpreter if needed, and write those words down.',
  },
  'weighing-missing': {
    status: 409,
    nl: 'Dit is niet vastgelegd: zonder toestemming hoort er een afweging bij. Schrijf op waarom zoeken hier zwaarder weegt dan het laten.',
    en: 'This was not recorded: without consent there must be a weighing. Write down why searching weighs more than leaving it.',
  },
  'taken-by-bed-holder-alone': {
    status: 409,
    nl: 'Dit is niet vastgelegd: wie de opvang geeft, neemt deze toestemming niet alleen af. Vraag een tolk, advocaat, voogd, vertrouwenspersoon of zorgcoördinator erbij.',
    en: 'This was not recorded: who gives shelter does not take this consent alone. Ask an interpreter, lawyer, guardian, confidant or care co-ordinator to be there.',
  },
  'given-in-future': {
    status: 409,
    nl: 'Dit is niet vastgelegd: de datum ligt in de toekomst. Kies de dag waarop het gezegd is.',
    en: 'This was not recorded: the date lies in the future. Choose the day on which it was said.',
  },
  'period-reversed': {
    status: 409,
    nl: 'De einddatum ligt voor de begindatum, dus er is geen periode. Draai ze om of kies een latere einddatum.',
    en: 'The end lies before the beginning, so there is no period. Swap them or choose a later end.',
  },
  'checkpoint-ahead': {
    status: 409,
    nl: 'Het bewaarde punt ligt verder dan het logboek nu is. Het logboek is ingekort of teruggezet: meld dit aan wie erop toeziet, en bewaar wat u hebt.',
    en: 'The checkpoint that was kept lies beyond the log as it is now. The log was cut or put back: tell whoever supervises it, and keep what you have.',
  },
  'period-too-long': {
    status: 409,
    nl: 'Dit is niet vastgelegd: het zou langer dan {days} dagen gelden, en dan wordt het niet meer opnieuw gevraagd. Kies een eerdere einddatum.',
    en: 'This was not recorded: it would stand longer than {days} days, and then nobody asks again. Choose an earlier end.',
  },
  'purpose-unknown': {
    status: 409,
    nl: 'Dit doel staat niet in de tabel met doelen. Kies een doel uit de lijst.',
    en: 'This purpose is not in the table of purposes. Choose one from the list.',
  },
  'purpose-not-for-sharing': {
    status: 409,
    nl: 'Voor dit doel kan geen toestemming om te delen of te zoeken worden gevraagd. Kies het doel waarvoor de ander het nodig heeft.',
    en: 'Nobody can be asked to agree to sharing or searching for this purpose. Choose the purpose that the other needs it for.',
  },
  'purpose-needs-no-such-chapter': {
    status: 409,
    nl: 'Voor dit doel is dit hoofdstuk ({chapter}) niet nodig, dus er wordt geen toestemming voor gevraagd. Kies een ander hoofdstuk of een ander doel.',
    en: 'This purpose does not need this chapter ({chapter}), so it is not asked for. Choose another chapter or purpose.',
  },
  'answered-before-sent': {
    status: 409,
    nl: 'Het antwoord zou er eerder zijn dan de melding, die op {sent} is verstuurd. Verbeter de dag van het antwoord.',
    en: 'The answer would be there before the report, which was sent on {sent}. Correct the day of the answer.',
  },
  'number-missing': {
    status: 409,
    nl: 'Wat is geregistreerd heeft een nummer. Vul het nummer in, of kies dat de melding alleen is ontvangen.',
    en: 'What was registered has a number. Give the number, or say that the report only arrived.',
  },
  'not-the-holder': {
    status: 409,
    nl: 'Dit is niet vastgelegd: uw organisatie houdt dit dossier niet (meer). Bel de organisatie die het nu houdt; stoppen kan wel altijd bij u.',
    en: 'This was not recorded: your organisation does not hold this file (any more). Call the one that does; saying stop is always possible with you.',
  },
  'nobody-described': {
    status: 409,
    nl: 'Dit signaal is niet vastgelegd: er staat niemand in en ook niet wat er is gezien. Een vermoeden is genoeg; beschrijf in een zin wie of wat.',
    en: 'This signal was not recorded: it names nobody and says nothing of what was seen. Suspicion is enough; describe who or what in one sentence.',
  },
  'not-a-date': {
    status: 409,
    nl: 'Deze datum bestaat niet. Vul een jaar, een maand of een dag in, of laat de datum leeg.',
    en: 'There is no such date. Give a year, a month or a day, or leave it out.',
  },
  'happened-in-future': {
    status: 409,
    nl: 'Deze datum ligt in de toekomst, en hier staat wat al is gebeurd of gezien. Verbeter de datum of laat die leeg; wat nog moet komen, schrijft u in de tekst.',
    en: 'This date lies in the future, and here stands what happened or was seen already. Correct the date or leave it out; what is yet to come you write in the text.',
  },
  'unknown-municipality': {
    status: 409,
    nl: 'Deze gemeentecode is niet van een van de 342 gemeenten van nu. Zoek de gemeente op naam.',
    en: 'This code is not of one of the 342 municipalities of today. Search the municipality by name.',
  },
  'call-with-nobody': {
    status: 409,
    nl: 'Dit gesprek is niet vastgelegd: er staat niet met wie. Kies een organisatie of typ met wie u sprak.',
    en: 'This call was not recorded: it does not say with whom. Choose an organisation or type who you spoke to.',
  },
  // directory, responsibility
  'municipality-split': {
    status: 404,
    nl: '{name} bestaat sinds {day} niet meer en is verdeeld over {into}. Kies welke van die gemeenten het is.',
    en: '{name} has not existed since {day} and was divided among {into}. Choose which of those municipalities it is.',
  },
  'money-book-unreadable': {
    status: 500,
    nl: 'De lijst van stappen naar geld klopt niet op regel {line}: {why}. De lijst die er stond, blijft gelden.',
    en: 'The list of steps towards money is not right on line {line}: {why}. The list that stood stays.',
  },
  'housing-routes-unreadable': {
    status: 500,
    nl: 'De lijst van wegen naar een woning klopt niet op regel {line}: {why}. De lijst die er stond, blijft gelden.',
    en: 'The list of roads to a home is not right on line {line}: {why}. The list that stood stays.',
  },
  'money-step-unknown': {
    status: 404,
    nl: 'Deze stap staat niet in de lijst van die dag. Kies een stap van het scherm Geld.',
    en: 'This step is not in the list of that day. Choose a step of the screen Money.',
  },
  'money-not-applied': {
    status: 409,
    nl: 'Dit is nog niet aangevraagd. Noteer eerst de aanvraag, met de dag; daarna dit.',
    en: 'This was not applied for yet. Note the application first, with its day; then this.',
  },
  'money-open-already': {
    status: 409,
    nl: 'Deze stap loopt al. Noteer eerst het besluit of het einde, of neem het laatste terug als het verkeerd is.',
    en: 'This step runs already. Note the decision or the end first, or take the last one back when it is wrong.',
  },
  'money-not-decided': {
    status: 409,
    nl: 'Er is nog geen besluit. Noteer eerst het besluit, met de dag op de brief.',
    en: 'There is no decision yet. Note the decision first, with the day on the letter.',
  },
  'money-decided-already': {
    status: 409,
    nl: 'Er is al besloten. Bij een nieuw besluit noteert u eerst bezwaar of een nieuwe aanvraag; een fout neemt u terug.',
    en: 'It was decided already. With a new decision note an objection or a new application first; take a mistake back.',
  },
  'money-not-granted': {
    status: 409,
    nl: 'Er is niets toegekend, dus er begint of eindigt geen betaling. Kijk het besluit na.',
    en: 'Nothing was granted, so no payment begins or ends. Check the decision.',
  },
  'money-not-objected': {
    status: 409,
    nl: 'Eerst komt bezwaar, met het besluit daarop; dan pas beroep. Noteer wat er was.',
    en: 'First comes an objection, with the decision on it; only then an appeal. Note what there was.',
  },
  'money-objected-already': {
    status: 409,
    nl: 'Op het bezwaar is al besloten. Daarna staat beroep bij de rechter open.',
    en: 'The objection was decided already. After that an appeal to the court is open.',
  },
  'money-review-open': {
    status: 409,
    nl: 'Er loopt bezwaar of beroep. Noteer eerst wat daarop is besloten.',
    en: 'An objection or appeal runs. Note first what was decided on it.',
  },
  'money-ended': {
    status: 409,
    nl: 'Deze stap is geëindigd. Noteer een nieuwe aanvraag als het opnieuw begint.',
    en: 'This step has ended. Note a new application when it begins again.',
  },
  'money-outcome-missing': {
    status: 400,
    nl: 'Zeg wat is besloten: toegekend, deels of afgewezen.',
    en: 'Say what was decided: granted, partly or refused.',
  },
  'money-outcome-without-decision': {
    status: 400,
    nl: 'Een uitkomst en een laatste dag horen bij een besluit dat iets toekent. Laat ze weg, of kies een besluit.',
    en: 'An outcome and a last day belong to a decision that grants something. Leave them out, or choose a decision.',
  },
  'money-until-before-decision': {
    status: 409,
    nl: 'De laatste dag ligt voor de dag van het besluit. Kijk beide dagen na op de brief.',
    en: 'The last day lies before the day of the decision. Check both days on the letter.',
  },
  'money-day-before-last': {
    status: 409,
    nl: 'Deze dag ligt voor wat al is genoteerd ({last}). Noteer in de volgorde waarin het gebeurde, of neem het laatste terug.',
    en: 'This day lies before what was noted already ({last}). Note in the order in which it happened, or take the last one back.',
  },
  'money-needs-municipality': {
    status: 400,
    nl: 'Deze aanvraag gaat naar een gemeente. Noem welke: een verhuizing betekent daar opnieuw aanvragen.',
    en: 'This application goes to a municipality. Name which: on a move it is applied for again there.',
  },
  'money-at-no-municipality': {
    status: 400,
    nl: 'Hierbij hoort geen gemeente. Laat haar weg.',
    en: 'No municipality belongs to this. Leave it out.',
  },
  'money-not-the-last': {
    status: 409,
    nl: 'Alleen het laatste dat bij een stap is genoteerd kan worden teruggenomen. Neem eerst terug wat erna kwam.',
    en: 'Only the last that was noted with a step can be taken back. Take back first what came after it.',
  },
  'in-shelter-already': {
    status: 409,
    nl: 'Er staat al dat hij of zij in de opvang is. Noteer eerst het vertrek.',
    en: 'It stands here already that the person is in shelter. Note the leaving first.',
  },
  'not-in-shelter': {
    status: 409,
    nl: 'Er staat niet dat hij of zij in de opvang is. Noteer eerst de dag van binnenkomst.',
    en: 'It does not stand here that the person is in shelter. Note the day of coming in first.',
  },
  'left-before-admitted': {
    status: 409,
    nl: 'Die dag ligt voor de binnenkomst ({admitted}). Kijk de dag na.',
    en: 'That day lies before the coming in ({admitted}). Check the day.',
  },
  'admitted-before-left': {
    status: 409,
    nl: 'Die dag ligt voor het vorige vertrek ({left}). Kijk de dag na.',
    en: 'That day lies before the last leaving ({left}). Check the day.',
  },
  'wish-first': {
    status: 409,
    nl: 'Begin bij wat hij of zij wil. Schrijf het op, of kruis aan dat het nu niet gezegd wordt; dat is een even goed antwoord.',
    en: 'Begin with what the person wants. Write it down, or tick that it is not said now; that is as good an answer.',
  },
  'plan-before-admitted': {
    status: 409,
    nl: 'Die dag ligt voor de binnenkomst ({admitted}). Een plan begint bij binnenkomst; kijk de dag na.',
    en: 'That day lies before the coming in ({admitted}). A plan begins on coming in; check the day.',
  },
  'plan-needs-municipality': {
    status: 409,
    nl: 'Noem de gemeente die ontvangt, of kies dat nog niet bekend is waarheen.',
    en: 'Name the municipality that receives, or choose that it is not known yet where to.',
  },
  'plan-task-over': {
    status: 409,
    nl: 'Een taak heeft een dag die al voorbij is ({by}). Kies een nieuwe dag, of kruis aan dat zij gedaan is.',
    en: 'A task has a day that is over already ({by}). Choose a new day, or tick that it was done.',
  },
  'bed-not-promised': {
    status: 409,
    nl: 'Voor dit dossier is dat bed niet toegezegd. Kies een bed dat op het scherm Plek als gevonden staat, of vraag zonder bed.',
    en: 'That bed was not promised for this file. Choose a bed that stands as found on the screen Place, or ask without a bed.',
  },
  'municipality-unknown': {
    status: 404,
    nl: 'Deze gemeente staat niet in de sociale kaart. De code is onbekend of vervallen. Zoek de gemeente op naam.',
    en: 'This municipality is not in the directory. The code is unknown or has lapsed. Search the municipality by name.',
  },
  'nobody-to-call': {
    status: 404,
    nl: 'Voor deze dag is er niemand om te bellen. De sociale kaart begint later of is leeg. Bel bij direct gevaar 112.',
    en: 'There is nobody to call for this day. The directory begins later or is empty. In immediate danger call 112.',
  },
  'answer-not-known': {
    status: 400,
    nl: 'Een antwoord is niet gelezen. Er zijn meer antwoorden dan vragen, of een antwoord hoort bij een andere vraag. Begin de routewijzer opnieuw.',
    en: 'An answer was not read. There are more answers than questions, or an answer belongs to another question. Start the route finder again.',
  },
  'fact-not-known': {
    status: 400,
    nl: 'Feit {position} is niet gelezen. De regels kennen dit feit of deze waarde niet. Kies een waarde uit de lijst.',
    en: 'Fact {position} was not read. The rules do not know this fact or this value. Choose a value from the list.',
  },
  'too-many-facts': {
    status: 400,
    nl: 'Er zijn te veel feiten gestuurd. De regels lezen er hoogstens {max}. Stuur alleen feiten die de regels kennen.',
    en: 'Too many facts were sent. The rules read {max} at most. Send only facts that the rules know.',
  },
  'payer-unknown': {
    status: 422,
    nl: 'Deze organisatie kan hier niet betalen. Alleen een gemeente of het COA wordt gevraagd. Kies de betaler uit de lijst van organisaties.',
    en: 'This organisation cannot pay here. Only a municipality or COA is asked. Choose the payer from the list of organisations.',
  },
  'payer-already-asked': {
    status: 409,
    nl: 'Deze betaler is al gevraagd en heeft nog niet geantwoord. Een tweede vraag maakt het antwoord niet sneller. Bel, of vraag een andere betaler.',
    en: 'This payer was asked already and has not answered yet. A second request does not make the answer faster. Call, or ask another payer.',
  },
  'refusal-needs-ground': {
    status: 422,
    nl: 'De weigering is niet bewaard. Een betaler die weigert, noemt een grond. Kies een grond en stuur het antwoord opnieuw.',
    en: 'The refusal was not kept. A payer who refuses names a ground. Choose a ground and send the answer again.',
  },
  'payer-answered-already': {
    status: 409,
    nl: 'Dit verzoek is al beantwoord. Een schriftelijk antwoord blijft staan. Bel de vrager; die kan een nieuw verzoek doen.',
    en: 'This request was answered already. An answer in writing stands. Call the asker, who can make a new request.',
  },
  'payer-request-withdrawn': {
    status: 409,
    nl: 'Deze vraag is teruggenomen door wie haar stelde. Er is niets bewaard. Bel de vrager als u toch wilt antwoorden.',
    en: 'This request was taken back by whoever made it. Nothing was kept. Call the asker if you want to answer all the same.',
  },
  'cost-negative': {
    status: 422,
    nl: 'De vraag is niet verstuurd. Een bedrag is nul of meer, in hele centen. Kijk het bedrag na.',
    en: 'The request was not sent. An amount is zero or more, in whole cents. Check the amount.',
  },
  'cost-period-reversed': {
    status: 422,
    nl: 'De vraag is niet verstuurd. De laatste dag ligt voor de eerste. Kijk beide dagen na.',
    en: 'The request was not sent. The last day is before the first. Check both days.',
  },
  'cost-whole-needs-end': {
    status: 422,
    nl: 'De vraag is niet verstuurd. Een bedrag voor de hele periode heeft een laatste dag nodig. Vul die in, of kies een bedrag per dag.',
    en: 'The request was not sent. An amount for the whole period needs a last day. Fill it in, or choose an amount per day.',
  },
  'cost-too-long': {
    status: 422,
    nl: 'Dit is niet bewaard. De periode is langer dan tien jaar. Kijk de dagen na.',
    en: 'This was not kept. The period is longer than ten years. Check the days.',
  },
  'day-unknown': {
    status: 422,
    nl: 'Dit is niet bewaard. Een van de dagen bestaat niet in de kalender. Kijk de dagen na.',
    en: 'This was not kept. One of the days is not in the calendar. Check the days.',
  },
  'day-in-future': {
    status: 422,
    nl: 'Dit is niet bewaard. De dag moet nog komen. Leg vast wat al is gebeurd.',
    en: 'This was not kept. The day is still to come. Record what has happened.',
  },
  'no-dispute': {
    status: 409,
    nl: 'Over deze vraag is geen geschil: de betaler weigerde niet en betaalt niet voorlopig. Er is niets bewaard. Lees eerst het antwoord.',
    en: 'There is no dispute about this request: the payer did not refuse and does not pay for now. Nothing was kept. Read the answer first.',
  },
  'dispute-settled': {
    status: 409,
    nl: 'Dit geschil is al geregeld. Er is niets bewaard. Is de regeling veranderd, leg dan de nieuwe vast.',
    en: 'This dispute was settled already. Nothing was kept. If the settlement changed, record the new one.',
  },
  'dispute-step-not-next': {
    status: 409,
    nl: 'Deze stap is niet aan de beurt. De stappen gaan in hun volgorde en elk één keer. Zet de stap die nu aan de beurt is.',
    en: 'This step is not the next one. Steps go in their order, each once. Take the step that is due now.',
  },
  'settlement-of-days-to-come': {
    status: 422,
    nl: 'De regeling is niet bewaard. Een dag die nog moet komen heeft nog niemand betaald. Kies als laatste dag vandaag of een eerdere dag.',
    en: 'The settlement was not kept. Nobody has paid yet for a day that is still to come. Choose today or an earlier day as the last day.',
  },
  'settlement-before-dispute': {
    status: 422,
    nl: 'De regeling is niet bewaard. Haar dag ligt voor het begin van het geschil. Kijk de dag na.',
    en: 'The settlement was not kept. Its day is before the dispute began. Check the day.',
  },
  'rule-unknown': {
    status: 422,
    nl: 'Dit is niet bewaard. Deze regel staat niet in het boek van regels. Kies een regel uit het oordeel.',
    en: 'This was not kept. This rule is not in the book of rules. Choose a rule from the verdict.',
  },
  'payers-overlap': {
    status: 422,
    nl: 'De regeling is niet bewaard. Voor een of meer dagen staan er twee betalers. Elke dag heeft er precies één.',
    en: 'The settlement was not kept. For one or more days there are two payers. Each day has exactly one.',
  },
  'payers-leave-gap': {
    status: 422,
    nl: 'De regeling is niet bewaard. Voor een of meer dagen staat er geen betaler. Elke dag heeft er precies één.',
    en: 'The settlement was not kept. For one or more days there is no payer. Each day has exactly one.',
  },
  'payers-days-reversed': {
    status: 422,
    nl: 'De regeling is niet bewaard. Een periode eindigt voor zij begint. Kijk de dagen na.',
    en: 'The settlement was not kept. A period ends before it begins. Check the days.',
  },
  'payers-cover-other-days': {
    status: 422,
    nl: 'De regeling is niet bewaard. Wie betaalde en wie betaalt gaan niet over dezelfde dagen. Maak de eerste en de laatste dag gelijk.',
    en: 'The settlement was not kept. Who carried and who pays are not about the same days. Make the first and the last day equal.',
  },
  'payers-outside-cost': {
    status: 422,
    nl: 'De regeling is niet bewaard. Er staan dagen in die buiten de gevraagde periode vallen. Kijk de dagen na.',
    en: 'The settlement was not kept. It has days outside the period that was asked for. Check the days.',
  },
  // care
  'correction-needs-reason': {
    status: 422,
    nl: 'Dit is niet veranderd. Wie een oorzaak van wachten verandert, geeft een reden. Kies een reden.',
    en: 'This was not changed. Whoever changes the cause of a wait gives a reason. Choose a reason.',
  },
  'correction-changes-nothing': {
    status: 409,
    nl: 'Dit is niet veranderd. Deze oorzaak en deze partij staan er al.',
    en: 'This was not changed. This cause and this party stand there already.',
  },
  'residence-period-reversed': {
    status: 409,
    nl: 'Deze letter zou eindigen op {until}, voordat zij begint op {from}. Er is niets vastgelegd. Kijk de twee dagen na.',
    en: 'This letter would end on {until}, before it begins on {from}. Nothing was noted. Check the two days.',
  },
  'residence-periods-overlap': {
    status: 409,
    nl: 'Op een van deze dagen geldt al letter {letter} (van {from} tot en met {until}). Twee letters op een dag kan niet. Er is niets vastgelegd. Klopt de eerdere niet? Leg die letter vanaf dezelfde dag opnieuw vast, met de goede laatste dag.',
    en: 'On one of these days letter {letter} holds already (from {from} to {until}). Two letters on one day cannot be. Nothing was noted. Is the earlier one wrong? Note that letter from the same day again, with the right last day.',
  },
  'wait-is-no-need': {
    status: 409,
    nl: 'Alleen bij het wachten op een plek staan uren die niemand verklaart. Verbeter bij dit wachten de oorzaak zelf.',
    en: 'Only the wait for a place has hours that nobody explains. Correct the cause of this wait itself.',
  },
  'quarter-not-closed': {
    status: 409,
    nl: 'Van dit kwartaal zijn er nog geen cijfers, of het ligt te lang terug. Kies een kwartaal uit de lijst: veertien dagen na het einde is een kwartaal gesloten.',
    en: 'There are no figures of this quarter yet, or it lies too far back. Choose a quarter from the list: fourteen days after its end a quarter is closed.',
  },
  'waiting-needs-words': {
    status: 409,
    nl: 'Er is geen vraag open voor dit dossier. Zeg eerst wat nodig is; dan staat zij of hij op de wachtlijst.',
    en: 'No question is open for this file. Say what is needed first; then the person is on the waiting list.',
  },
  'waiting-needs-profile': {
    status: 409,
    nl: 'Op de wachtlijst staat ieder bij een groep: man, vrouw, ouder en kind, of minderjarige. Kies voor wie de plek is.',
    en: 'On the waiting list everybody stands with a group: man, woman, parent and child, or minor. Choose for whom the place is.',
  },
  'waiting-order-unreadable': {
    status: 409,
    nl: 'De volgorde van de wachtlijst is verkeerd bij {path}. Verbeter het bestand; de oude volgorde blijft tot dan gelden.',
    en: 'The order of the waiting list is wrong at {path}. Mend the file; the old order holds until then.',
  },
  'place-request-open': {
    status: 409,
    nl: 'Voor dit dossier wordt al een plek gevraagd. Twee vragen tegelijk maken iemand herkenbaar. Wacht op de antwoorden of trek de eerste vraag in.',
    en: 'A place is being asked for this file already. Two requests at once make somebody recognisable. Wait for the answers or withdraw the first request.',
  },
  'too-many-place-requests': {
    status: 429,
    nl: 'Er is vandaag al {max} keer een plek gevraagd voor dit dossier. Vaker vragen kan verraden waar plekken zijn. Bel de helpdesk van CoMensha.',
    en: 'A place was asked {max} times today for this file. Asking more often can betray where places are. Call the helpdesk of CoMensha.',
  },
  'too-many-place-searches': {
    status: 429,
    nl: 'U hebt vandaag al {max} keer naar plekken gezocht. Vaker zoeken kan verraden waar plekken zijn. Vraag een plek, of bel de helpdesk van CoMensha.',
    en: 'You have looked for places {max} times today. Looking more often can betray where places are. Ask for a place, or call the helpdesk of CoMensha.',
  },
  'too-many-needs': {
    status: 400,
    nl: 'Er zijn meer dan {max} woorden gekozen. Zoveel samen tekenen een persoon. Laat weg wat niet nodig is.',
    en: 'More than {max} words were chosen. So many together draw a person. Leave out what is not needed.',
  },
  'more-free-than-beds': {
    status: 409,
    nl: 'Er kunnen niet meer bedden vrij zijn dan er zijn: hier zijn er {max}. De vorige telling blijft staan. Tel opnieuw.',
    en: 'There cannot be more beds free than there are: here there are {max}. The count before stays. Count again.',
  },
  'bed-held-already': {
    status: 409,
    nl: 'Dit bed wordt vastgehouden. Het antwoord en het vasthouden blijven staan tot de tijd voorbij is. Wacht tot dan, of neem de plek.',
    en: 'This bed is being held. The answer and the hold stand until the time is over. Wait until then, or take the place.',
  },
  'hold-spent': {
    status: 409,
    nl: 'Dit bed is al bijna een dag voor u vastgehouden. Langer kan niet: anders wacht een ander op een bed dat leeg staat. Neem de plek, of laat het bed vrij voor een ander.',
    en: 'This bed has been held for you for almost a day. Longer is not possible: somebody else would wait for a bed that stands empty. Take the place, or leave the bed to somebody else.',
  },
  'bed-not-held': {
    status: 409,
    nl: 'Dit bed wordt niet meer vastgehouden. De tijd is voorbij of het is al vrijgegeven. U hoeft niets te doen.',
    en: 'This bed is no longer held. The time is over or it was released already. You need do nothing.',
  },
  'no-provider-fits': {
    status: 409,
    nl: 'Er is nu geen aanbieder die past en plek heeft. Er is niemand gevraagd. Vraag minder wensen, mijd minder regio’s, of bel de helpdesk van CoMensha.',
    en: 'No provider fits and has room now. Nobody was asked. Ask for fewer wishes, avoid fewer regions, or call the helpdesk of CoMensha.',
  },
  'no-more-providers': {
    status: 409,
    nl: 'Alle aanbieders die passen zijn al gevraagd. Er is geen volgende ronde. Trek de vraag in en vraag met minder wensen, of bel de helpdesk van CoMensha.',
    en: 'All providers that fit were asked already. There is no next wave. Withdraw the request and ask with fewer wishes, or call the helpdesk of CoMensha.',
  },
  'wave-still-open': {
    status: 409,
    nl: 'Deze ronde loopt nog. Niet iedereen heeft geantwoord en de tijd is niet voorbij. Wacht op de antwoorden of kies een aangeboden plek.',
    en: 'This wave is still open. Not everybody has answered and the time is not over. Wait for the answers or take a place that was offered.',
  },
  'place-request-closed': {
    status: 409,
    nl: 'Deze vraag om een plek is gesloten. De plek is gevonden of de vraag is ingetrokken. Doe zo nodig een nieuwe vraag.',
    en: 'This request for a place is closed. The place was found or the request was withdrawn. Make a new request if needed.',
  },
  'offer-not-yes': {
    status: 409,
    nl: 'Deze plek kan niet worden genomen. De aanbieder heeft geen ja gezegd. Wacht op het antwoord of kies een andere plek.',
    en: 'This place cannot be taken. The provider has not said yes. Wait for the answer or choose another place.',
  },
  'place-already-taken': {
    status: 409,
    nl: 'Deze plek is net aan iemand anders gegeven. Het laatste bed gaat naar precies een. Kies een andere aangeboden plek of start de volgende ronde.',
    en: 'This place was just given to somebody else. The last bed goes to exactly one. Take another place that was offered or start the next wave.',
  },
  'offer-already-won': {
    status: 409,
    nl: 'Deze plek is al genomen. Het antwoord kan niet meer veranderen. Bel wie de plek nam.',
    en: 'This place was taken already. The answer can no longer change. Call whoever took the place.',
  },
  'wait-runs-already': {
    status: 409,
    nl: 'Deze klok loopt al. Dezelfde oorzaak telt niet dubbel. Kijk bij de lopende wachttijd.',
    en: 'This clock runs already. The same cause does not count twice. Look at the wait that runs.',
  },
  'wait-ended-already': {
    status: 409,
    nl: 'Dit wachten was al voorbij. De tijd die er staat, blijft staan. Start een nieuwe wachttijd als er weer wordt gewacht.',
    en: 'This wait was over already. The time that it shows stands. Start a new wait if it waits again.',
  },
  'party-unknown': {
    status: 422,
    nl: 'Op deze organisatie kan hier niet worden gewacht. Alleen organisaties van de zorgkant kunnen worden genoemd. Kies een organisatie uit de lijst.',
    en: 'This organisation cannot be waited for here. Only organisations of the care side can be named. Choose an organisation from the list.',
  },
  // picture
  'nothing-to-release': {
    status: 409,
    nl: 'Over {year} is niets om openbaar te maken. Er zijn geen meldingen van dat jaar. Kies een ander jaar.',
    en: 'There is nothing to release about {year}. There are no reports of that year. Choose another year.',
  },
  'no-release-of-year': {
    status: 404,
    nl: 'Over {year} is er geen jaarverslag: er staat niets openbaar dat ondertekend is en geldt. Kies een ander jaar op de pagina Open data.',
    en: 'There is no yearly report of {year}: nothing is public that is signed and stands. Choose another year on the page Open data.',
  },
  'table-too-large': {
    status: 422,
    nl: 'Deze tabel is te groot om te controleren. Er zijn te veel regio’s of vormen. Vraag om minder tegelijk.',
    en: 'This table is too large to check. There are too many regions or forms. Ask for less at once.',
  },
  'released-recently': {
    status: 409,
    nl: 'Dit jaar is minder dan {days} dagen geleden openbaar gemaakt. Twee sets vlak na elkaar verraden hun verschil. Gebruik de laatste set of wacht.',
    en: 'This year was released less than {days} days ago. Two sets close together betray their difference. Use the last set or wait.',
  },
  'cube-not-kept-so': {
    status: 422,
    nl: 'Zo wordt er niet geteld: hooguit twee verschillende kenmerken tegelijk. Laat er een weg, of stel twee vragen.',
    en: 'Numbers are not kept in that way: at most two different features at once. Leave one out, or ask two questions.',
  },
  'release-can-be-undone': {
    status: 409,
    nl: 'Deze getallen worden niet openbaar. Samen met wat eerder openbaar is gemaakt verraden ze {numbers} kleine getallen. Wacht tot er meer is veranderd.',
    en: 'These numbers are not published. Together with what was published before they betray {numbers} small numbers. Wait until more has changed.',
  },
  'release-not-found': {
    status: 503,
    nl: 'Er is binnen de tijd geen veilige tabel gevonden. Er is niets openbaar gemaakt. Probeer het later opnieuw.',
    en: 'No safe table was found in time. Nothing was published. Try again later.',
  },
  'release-withdrawn': {
    status: 409,
    nl: 'Deze publicatie is al ingetrokken. Kijk in de lijst waarom.',
    en: 'This release was withdrawn before. See the list for the reason.',
  },
  // Tables and releases in files
  'file-not-readable': { status: 422, nl: '{file} is niet te lezen.', en: '{file} cannot be read.' },
  'table-not-readable': {
    status: 422,
    nl: 'Dit is geen tabel die wij kunnen lezen: kijk naar {at}.',
    en: 'This is no table that we can read: look at {at}.',
  },
  'table-too-big': {
    status: 422,
    nl: 'Deze tabel is te groot (grens {most}).',
    en: 'This table is too big (limit {most}).',
  },
  'table-count-wrong': {
    status: 422,
    nl: 'In vak {cell} staat geen aantal: negatief, geen geheel getal of geen getal.',
    en: 'Cell {cell} holds no count: negative, not whole or no number.',
  },
  'table-does-not-add-up': {
    status: 422,
    nl: 'Het totaal {cell} is niet de som van zijn delen.',
    en: 'The total {cell} is not the sum of its parts.',
  },
  'table-cell-unknown': {
    status: 422,
    nl: 'Het vak {cell} is geen vak van deze tabel.',
    en: 'Cell {cell} is no cell of this table.',
  },
  'table-code-twice': {
    status: 422,
    nl: 'Een code of vak komt twee keer voor, is leeg of bevat een streep: {dimension}.',
    en: 'A code or cell comes twice, is empty or holds a bar: {dimension}.',
  },
  'table-empty': { status: 422, nl: 'Er staat niets in deze tabel.', en: 'There is nothing in this table.' },
  'release-unknown': {
    status: 422,
    nl: 'Er is geen publicatie met dit nummer waarvan het grootboek bewaard is.',
    en: 'There is no release with this number of which the ledger was kept.',
  },
  'rounding-not-found': {
    status: 422,
    nl: 'Binnen de tijd is geen afgeronde tabel gevonden die optelt. Neem een grotere basis of houd vakken achter.',
    en: 'No rounded table that adds up was found in time. Take a larger base or withhold cells.',
  },
  'suppression-not-possible': {
    status: 422,
    nl: 'Ook met alles achtergehouden is een klein getal niet te beschermen: het staat alleen in zijn totaal. Rond af.',
    en: 'Even with everything withheld a small number cannot be protected: it stands alone in its total. Round instead.',
  },
  'anonymity-k-wrong': { status: 422, nl: '--k is een geheel getal vanaf 2.', en: '--k is a whole number from 2.' },
  'anonymity-column-unknown': { status: 422, nl: 'De kolom {column} is er niet.', en: 'There is no column {column}.' },
  'anonymity-nothing': {
    status: 422,
    nl: 'Er zijn geen rijen of geen kolommen.',
    en: 'There are no rows or no columns.',
  },
  // Linkage
  'lookup-without-ground': {
    status: 422,
    nl: 'Er wordt niet gezocht zonder grond. Leg eerst vast dat hij of zij instemt met zoeken, of welke wettelijke grond er is. De functionaris gegevensbescherming ziet dat dit is geweigerd.',
    en: 'Nothing is searched without a ground. First record the consent to search, or the legal basis. The privacy officer sees that this was refused.',
  },
  'lookup-without-purpose': {
    status: 422,
    nl: 'Er wordt niet gezocht zonder doel. Noem het doel van de zoekvraag. De functionaris gegevensbescherming ziet dat dit is geweigerd.',
    en: 'Nothing is searched without a purpose. Name the purpose of the look-up. The privacy officer sees that this was refused.',
  },
  'lookup-without-case': {
    status: 422,
    nl: 'Er wordt niet gezocht zonder zaak. Noem de zaak waarvoor u zoekt. De functionaris gegevensbescherming ziet dat dit is geweigerd.',
    en: 'Nothing is searched without a case. Name the case that you search for. The privacy officer sees that this was refused.',
  },
  'lookup-for-other-purpose': {
    status: 422,
    nl: 'Voor dit doel wordt hier niet gezocht. Een zoekvraag dient om elkaar te vinden voor hulp (D27). Kies dat doel, of bel het landelijk contactpunt.',
    en: 'Nothing is searched for this purpose here. A look-up serves to find each other for help (D27). Choose that purpose, or call the national contact desk.',
  },
  'lookup-budget-spent': {
    status: 429,
    nl: 'Er is vandaag vaker gezocht dan afgesproken ({most}). Overleg met uw functionaris gegevensbescherming, of wacht tot morgen.',
    en: 'More was searched today than agreed ({most}). Talk to your privacy officer, or wait until tomorrow.',
  },
  'second-person-is-asker': {
    status: 403,
    nl: 'U stemt niet in met uw eigen zoekvraag. Vraag een collega die ook mag zoeken.',
    en: 'You do not agree to your own look-up. Ask a colleague who may look up too.',
  },
  'second-person-other-ground': {
    status: 409,
    nl: 'U stemt in met een andere grond dan die waarop gezocht wordt. Lees de grond bij deze zoekvraag en stem dan in of weiger.',
    en: 'You agree to another ground than the one that is searched on. Read the ground of this look-up, then agree or refuse.',
  },
  'second-person-reason-missing': {
    status: 422,
    nl: 'Er staat niet bij waarom u weigert. Kies een reden, dan weet uw collega wat er nodig is.',
    en: 'It does not say why you refuse. Choose a reason, so that your colleague knows what is needed.',
  },
  'waiting-ran-out': {
    status: 409,
    nl: 'Deze zoekvraag wachtte langer dan een dag op een tweede persoon en is vervallen. Stel de vraag opnieuw als die nog nodig is.',
    en: 'This look-up waited for a second person for more than a day and has lapsed. Ask again if it is still needed.',
  },
  'waiting-decided': {
    status: 409,
    nl: 'Over deze zoekvraag is al beslist. In de lijst staat hoe.',
    en: 'This look-up was decided already. The list says how.',
  },
  'review-of-oneself': {
    status: 403,
    nl: 'U beoordeelt niet wat u zelf deed. Vraag een andere functionaris gegevensbescherming.',
    en: 'You do not judge what you did yourself. Ask another privacy officer.',
  },
  'break-glass-chapter-closed': {
    status: 422,
    nl: 'Dit hoofdstuk gaat ook in een noodgeval niet open. Alleen veiligheid, gezondheid en het veilige contact kunnen; bel voor de rest wie het dossier voert.',
    en: 'This chapter does not open in an emergency either. Only safety, health and the safe contact can; call who holds the file for the rest.',
  },
  'break-glass-too-long': {
    status: 422,
    nl: 'Een noodinzage duurt hoogstens {most} uur. Kies een kortere tijd; daarna kunt u opnieuw beslissen.',
    en: 'Emergency access lasts {most} hours at most. Choose a shorter time; afterwards you can decide again.',
  },
  'break-glass-reason-short': {
    status: 422,
    nl: 'De reden is te kort. Schrijf in minstens {least} tekens wat er nu gebeurt en waarom het niet kan wachten; u wordt ernaar gevraagd.',
    en: 'The reason is too short. Write in at least {least} characters what happens now and why it cannot wait; you will be asked about it.',
  },
  'break-glass-no-reviewer': {
    status: 409,
    nl: 'Uw organisatie heeft niemand die een noodinzage achteraf beoordeelt, dus die kan niet. Is iemand nu in gevaar, bel 112. Vraag uw beheerder om een functionaris gegevensbescherming aan te melden.',
    en: 'Your organisation has nobody who judges emergency access afterwards, so there is none. If somebody is in danger now, call 112. Ask your administrator to register a privacy officer.',
  },
  'break-glass-budget-spent': {
    status: 429,
    nl: 'U gebruikte in {days} dagen al {most} keer een noodinzage. Is iemand nu in gevaar, bel 112. Vraag een collega, of overleg met uw functionaris gegevensbescherming.',
    en: 'You used emergency access {most} times in {days} days already. If somebody is in danger now, call 112. Ask a colleague, or talk to your privacy officer.',
  },
  'break-glass-not-needed': {
    status: 409,
    nl: 'Hiervoor is geen noodinzage nodig. Uw organisatie voert dit dossier of mag dit hoofdstuk al lezen. Open het dossier zelf.',
    en: 'No emergency access is needed for this. Your organisation holds this file or may read this chapter already. Open the file itself.',
  },
  'break-glass-stands': {
    status: 409,
    nl: 'U hebt dit dossier al in een noodgeval geopend. Lees daar verder, of beëindig het eerst.',
    en: 'You opened this file in an emergency already. Read on there, or end it first.',
  },
  'break-glass-words-missing': {
    status: 422,
    nl: 'Er staat niet bij waarom. Schrijf in een paar woorden waarom deze noodinzage wel of niet terecht was.',
    en: 'It does not say why. Write in a few words why this emergency access was justified or not.',
  },
  'review-reason-missing': {
    status: 422,
    nl: 'Er staat niet bij waarom, of de reden hoort niet bij dit oordeel. Kies een reden die erbij hoort.',
    en: 'It does not say why, or the reason does not belong to this judgement. Choose one that does.',
  },
  'thing-look-up-needs-second-person': {
    status: 403,
    nl: 'Deze persoon is of kan minderjarig zijn, of de melding is als gevoelig gemarkeerd. Laat eerst een collega instemmen met de zoekvraag naar de persoon; daarna kunt u naar de dingen vragen.',
    en: 'This person is or may be a minor, or the signal is marked as sensitive. Let a colleague agree to the look-up of the person first; then you can ask about the things.',
  },
  'thing-unreadable': {
    status: 422,
    nl: 'Er staat niet genoeg in om te vergelijken, dus hier wordt niet naar gezocht. Schrijf over wat er staat, of leg het als tekst vast.',
    en: 'It does not hold enough to compare, so it is not looked for. Copy what is written, or record it as text.',
  },
  'thing-check-digit': {
    status: 422,
    nl: 'Het controlegetal klopt niet, dus hier wordt niet naar gezocht. Kijk of er een cijfer verkeerd staat.',
    en: 'The check digit is wrong, so it is not looked for. See whether a digit is mistaken.',
  },
  'thing-is-service-number': {
    status: 422,
    nl: 'Dit is een burgerservicenummer. Dat wordt hier nergens bewaard of gezocht. Laat het weg, of gebruik een ander nummer van het document.',
    en: 'This is a citizen service number. It is kept and searched nowhere here. Leave it out, or use another number of the document.',
  },
  'network-link-ended': {
    status: 409,
    nl: 'Dit verband bestaat niet meer, dus er valt niets meer te beoordelen. Ververs het netwerk.',
    en: 'This link no longer stands, so there is nothing left to judge. Refresh the network.',
  },
  'linkage-nothing-to-encode': {
    status: 422,
    nl: 'Er is te weinig bekend om te kunnen zoeken. Vul een naam met een geboortejaar aan, of een telefoonnummer of document.',
    en: 'Too little is known to search. Add a name with a year of birth, or a phone number or document.',
  },
  'hit-already-answered': {
    status: 409,
    nl: 'Bij deze treffer staat al wat het gesprek opleverde. Is het anders gebleken, kies dan waarom u het wijzigt.',
    en: 'What the call told already stands with this hit. When it turned out otherwise, choose why you change it.',
  },
  'hit-closed': {
    status: 409,
    nl: 'Deze vraag is gesloten. Er valt niets meer vast te leggen; bel er niet meer over.',
    en: 'This question is closed. There is nothing left to record; do not call about it any more.',
  },
  'hit-waits-for-desk': {
    status: 409,
    nl: 'Over deze treffer beslist het landelijk contactpunt. Neem die beslissing op het scherm van het contactpunt.',
    en: 'The national contact desk decides about this hit. Take that decision on the screen of the desk.',
  },
  'nothing-to-correct': {
    status: 409,
    nl: 'Er verandert niets: dit stond er al, of er stond nog niets. Kies een andere uitkomst, of leg eerst vast wat het gesprek opleverde.',
    en: 'Nothing changes: this stood there already, or nothing did. Choose another outcome, or first record what the call told.',
  },
  'contact-outside-hit': {
    status: 422,
    nl: 'Deze dag kan niet: hij ligt na vandaag of voor de treffer. Kies de dag waarop u belde.',
    en: 'This day cannot be: it lies after today or before the hit. Choose the day on which you called.',
  },
  'reason-without-refusal': {
    status: 422,
    nl: 'Er is een reden van weigeren gekozen, maar de ander weigerde niet. Laat de reden weg of kies de uitkomst die erbij hoort.',
    en: 'A reason for refusing was chosen, but the other side did not refuse. Leave it out or choose the outcome that goes with it.',
  },
  'hit-already-decided': {
    status: 409,
    nl: 'Over deze treffer is al beslist, en wat verteld is kan niet terug. Ververs het scherm en kijk wat er staat.',
    en: 'This hit was decided already, and what was told cannot be untold. Refresh the screen and see what stands there.',
  },
  'decision-without-reason': {
    status: 422,
    nl: 'Bij niet verbinden en bij eerst vragen hoort een reden. Kies er een die bij de beslissing past.',
    en: 'Not connecting and asking first both need a reason. Choose one that goes with the decision.',
  },
  'connect-nobody': {
    status: 422,
    nl: 'Er is niemand gekozen om te verbinden. Kies wie gebeld wordt en voor welk doel.',
    en: 'Nobody was chosen to connect. Choose who is told and for which purpose.',
  },
  'connect-no-party': {
    status: 422,
    nl: 'Deze organisatie hoort niet bij deze treffer. Kies een van de twee die er staan, elk één keer.',
    en: 'This organisation is no part of this hit. Choose one of the two that stand there, each once.',
  },
  'connect-without-purpose': {
    status: 422,
    nl: 'Er is niet verbonden: dit doel laat niet toe dat deze organisatie dit van de andere hoort. Kies een doel dat er staat, laat via het contactpunt bellen, of verbind niet.',
    en: 'Nothing was connected: this purpose does not let this organisation hear this of the other. Choose a purpose that is listed, have them call through the desk, or do not connect.',
  },
  'connect-unconfirmed': {
    status: 422,
    nl: 'Er is niet verbonden: van wat dit doel vraagt, is nog niet alles bevestigd ({count} nog te gaan). Ga na of het klopt en bevestig het, of vraag het eerst.',
    en: 'Nothing was connected: not everything that this purpose asks is confirmed ({count} to go). Make sure that it holds and confirm it, or ask first.',
  },
  'no-ground': {
    status: 409,
    nl: 'Er is geen grond om naar deze persoon te zoeken. Vraag toestemming om te zoeken of leg een wettelijke grondslag met afweging vast.',
    en: 'There is no ground to look for this person. Ask consent to search or record a legal basis with its weighing.',
  },
  'ground-withdrawn': {
    status: 409,
    nl: 'Er is niet gezocht: deze grond is ingetrokken. Zoek niet verder, of bespreek het opnieuw met de persoon.',
    en: 'Nothing was searched: this ground was withdrawn. Do not go on, or talk it over with the person again.',
  },
  'ground-expired': {
    status: 409,
    nl: 'Er is niet gezocht: deze grond geldt niet op deze dag (tot en met {until}). Vraag het de persoon opnieuw en leg een nieuwe grond vast.',
    en: 'Nothing was searched: this ground does not stand on this day (until {until}). Ask the person again and record a new ground.',
  },
  'ground-of-other-purpose': {
    status: 409,
    nl: 'Er is niet gezocht: deze grond is voor een ander doel gegeven. Leg een grond vast voor het doel van deze zoekvraag.',
    en: 'Nothing was searched: this ground was given for another purpose. Record a ground for the purpose of this look-up.',
  },
  // Attachments
  'search-too-short': {
    status: 422,
    nl: 'Dit is te kort om op te zoeken, dus er is niet gezocht. Schrijf een naam of woord van minstens twee letters.',
    en: 'This is too short to search for, so nothing was searched. Write a name or word of at least two letters.',
  },
  'search-budget-spent': {
    status: 429,
    nl: 'U zocht dit uur al {most} keer, meer dan het werk vraagt. Open het dossier uit de lijst, of zoek over een uur weer. Is er echt zo veel te zoeken, overleg dan met uw functionaris gegevensbescherming.',
    en: 'You searched {most} times this hour, more than the work asks for. Open the file from the list, or search again in an hour. If there really is so much to find, talk to your privacy officer.',
  },
  'attachment-empty': {
    status: 400,
    nl: 'Dit bestand is leeg en er is niets bewaard. Kies het bestand opnieuw; is het echt leeg, vraag dan de afzender om een nieuw.',
    en: 'This file is empty and nothing was kept. Choose the file again; if it really is empty, ask the sender for a new one.',
  },
  'attachment-too-large': {
    status: 413,
    nl: 'Dit bestand is groter dan 8 MB en er is niets bewaard. Maak de foto opnieuw in een kleinere stand, of verdeel de brief in delen.',
    en: 'This file is larger than 8 MB and nothing was kept. Take the photo again at a smaller size, or split the letter into parts.',
  },
  'attachment-lies': {
    status: 422,
    nl: 'Dit bestand is iets anders dan het zegt te zijn en er is niets bewaard. Open het niet. Vraag de afzender wat het is, of maak zelf een foto van wat u wilt bewaren.',
    en: 'This file is something else than it says it is and nothing was kept. Do not open it. Ask the sender what it is, or take a photo yourself of what you want to keep.',
  },
  'attachment-type-unknown': {
    status: 415,
    nl: 'Alleen een foto (JPEG of PNG) of een PDF kan worden bewaard. Dit is iets anders, of een PDF met een foto van een soort (JPEG 2000) die hier niet wordt nagekeken; er is niets bewaard. Druk het af als PDF, of maak er een foto van.',
    en: 'Only a photo (JPEG or PNG) or a PDF can be kept. This is something else, or a PDF with a photo of a kind (JPEG 2000) that is not looked through here; nothing was kept. Print it as a PDF, or take a photo of it.',
  },
  'attachment-broken': {
    status: 422,
    nl: 'Dit bestand is beschadigd of niet compleet en er is niets bewaard. Open het zelf om te kijken of het werkt en sla het opnieuw op, of maak er een foto van.',
    en: 'This file is damaged or not complete and nothing was kept. Open it yourself to see whether it works and save it anew, or take a photo of it.',
  },
  'attachment-too-many-pixels': {
    status: 422,
    nl: 'Deze foto heeft meer dan honderd miljoen beeldpunten en er is niets bewaard: veel schermen kunnen die niet openen. Verklein de foto en probeer het opnieuw.',
    en: 'This photo has more than a hundred million pixels and nothing was kept: many screens cannot open it. Make the photo smaller and try again.',
  },
  'attachment-locked': {
    status: 422,
    nl: 'Deze PDF zit op slot, dus kon er niet in worden gekeken; er is niets bewaard. Open hem met het wachtwoord, druk af als PDF zonder wachtwoord en voeg die toe.',
    en: 'This PDF is locked, so nobody could look into it; nothing was kept. Open it with its password, print it as a PDF without one and add that.',
  },
  'attachment-acts': {
    status: 422,
    nl: 'Deze PDF kan iets doen als iemand hem opent (een programma, een formulier dat verzendt of een bestand erin); er is niets bewaard. Druk hem af als PDF en voeg die toe, of maak er een foto van.',
    en: 'This PDF can do something when somebody opens it (a programme, a form that sends, or a file inside it); nothing was kept. Print it as a PDF and add that, or take a photo of it.',
  },
  'attachment-too-heavy': {
    status: 422,
    nl: 'Deze PDF wordt bij het openen veel te groot en er is niets bewaard. Druk hem af als PDF, of verdeel hem in delen.',
    en: 'This PDF becomes far too large when it is opened and nothing was kept. Print it as a PDF, or split it into parts.',
  },
  'attachment-grew': {
    status: 413,
    nl: 'Opnieuw geschreven, zonder wat hij over de maker vertelt, is deze PDF groter dan 8 MB en er is niets bewaard. Druk hem af als PDF, of verdeel hem in delen.',
    en: 'Written anew, without what it tells of who made it, this PDF is larger than 8 MB and nothing was kept. Print it as a PDF, or split it into parts.',
  },
  'attachment-removed': {
    status: 410,
    nl: 'Deze bijlage is weggenomen of vernietigd; alleen dat zij er was is bewaard. Hebt u haar nodig, vraag het de persoon of wie haar toevoegde.',
    en: 'This attachment was taken away or destroyed; only that it was there was kept. If you need it, ask the person or whoever added it.',
  },
  'attachment-of-another': {
    status: 403,
    nl: 'Een andere organisatie voegde deze bijlage toe, dus alleen die neemt haar weg. Bel die organisatie.',
    en: 'Another organisation added this attachment, so only that one takes it away. Call that organisation.',
  },
  // Dossier and handover
  'nothing-noted': {
    status: 400,
    nl: 'Er stond niets in de notitie en er is niets bewaard. Vul een veld of een tekst in en probeer het opnieuw.',
    en: 'There was nothing in the note and nothing was kept. Fill in a field or a text and try again.',
  },
  'unknown-residence-letter': {
    status: 400,
    nl: 'Deze verblijfsletter bestaat niet in artikel 8 van de Vreemdelingenwet. Kies een letter (8a tot en met 8m), NL, of geen rechtmatig verblijf.',
    en: 'This residence letter does not exist in article 8 of the Aliens Act. Choose a letter (8a to 8m), NL, or no lawful stay.',
  },
  'unknown-receiver': {
    status: 400,
    nl: 'Aan deze organisatie kan niet worden overgedragen: zij staat vandaag niet in de sociale kaart, of het is uw eigen organisatie. Kies een andere ontvanger.',
    en: 'This organisation cannot receive a handover: it is not in the directory today, or it is your own. Choose another receiver.',
  },
  'receiver-not-care': {
    status: 409,
    nl: 'Een dossier gaat alleen naar een organisatie die hulp biedt, niet naar politie, toezicht of onderzoek. Kies een zorgcoördinator, gemeente of opvang.',
    en: 'A file goes only to an organisation that gives help, not to police, supervision or research. Choose a care co-ordinator, municipality or shelter.',
  },
  'handover-stands': {
    status: 409,
    nl: 'Er loopt al een overdracht van dit dossier. Wacht op het antwoord, trek het aanbod in, of rond de overdracht eerst af.',
    en: 'A handover of this file is under way. Wait for the answer, withdraw the offer, or finish that handover first.',
  },
  'phone-unreadable': {
    status: 400,
    nl: 'Dit is geen telefoonnummer in dat land. Er is niets bewaard. Schrijf het nummer dat u belde, met landnummer als het van een ander land is.',
    en: 'This is no telephone number in that country. Nothing was kept. Write the number that you called, with its country code if it is of another country.',
  },
  'outside-has-account': {
    status: 409,
    nl: 'Deze organisatie werkt met dit systeem. Bied het dossier daar aan: dan kan zij het ook gaan voeren.',
    en: 'This organisation works with this system. Offer the file to it there: then it can hold it too.',
  },
  'outside-stands': {
    status: 409,
    nl: 'Er loopt al een overdracht aan een partij zonder account. Wacht op het antwoord, of doe die link eerst dicht.',
    en: 'A handover to a party without an account is under way. Wait for the answer, or shut that link first.',
  },
  'outside-needs-her-yes': {
    status: 409,
    nl: 'Er is nog geen ja voor deze partij. Er is geen link gemaakt. Bespreek eerst met haar of hem welke hoofdstukken mee mogen, en leg dat vast bij toestemming.',
    en: 'There is no yes for this party yet. No link was made. First talk with the person about which chapters may go along, and write that down under consents.',
  },
  'outside-not-made': {
    status: 409,
    nl: 'Er is nog geen link gemaakt. Vraag eerst toestemming en maak dan de link.',
    en: 'No link was made yet. Ask for consent first, then make the link.',
  },
  'outside-made-already': {
    status: 409,
    nl: 'De link is al gemaakt en wordt maar één keer getoond. Is hij kwijt, doe hem dan dicht en begin opnieuw; is de code kwijt, maak een nieuwe code.',
    en: 'The link was made already and is shown only once. If it is lost, shut it and begin again; if the code is lost, make a new code.',
  },
  'outside-not-opened': {
    status: 409,
    nl: 'De ontvanger heeft nog niet geopend. Wacht tot die met link en code heeft gelezen.',
    en: 'The receiver has not opened it yet. Wait until it was read with link and code.',
  },
  'outside-not-received': {
    status: 409,
    nl: 'De ontvanger heeft nog niet bevestigd. Bel, en wacht op de bevestiging voordat u zegt wat het dossier wordt.',
    en: 'The receiver has not confirmed yet. Call, and wait for the confirmation before you say what the file becomes.',
  },
  'outside-received-already': {
    status: 409,
    nl: 'De ontvangst is al bevestigd. Er is niets veranderd. U kunt het lezen nog wel beëindigen.',
    en: 'The receipt was confirmed already. Nothing was changed. You can still end the reading.',
  },
  'outside-settled-already': {
    status: 409,
    nl: 'U heeft al gezegd wat het dossier wordt. Er is niets veranderd.',
    en: 'You said already what the file becomes. Nothing was changed.',
  },
  'outside-was-declined': {
    status: 409,
    nl: 'De ontvanger neemt dit niet op zich. Het dossier is bij u gebleven. Bel, of zoek een andere partij.',
    en: 'The receiver does not take this on. The file stayed with you. Call, or look for another party.',
  },
  'outside-was-expired': {
    status: 409,
    nl: 'De link is verlopen zonder antwoord. Het dossier is bij u gebleven. Bel, en begin opnieuw als het nog nodig is.',
    en: 'The link ran out without an answer. The file stayed with you. Call, and begin again if it is still needed.',
  },
  'outside-was-withdrawn': {
    status: 409,
    nl: 'Deze link is dichtgedaan. Het dossier is bij u gebleven. Begin opnieuw als het nog nodig is.',
    en: 'This link was shut. The file stayed with you. Begin again if it is still needed.',
  },
  'outside-was-stopped': {
    status: 409,
    nl: 'Zij of hij heeft dit gestopt. Praat eerst; als het toch gewenst is, kunt u opnieuw beginnen.',
    en: 'The person stopped this. Talk first; if it is wanted after all, you can begin again.',
  },
  'outside-other-side': {
    status: 403,
    nl: 'Dit kan alleen de andere kant doen: de ontvanger bevestigt zelf, met link en code.',
    en: 'Only the other side can do this: the receiver confirms itself, with link and code.',
  },
  'outside-link-over': {
    status: 409,
    nl: 'Deze link opent niets meer, dus een nieuwe code helpt niet. Begin een nieuwe overdracht als het nog nodig is.',
    en: 'This link opens nothing any more, so a new code does not help. Begin a new handover if it is still needed.',
  },
  'outside-care-not-ended': {
    status: 409,
    nl: 'De hulp hier is nog niet beëindigd. Doe dat eerst onder Verloop, met de afspraken over nazorg, of kies dat het dossier hier blijft.',
    en: 'Help here has not ended yet. End it first under Course, with what was agreed about aftercare, or choose that the file stays here.',
  },
  'handover-not-offered': {
    status: 409,
    nl: 'Dit dossier is nu aan niemand aangeboden. Bied het eerst aan, of vraag de houder dat te doen.',
    en: 'This file is offered to nobody now. Offer it first, or ask the holder to.',
  },
  'handover-not-accepted': {
    status: 409,
    nl: 'Dit kan pas als de overdracht is aangenomen. Tot dan leest u alleen de samenvatting. Neem haar aan, of wacht op de ontvanger.',
    en: 'This is possible only once the handover is accepted. Until then you read the summary alone. Accept it, or wait for the receiver.',
  },
  'handover-not-landed': {
    status: 409,
    nl: 'Afronden kan pas als hij of zij is aangekomen. Meld eerst de aankomst, of laat de ontvanger dat doen.',
    en: 'It can be closed only after the person has arrived. Record the arrival first, or let the receiver do so.',
  },
  'handover-done-already': {
    status: 409,
    nl: 'Dit was al gedaan en er is niets veranderd. U hoeft niets te doen; ververs het scherm om te zien hoe het staat.',
    en: 'This was done already and nothing has changed. You need to do nothing; refresh the screen to see how it stands.',
  },
  'handover-accepted-already': {
    status: 409,
    nl: 'De ontvanger heeft al aangenomen en voert het dossier. Moet het toch terug? Dan biedt de ontvanger het opnieuw aan.',
    en: 'The receiver has accepted and holds the file. Should it go back after all? Then the receiver offers it again.',
  },
  'handover-landed-already': {
    status: 409,
    nl: 'Hij of zij is al aangekomen, dus deze overdracht is niet meer te stoppen. Trek toestemmingen in, of bied het dossier opnieuw aan.',
    en: 'The person has arrived, so this handover cannot be stopped any more. Take consents back, or offer the file again.',
  },
  'handover-was-declined': {
    status: 409,
    nl: 'De ontvanger heeft dit aanbod niet aangenomen. Bel over de reden, of bied het dossier aan een ander aan.',
    en: 'The receiver declined this offer. Call about the reason, or offer the file to another.',
  },
  'handover-was-withdrawn': {
    status: 409,
    nl: 'De zender heeft dit aanbod ingetrokken. Bel de zender als dat niet klopt; die kan het opnieuw aanbieden.',
    en: 'The sender withdrew this offer. Call the sender if that is not right; the file can be offered again.',
  },
  'handover-was-stopped': {
    status: 409,
    nl: 'Hij of zij heeft deze overdracht gestopt. Praat eerst met hem of haar; wil hij of zij het toch, dan kan de houder opnieuw aanbieden.',
    en: 'The person stopped this handover. Talk first; if it is wanted after all, the holder can offer again.',
  },
  'handover-other-side': {
    status: 409,
    nl: 'Deze stap is aan de andere organisatie: de ontvanger neemt aan en meldt de aankomst, de zender biedt aan en trekt in. Bel elkaar.',
    en: 'This step is for the other organisation: the receiver accepts and records the arrival, the sender offers and withdraws. Call each other.',
  },
  'missing-already': {
    status: 409,
    nl: 'Dit staat er al: hij of zij is uit beeld en de wacht loopt. Leg vast dat u opnieuw hebt gekeken.',
    en: 'This is recorded already: he or she is out of sight and the watch runs. Record that you looked again.',
  },
  'nobody-missing': {
    status: 409,
    nl: 'Dit is niet vastgelegd: er loopt geen wacht, want niemand is uit beeld. Leg eerst vast dat hij of zij uit beeld is.',
    en: 'This was not recorded: no watch runs, because nobody is out of sight. Record first that he or she is out of sight.',
  },
  'death-needs-second-person': {
    status: 409,
    nl: 'De hulp is niet beëindigd: dat iemand is overleden bevestigt een tweede persoon van uw organisatie. Leg eerst ‘Overlijden gemeld’ vast; een collega bevestigt het daarna bij Verloop.',
    en: 'The help was not ended: that somebody died is confirmed by a second person of your organisation. First record ‘Death reported’; a colleague confirms it after that under Course.',
  },
  'death-not-told': {
    status: 409,
    nl: 'Er is niets vastgelegd. Er staat geen melding van overlijden die nog geldt.',
    en: 'Nothing was recorded. There is no report of a death that still counts.',
  },
  'still-missing': {
    status: 409,
    nl: 'Dit kan nu niet: hij of zij is uit beeld, en dat is geen einde. Het dossier blijft bij u. Leg eerst vast dat hij of zij weer in beeld is.',
    en: 'This cannot be done now: he or she is out of sight, and that is no end. The file stays with you. Record first that he or she is in sight again.',
  },
  'dossier-is-open': {
    status: 409,
    nl: 'Dit is niet vastgelegd: het dossier is gewoon open. Noteer in het dossier wat er gebeurde.',
    en: 'This was not recorded: the file is simply open. Note in the file what happened.',
  },
  'dossier-is-closed': {
    status: 409,
    nl: 'Dit is niet vastgelegd: het dossier is gesloten. Open het eerst weer.',
    en: 'This was not recorded: the file is closed. Open it again first.',
  },
  'care-not-ended': {
    status: 409,
    nl: 'Dit is niet vastgelegd: de hulp loopt nog. Leg eerst vast dat de hulp is beëindigd; dan begint de nazorg.',
    en: 'This was not recorded: help is still going on. Record first that help has ended; then aftercare begins.',
  },
  'aftercare-runs': {
    status: 409,
    nl: 'Dit staat er al: de hulp is beëindigd en de nazorg loopt. Leg vast of er contact was.',
    en: 'This is recorded already: help has ended and aftercare runs. Record whether there was contact.',
  },
  'step-needs-reason': {
    status: 409,
    nl: 'Dit is niet vastgelegd: bij deze stap hoort een eigen reden, of juist geen. Kies een reden uit de lijst.',
    en: 'This was not recorded: this step has reasons of its own, or none. Choose a reason from the list.',
  },
  'told-without-watch': {
    status: 409,
    nl: 'Dit is niet vastgelegd: wie u hebt gebeld hoort bij iemand die uit beeld is. Laat het hier weg.',
    en: 'This was not recorded: whom you called belongs to somebody who is out of sight. Leave it out here.',
  },
  're-entry-not-confirmed': {
    status: 409,
    nl: 'Dit is niet vastgelegd: bij deze treffer staat nog niet dat het dezelfde persoon is. Bel eerst en leg dat bij de treffer vast.',
    en: 'This was not recorded: this hit does not say yet that it is the same person. Call first and record it with the hit.',
  },
  're-entry-known': {
    status: 409,
    nl: 'Deze herinstroom staat al in het dossier. Er hoeft niets meer.',
    en: 'This re-entry is in the file already. Nothing more is needed.',
  },
  'no-re-entry': {
    status: 409,
    nl: 'Dit is niet vastgelegd: er is geen herinstroom waarvan nog moet worden nagegaan wat er misging.',
    en: 'This was not recorded: there is no re-entry of which it must still be found out what went wrong.',
  },
  'place-too-fine': {
    status: 409,
    nl: 'Dit is niet genoteerd: bij opvang hoort geen gemeente, want zo is een huis te vinden. Laat de gemeente weg.',
    en: 'This was not recorded: a shelter is told without a municipality, because a house can be found by it. Leave the municipality out.',
  },
  'place-needs-country': {
    status: 409,
    nl: 'Dit is niet genoteerd: kies het land waar hij of zij was, of kies "Onbekend" als soort plek.',
    en: 'This was not recorded: choose the country where he or she was, or choose "Unknown" as the kind of place.',
  },
  'place-not-abroad': {
    status: 409,
    nl: 'Dit is niet genoteerd: een land hoort alleen bij het buitenland, en een gemeente alleen bij Nederland. Laat een van beide weg.',
    en: 'This was not recorded: a country belongs to abroad only, and a municipality to the Netherlands only. Leave one of them out.',
  },
  'place-ends-before-it-begins': {
    status: 409,
    nl: 'Dit is niet genoteerd: de laatste dag ligt voor de eerste. Kijk de dagen na.',
    en: 'This was not recorded: the last day is before the first. Check the days.',
  },
  'handover-rests': {
    status: 409,
    nl: 'Dit aanbod kan nu niet worden aangenomen. Bel de organisatie die het deed.',
    en: 'This offer cannot be accepted now. Call the organisation that made it.',
  },
  'handover-file-not-open': {
    status: 409,
    nl: 'Een dossier in nazorg of dat gesloten is, wordt niet overgedragen. Open het eerst weer.',
    en: 'A file in aftercare or a closed one is not handed over. Open it again first.',
  },
  'handover-other-desk': {
    status: 409,
    nl: 'Dit aanbod is aan een andere functie in uw organisatie gedaan. Laat die collega antwoorden, of vraag de zender het aan u aan te bieden.',
    en: 'This offer was made to another function in your organisation. Let that colleague answer, or ask the sender to offer it to you.',
  },
  'handover-overlap-over': {
    status: 409,
    nl: 'Dit bericht is niet meer van u: de overdracht is voorbij. U ziet nog dat en wanneer hij of zij aankwam. Bel de houder als u iets mist.',
    en: 'This note is no longer yours: the handover is over. You still see that and when the person arrived. Call the holder if you miss something.',
  },
  'chapter-not-shared': {
    status: 409,
    nl: 'Hij of zij heeft dit hoofdstuk niet gedeeld met de organisatie die het dossier nu voert; die zou uw notitie niet kunnen lezen. Bel, of vraag toestemming.',
    en: 'The person did not share this chapter with the organisation that holds the file now, which could not read your note. Call, or ask for consent.',
  },
  'handover-moved-on': {
    status: 409,
    nl: 'Dit kan niet meer: deze overdracht is voorbij, of er kwam een andere voor in de plaats. Ververs het scherm en kijk hoe het nu staat.',
    en: 'This cannot be done any more: this handover is over, or another took its place. Refresh the screen and see how it stands now.',
  },
  'handover-expired': {
    status: 409,
    nl: 'Dit aanbod heeft te lang gewacht en is verlopen. Bel de zender; die kan het opnieuw aanbieden.',
    en: 'This offer waited too long and has expired. Call the sender, who can offer it again.',
  },
  'page-code-too-weak': {
    status: 422,
    nl: 'Deze code is te makkelijk te raden. Kies er samen een met minstens zes letters of cijfers, of laat er een maken.',
    en: 'This code is too easy to guess. Choose one together with at least six letters or digits, or have one made.',
  },
  'page-is-off': {
    status: 409,
    nl: 'De pagina staat uit, dus er hoort geen code bij. Zet de pagina eerst samen aan.',
    en: 'The page is off, so no code belongs to it. Switch the page on together first.',
  },
  'visit-over': {
    status: 401,
    nl: 'Deze pagina is dicht. U was weg of het duurde te lang. Open uw link opnieuw.',
    en: 'This page is closed. You left or it took too long. Open your link again.',
  },
  'request-without-words': {
    status: 422,
    nl: 'Er staat niets in. Schrijf eerst iets op.',
    en: 'There is nothing in it. Write something first.',
  },
  'request-too-long': {
    status: 422,
    nl: 'Dit is te lang. Schrijf het korter, in ten hoogste {letters} letters.',
    en: 'This is too long. Write it shorter, in at most {letters} letters.',
  },
  'too-many-requests-open': {
    status: 409,
    nl: 'Er wachten al te veel vragen op antwoord. Bel uw contactpersoon.',
    en: 'Too many questions wait for an answer already. Call your contact.',
  },
  'request-answered': {
    status: 409,
    nl: 'Deze vraag is al beantwoord; dat antwoord blijft staan. Laad de lijst opnieuw.',
    en: 'This question was answered already; that answer stays. Load the list again.',
  },
  'answer-without-words': {
    status: 422,
    nl: 'Schrijf een antwoord op. Hij of zij leest het.',
    en: 'Write an answer. He or she will read it.',
  },
  'page-needs-her-beside': {
    status: 409,
    nl: 'De eigen pagina gaat alleen aan als de persoon naast u zit. Doe dit samen, of maak een papieren kaart.',
    en: 'The own page is switched on only while the person sits beside you. Do it together, or make a paper card.',
  },
  'letter-needs-ground': {
    status: 409,
    nl: 'Voor deze brief is geen toestemming vastgelegd, dus hij is niet gemaakt. Vraag toestemming om met deze ontvanger te delen en probeer het opnieuw.',
    en: 'No consent is on record for this letter, so it was not made. Ask for consent to share with this receiver and try again.',
  },
  'letter-field-too-long': {
    status: 409,
    nl: 'Het veld {field} is langer dan {max} tekens; een verhaal hoort niet in een formulier. Maak het korter in het dossier en probeer het opnieuw.',
    en: 'The field {field} is longer than {max} characters; a story does not belong in a form. Shorten it in the file and try again.',
  },
  'letter-not-offered': {
    status: 409,
    nl: 'Op deze dag biedt geen regel deze brief aan. Kies een andere brief of bel het loket.',
    en: 'No rule offers this letter on this day. Choose another letter or call the desk.',
  },
  // Case table
  'table-in-past': {
    status: 400,
    nl: 'Deze dag is al geweest, dus er kan niemand meer voor worden uitgenodigd. Kies vandaag of een latere dag.',
    en: 'This day has passed, so nobody can be invited to it. Choose today or a later day.',
  },
  'seat-twice': {
    status: 400,
    nl: 'Dezelfde stoel is twee keer genoemd. Noem elke stoel één keer.',
    en: 'The same seat was named twice. Name each seat once.',
  },
  'seat-party-does-not-fit': {
    status: 400,
    nl: 'Deze organisatie past niet op deze stoel, of er staan een organisatie en een mailadres tegelijk. Kies een passende organisatie of alleen een mailadres.',
    en: 'This organisation does not fit this seat, or an organisation and a mail address stand together. Choose a fitting organisation or a mail address alone.',
  },
  'seat-without-mail': {
    status: 409,
    nl: 'Bij deze stoel staat geen mailadres, dus er is niemand voor een link. Een organisatie met een account antwoordt zelf; antwoord anders namens haar na een telefoontje.',
    en: 'This seat has no mail address, so there is nobody for a link. An organisation with an account answers itself; else answer for it after a call.',
  },
  'follows-needs-day': {
    status: 400,
    nl: 'Wie opvolgt, zegt op welke dag. Kies een dag die bestaat.',
    en: 'Who follows up says on which day. Choose a day that exists.',
  },
  'follows-in-past': {
    status: 400,
    nl: 'De dag van opvolgen is al geweest. Kies vandaag of een latere dag.',
    en: 'The day of following up has passed. Choose today or a later day.',
  },
  'absent-by-organiser-only': {
    status: 409,
    nl: 'Dat iemand er niet was, zegt wie het overleg belegde. Geef een ander antwoord of bel de voorzitter.',
    en: 'That somebody was not there is said by who called the meeting. Give another answer or call the chair.',
  },
  'table-closed': {
    status: 409,
    nl: 'Deze tafel is gesloten en het verslag staat vast, dus hier verandert niets meer aan. Verbeter het verslag met een aanvulling, of plan een volgende tafel.',
    en: 'This table is closed and its minutes are fixed, so nothing of it changes any more. Add a correction to the minutes, or plan a next table.',
  },
  'table-not-closed': {
    status: 409,
    nl: 'Deze tafel is nog niet gesloten, dus er is nog geen verslag om te verbeteren. Leg het gewoon vast, of sluit eerst de tafel.',
    en: 'This table is not closed yet, so there are no minutes to correct. Just write it down, or close the table first.',
  },
  'table-not-yet': {
    status: 409,
    nl: 'De tafel is nog niet geweest. Wie er was en wat vaststaat legt u vast op de dag zelf of daarna.',
    en: 'The table has not been held yet. Who was there and what is fixed is written down on the day itself or after it.',
  },
  'follower-needed': {
    status: 400,
    nl: 'Bij een stoel die leeg bleef hoort wie het opvolgt en op welke dag. Vul beide in.',
    en: 'A seat that stayed empty has who follows it up and on which day. Fill in both.',
  },
  'follower-has-no-seat': {
    status: 400,
    nl: 'Wie opvolgt heeft geen stoel aan deze tafel. Kies iemand van deze tafel of neem het zelf.',
    en: 'Who follows up has no seat at this table. Choose somebody of this table or take it yourself.',
  },
  'nobody-was-asked': {
    status: 409,
    nl: 'Voor deze stoel is niemand gevraagd, dus er is ook niemand weggebleven. Kies dat er niemand gevraagd was.',
    en: 'Nobody was asked to this seat, so nobody stayed away. Choose that nobody was asked.',
  },
  'somebody-was-asked': {
    status: 409,
    nl: 'Voor deze stoel is wel iemand gevraagd. Leg vast of die er was, bericht stuurde of er niet was.',
    en: 'Somebody was asked to this seat. Write down whether they were there, sent word or were not there.',
  },
  'seats-unaccounted': {
    status: 409,
    nl: 'Van een of meer stoelen staat nog niet vast wie er was. Leg dat eerst vast; een lege stoel krijgt iemand die opvolgt.',
    en: 'Of one or more seats it is not written down who was there. Do that first; an empty seat gets somebody who follows up.',
  },
  'owner-has-no-seat': {
    status: 400,
    nl: 'Wie het doet heeft geen stoel aan deze tafel. Kies iemand van deze tafel of neem het zelf.',
    en: 'Who does it has no seat at this table. Choose somebody of this table or take it yourself.',
  },
  'due-in-past': {
    status: 400,
    nl: 'Deze dag is al geweest. Kies vandaag of een latere dag.',
    en: 'This day has passed. Choose today or a later day.',
  },
  'ask-not-for-plane': {
    status: 409,
    nl: 'Dit kan niet van deze partij gevraagd worden: voor politie en justitie bestaan alleen vragen die niets over de hulp zeggen. Kies iets anders, of bel.',
    en: 'This cannot be asked of this party: for police and justice only questions exist that say nothing of the help. Choose something else, or call.',
  },
  'statement-not-for-plane': {
    status: 409,
    nl: 'Dit woord bestaat niet voor uw organisatie: politie en justitie zeggen hier nooit wat een onderzoek doet. Kies een van de getoonde woorden.',
    en: 'This word does not exist for your organisation: police and justice never say here what an investigation does. Choose one of the words that are shown.',
  },
  'why-not-needed': {
    status: 400,
    nl: 'Is het niet gedaan, kies dan waarom niet; is het gedaan, laat dat dan leeg.',
    en: 'If it was not done, choose why not; if it was done, leave that empty.',
  },
  'word-stays-on-plane': {
    status: 409,
    nl: 'Er is niets vastgelegd: dit hoorde u in vertrouwen, en de andere partij staat aan de kant van opsporing of juist van zorg. Kies een reden die niets over hem of haar zegt: nog niet, kan niet, of niet meer nodig.',
    en: 'Nothing was recorded: you heard this in confidence, and the other party stands on the side of enforcement, or of care. Choose a reason that says nothing about the person: not yet, not possible, or no longer needed.',
  },
  'action-ended': {
    status: 409,
    nl: 'Deze afspraak is al afgerond. Laad de lijst opnieuw om te zien hoe.',
    en: 'This action has ended already. Load the list again to see how.',
  },
  'other-plane-sits': {
    status: 409,
    nl: 'Aan deze tafel zit iemand van het andere vlak (zorg of opsporing). Treffers komen hier daarom niet op de agenda; kijk ernaar bij uw eigen treffers.',
    en: 'Somebody of the other plane (care or enforcement) sits at this table. Hits are therefore not on its agenda; look at them among your own hits.',
  },
  'seat-rules-unreadable': {
    status: 500,
    nl: 'Het bestand met regels voor stoelen klopt niet bij {path}. Herstel het en start opnieuw.',
    en: 'The file of rules about seats is wrong at {path}. Mend it and start again.',
  },
  'seat-rule-twice': {
    status: 500,
    nl: 'De regel {rule} voor stoelen staat er twee keer. Herstel het bestand en start opnieuw.',
    en: 'The rule {rule} about seats stands there twice. Mend the file and start again.',
  },
  'proposed-seat-rule-signed': {
    status: 500,
    nl: 'De regel {rule} is een voorstel en draagt toch handtekeningen. Herstel het bestand en start opnieuw.',
    en: 'The rule {rule} is a proposal and still carries signatures. Mend the file and start again.',
  },
  // Tables, rules and messages between roles
  'no-handover-accepted': {
    status: 409,
    nl: 'Met deze partij is nog geen overdracht aanvaard, dus de toestemming opent nog niets. Zij opent vanzelf zodra er is aanvaard.',
    en: 'No handover with this party was accepted, so the consent opens nothing yet. It opens by itself once accepted.',
  },
  'linkage-message-unreadable': {
    status: 400,
    nl: 'Een bericht van de vergelijking was onleesbaar en is niet verwerkt. Verstuur het opnieuw; blijft het, meld het de beheerder.',
    en: 'A linkage message could not be read and was not used. Send it again; if it persists, tell the operator.',
  },
  'linkage-message-too-large': {
    status: 413,
    nl: 'Er stonden te veel gegevens in één bericht (hoogstens {most}). Verdeel het in kleinere berichten.',
    en: 'One message held too much (at most {most}). Split it into smaller ones.',
  },
  'linkage-version-unknown': {
    status: 409,
    nl: 'Afzender en ontvanger van een vergelijking gebruiken verschillende versies, dus er is niets vergeleken. Werk de oudste bij en codeer opnieuw.',
    en: 'The two sides of a comparison use different versions, so nothing was compared. Update the older one and encode again.',
  },
  'linkage-role-away': {
    status: 503,
    nl: 'Er kan nu even niet gezocht worden: de sleutelbeheerder of de vergelijker is niet bereikbaar. Er is niets verzonden. Probeer het over een paar minuten opnieuw.',
    en: 'Nothing can be searched for the moment: the key authority or the matcher is away. Nothing was sent. Try again in a few minutes.',
  },
  'linkage-re-encoding-budget-spent': {
    status: 429,
    nl: 'Er is meer opnieuw gecodeerd dan aangekondigd (hoogstens {most}). De sleutelbeheerder weigert de rest; de beheerder moet kijken waarom.',
    en: 'More was encoded again than announced (at most {most}). The key authority refuses the rest; the operator must see why.',
  },
  'linkage-epoch-closed': {
    status: 409,
    nl: 'Deze sleutelperiode is niet meer open, dus er is niets vergeleken. Codeer opnieuw met de huidige.',
    en: 'This key epoch is not open any more, so nothing was compared. Encode again under the current one.',
  },
  'too-deep': {
    status: 400,
    nl: 'De gegevens in {field} zijn te diep genest om te lezen. Stuur ze eenvoudiger.',
    en: 'The data in {field} are nested too deeply to read. Send them flatter.',
  },
  'municipality-not-known': {
    status: 409,
    nl: 'Deze gemeente staat niet in de lijst, dus zij is niet te noemen. Zoek op naam.',
    en: 'This municipality is not in the directory, so it cannot be named. Search by name.',
  },
  'no-municipality-in-rule': {
    status: 409,
    nl: 'Bij deze regel hoort geen gemeente. Kijk wie er wel beslist.',
    en: 'This rule names no municipality. See who decides.',
  },
  'whereabouts-missing': {
    status: 409,
    nl: 'Wij weten niet waar deze persoon is of woonde ({code}), dus de gemeente is niet te noemen. Vul dat in.',
    en: 'It is not known where this person is or lived ({code}), so the municipality cannot be named. Fill that in.',
  },
  'reference-data-broken': {
    status: 500,
    nl: 'De naslagtabellen kloppen niet ({file}, regel {line}: {reason}), dus er is niets geladen. Herstel die regel en start opnieuw.',
    en: 'The reference tables do not hold ({file}, line {line}: {reason}), so nothing was loaded. Repair that line and start again.',
  },
  'norms-unreadable': {
    status: 500,
    nl: 'Het bestand met afspraken klopt niet bij {path}. Herstel het en start opnieuw.',
    en: 'The norms file is wrong at {path}. Mend it and start again.',
  },
  'rules-unreadable': {
    status: 500,
    nl: 'Het regelbestand klopt niet bij {path}. Herstel het; de oude regels blijven tot dan gelden.',
    en: 'The rules file is wrong at {path}. Mend it; the old rules stay until then.',
  },
  'examples-unreadable': {
    status: 500,
    nl: 'De voorbeelden bij de regels kloppen niet bij {path}. Herstel ze; de oude regels blijven tot dan gelden.',
    en: 'The examples beside the rules are wrong at {path}. Mend them; the old rules stay until then.',
  },
  'rule-without-example': {
    status: 500,
    nl: '{rule} heeft geen voorbeeld waarin de regel spreekt én een waarin hij zwijgt. Schrijf ze erbij; de oude regels blijven tot dan gelden.',
    en: '{rule} lacks an example in which it speaks and one in which it does not. Add them; the old rules stay until then.',
  },
  'example-decided-differently': {
    status: 500,
    nl: '{rule} beslist het voorbeeld bij {path} anders dan er staat. Herstel de regel of het voorbeeld.',
    en: '{rule} decides the example at {path} otherwise than it says. Mend the rule or the example.',
  },
  'matters-unreadable': {
    status: 500,
    nl: 'De onderwerpen of gaten bij de regels kloppen niet bij {path}. Herstel ze; de oude regels blijven tot dan gelden.',
    en: 'The matters or gaps beside the rules are wrong at {path}. Mend them; the old rules stay until then.',
  },
  'letter-periods-overlap': {
    status: 500,
    nl: 'Twee perioden van verblijfsletter {letter} overlappen ({path}). Sluit de oude af.',
    en: 'Two periods of residence letter {letter} overlap ({path}). End the older one.',
  },
  'letters-unreadable': {
    status: 500,
    nl: 'De lijst verblijfsletters klopt niet bij {path}. Herstel haar en start opnieuw.',
    en: 'The table of residence letters is wrong at {path}. Mend it and start again.',
  },
  'condition-unreadable': {
    status: 500,
    nl: 'De voorwaarde bij {path} is onleesbaar. Herstel de regel.',
    en: 'The condition at {path} cannot be read. Mend the rule.',
  },
  'norm-versions-overlap': {
    status: 500,
    nl: 'Twee versies van {norm} gelden op dezelfde dag. Sluit de oude af.',
    en: 'Two versions of {norm} hold on one day. End the older one.',
  },
  'norm-judges-not-one-thing': {
    status: 500,
    nl: 'Norm {norm} vraagt niet precies één ding: iets dat moet, iets dat niet mag, of hoe vaak iets mag. Splits haar, of vul aan wat ontbreekt.',
    en: 'Norm {norm} does not ask for exactly one thing: something to be done, something forbidden, or how often. Split it, or add what is missing.',
  },
  'norm-waits-for-nothing': {
    status: 500,
    nl: 'Norm {norm} wacht op {kind}, en dat legt niemand vast. Zet de soort in fact-kinds.json met wie haar vastlegt, of kies een andere.',
    en: 'Norm {norm} waits for {kind}, which nobody records. Add the kind to fact-kinds.json with who records it, or choose another.',
  },
  'norm-example-differs': {
    status: 500,
    nl: 'Het voorbeeld "{example}" van norm {norm} zegt {expected}, en de klok leest {read}. Verbeter het voorbeeld of de norm; wat geldt blijft gelden.',
    en: 'The example "{example}" of norm {norm} says {expected}, and the clock reads {read}. Mend the example or the norm; what is in force stays.',
  },
  'escalation-unreadable': {
    status: 500,
    nl: 'De weg van een misser is onleesbaar bij {path}. Herstel die regel; wat geldt blijft gelden.',
    en: 'The way of a miss cannot be read at {path}. Mend that line; what is in force stays.',
  },
  'escalation-step-not-known': {
    status: 500,
    nl: 'De weg van een misser noemt stap {step}, en die staat er niet. Zet haar erbij of noem een andere.',
    en: 'The way of a miss names step {step}, which is not there. Add it or name another.',
  },
  'escalation-cycle': {
    status: 500,
    nl: 'De weg van een misser komt terug waar zij was: {way}. Haal een van deze schakels weg; wat geldt blijft gelden.',
    en: 'The way of a miss comes back to where it was: {way}. Take one of these links out; what is in force stays.',
  },
  'escalation-goes-back': {
    status: 500,
    nl: 'Stap {step} komt eerder dan de stap die naar haar leidt. Zet de dagen op volgorde.',
    en: 'Step {step} comes before the step that leads to it. Put the days in order.',
  },
  'escalation-norm-not-known': {
    status: 500,
    nl: 'De weg van een misser noemt afspraak {norm}, en die bestaat niet of heeft al een weg. Verbeter het nummer.',
    en: 'The way of a miss names norm {norm}, which does not exist or has a way already. Mend the number.',
  },
  'causes-unreadable': {
    status: 500,
    nl: 'De lijst van oorzaken is onleesbaar bij {path}. Herstel die rij; wat geldt blijft gelden.',
    en: 'The list of causes cannot be read at {path}. Mend that row; what is in force stays.',
  },
  'miss-needs-cause-or-action': {
    status: 409,
    nl: 'Kies waarom het niet is gehaald, of wat er nu gebeurt: een van de twee.',
    en: 'Choose why it was missed, or what is done now: one of the two.',
  },
  'miss-cause-not-known': {
    status: 409,
    nl: 'Deze oorzaak of actie staat niet in de lijst. Kies er een uit de lijst.',
    en: 'This cause or action is not in the list. Choose one that is.',
  },
  'action-needs-owner-and-day': {
    status: 409,
    nl: 'Bij een actie horen wie haar doet en de dag waarop zij klaar is. Vul beide in.',
    en: 'An action has who does it and the day on which it is done. Fill in both.',
  },
  'action-in-past': {
    status: 409,
    nl: 'De dag van deze actie is al geweest. Kies vandaag of een dag die nog komt.',
    en: 'The day of this action has been. Choose today or a day to come.',
  },
  'words-not-in-this-chapter': {
    status: 409,
    nl: 'Bij dit hoofdstuk schrijft niemand eigen woorden. Kies een oorzaak of actie en laat de toelichting leeg.',
    en: 'In this chapter nobody writes words of their own. Choose a cause or action and leave the remark empty.',
  },
  'not-missed': {
    status: 409,
    nl: 'Deze afspraak is op dit moment niet gemist. Kijk opnieuw naar de termijnen; misschien is het intussen gedaan.',
    en: 'This agreement is not missed at this moment. Look at the terms again; perhaps it was done meanwhile.',
  },
  'step-not-known': {
    status: 409,
    nl: 'Deze stap kent het product niet. Kies een stap uit de lijst.',
    en: 'The product does not know this step. Choose one from the list.',
  },
  'step-recorded-elsewhere': {
    status: 409,
    nl: 'Deze stap wordt vanzelf vastgelegd waar hij gebeurt, niet met de hand. Doe het daar: overdracht, toestemming, verloop, opvang of wie betaalt.',
    en: 'This step is recorded by itself where it happens, and not by hand. Do it there: handover, consent, course, shelter or who pays.',
  },
  'step-noted-already': {
    status: 409,
    nl: 'Deze stap staat al op deze dag. Klopt de dag niet, neem de eerste dan terug en noteer hem opnieuw.',
    en: 'This step is on this day already. When the day is wrong, take the first one back and note it again.',
  },
  'not-your-area': {
    status: 409,
    nl: 'Uw organisatie werkt niet voor dit gebied, of deze stap is aan een ander. Bel de aandachtsfunctionaris van die gemeente.',
    en: 'Your organisation does not work for this area, or this step is for somebody else. Call the focal officer of that municipality.',
  },
  'adopts-less': {
    status: 409,
    nl: 'Dit is minder dan de basisafspraak ({part}). Een partij mag zich aan meer binden, nooit aan minder.',
    en: 'This is less than the base agreement ({part}). A party may bind itself to more, never to less.',
  },
  'adopts-what-is-not-asked': {
    status: 409,
    nl: 'De basisafspraak kent dit niet ({part}), of het mag er niet af. Laat het weg.',
    en: 'The base agreement does not have this ({part}), or it may not be taken out. Leave it out.',
  },
  'adopted-from-past': {
    status: 409,
    nl: 'Tekenen kan vanaf morgen. Wat al liep, blijft beoordeeld zoals het was.',
    en: 'One signs from tomorrow on. What ran already stays judged as it was.',
  },
  'adopted-already': {
    status: 409,
    nl: 'Uw organisatie tekende {norm} al. Beëindig eerst die ondertekening.',
    en: 'Your organisation signed {norm} already. End that signature first.',
  },
  'adoption-ended-already': {
    status: 409,
    nl: 'Deze ondertekening eindigt al. Er verandert niets.',
    en: 'This signature ends already. Nothing changes.',
  },
  'norm-not-known': {
    status: 409,
    nl: 'Afspraak {norm} bestaat niet of geldt niet op die dag. Kies er een uit de lijst.',
    en: 'Norm {norm} does not exist or does not hold on that day. Choose one from the list.',
  },
  'party-has-no-mandate': {
    status: 409,
    nl: 'U kunt niet namens uw organisatie tekenen. Bij een gemeente doet de aandachtsfunctionaris dat, bij andere partijen wie in mandates.json staat.',
    en: 'You cannot sign for your organisation. In a municipality the focal officer does, in other parties whoever mandates.json names.',
  },
  'fact-kinds-unreadable': {
    status: 500,
    nl: 'De lijst van soorten feiten is onleesbaar bij {path}. Herstel die rij; de normen die gelden blijven.',
    en: 'The list of kinds of facts cannot be read at {path}. Mend that row; the norms in force stay.',
  },
  'rule-versions-overlap': {
    status: 500,
    nl: 'Twee versies van {rule} gelden op dezelfde dag. Sluit de oude af.',
    en: 'Two versions of {rule} hold on one day. End the older one.',
  },
  'proposed-norm-signed': {
    status: 500,
    nl: '{norm} is een voorstel maar noemt ondertekenaars. Maak er een afspraak van of haal hen weg.',
    en: '{norm} is proposed but names signers. Make it an agreement or take them out.',
  },
  'access-request-closed': {
    status: 409,
    nl: 'Dit inzageverzoek is al afgerond. Vraagt de persoon opnieuw, leg dan een nieuw verzoek vast.',
    en: 'This request was closed already. When the person asks again, record a new request.',
  },
  'access-request-step-taken': {
    status: 409,
    nl: 'Dit is bij dit verzoek al vastgelegd en gaat maar één keer. Ververs de lijst.',
    en: 'This was recorded for this request already and can be done once only. Read the list again.',
  },
  'access-request-extended-too-late': {
    status: 409,
    nl: 'Uitstel moet binnen een maand na ontvangst aan de persoon zijn gezegd, en die maand is voorbij. Antwoord zo snel mogelijk.',
    en: 'More time must be told to the person within one month of receipt, and that month is over. Answer as soon as you can.',
  },
  'access-request-before-receipt': {
    status: 409,
    nl: 'Die dag ligt voor de dag waarop het verzoek kwam. Kijk de datum na.',
    en: 'That day lies before the day on which the request came. Check the date.',
  },
  'access-request-incomplete': {
    status: 409,
    nl: 'Er ontbreekt iets: bij een dossier het dossier, bij uitstel de reden en dat die aan de persoon is gezegd. Vul dat aan.',
    en: 'Something is missing: the file, or for more time the reason and that the person was told. Fill that in.',
  },
  'access-request-not-linked': {
    status: 409,
    nl: 'Er is nog niet gezegd om welk dossier dit verzoek gaat. Kies eerst het dossier.',
    en: 'It was not said yet which file this request is about. Choose the file first.',
  },

  // Her interest
  'interest-not-stated': {
    status: 409,
    nl: 'Dit weegt zwaar voor hem of haar en is niet gedaan: er staat nog niet bij wat hij of zij wil, wat het doet en wat er nog meer kon. Schrijf dat op bij Belang en wens; bij acuut gevaar kan het meteen en schrijft u het daarna op.',
    en: 'This weighs heavily for the person and was not done: what the person wants, what it does and what else there was is not on record. Write it down under Interest and wish; in acute danger it can go on at once and is written down after.',
  },
  'statement-without-wish': {
    status: 409,
    nl: 'Er is niets opgeslagen: zeg op welke wens u steunt, of waarom er geen is. Eén van de twee.',
    en: 'Nothing was saved: say which wish you lean on, or why there is none. One of the two.',
  },
  'wish-is-on-record': {
    status: 409,
    nl: 'Er is niets opgeslagen: er is een wens genoteerd. Lees hem eerst en wijs hem aan; wil hij of zij nu niets zeggen, dan geldt de laatste wens.',
    en: 'Nothing was saved: a wish is on record. Read it first and point at it; if the person will not speak now, the last wish stands.',
  },
  'wish-has-changed': {
    status: 409,
    nl: 'Dit is niet gedaan: hij of zij heeft intussen iets anders gezegd. Lees de nieuwe wens en beslis opnieuw.',
    en: 'This was not done: the person has said something else since. Read the new wish and decide again.',
  },
  'hand-over-without-receiver': {
    status: 400,
    nl: 'Er is niets opgeslagen: kies aan welke organisatie wordt overgedragen. Wat voor de ene is afgewogen, geldt niet voor een andere.',
    en: 'Nothing was saved: choose to which organisation this handover goes. What was weighed for one does not hold for another.',
  },
  'receiver-without-hand-over': {
    status: 400,
    nl: 'Er is niets opgeslagen: alleen bij een overdracht hoort een andere organisatie. Laat die weg, of kies overdragen.',
    en: 'Nothing was saved: only a handover names another organisation. Leave it out, or choose handing over.',
  },
  'statement-without-effect': {
    status: 409,
    nl: 'Er is niets opgeslagen: schrijf op wat dit voor hem of haar betekent en wat er nog meer kon. Alleen als hij of zij zelf beslist mag dat leeg blijven.',
    en: 'Nothing was saved: write down what this does to the person and what else there was. It may stay empty only when the person decides.',
  },
  'herself-as-wished': {
    status: 409,
    nl: 'Er is niets opgeslagen: hij of zij beslist alleen zelf als het past bij een wens die is genoteerd. Noteer die wens eerst, of kies wie er wel beslist.',
    en: 'Nothing was saved: the person decides only when it fits a wish that is on record. Write that wish down first, or choose who does decide.',
  },
  'accords-needs-wish': {
    status: 409,
    nl: 'Er is niets opgeslagen: zoals gewenst of tegen de wens kan alleen bij een wens die bekend is, en onbekend alleen als er geen is.',
    en: 'Nothing was saved: as wished or against the wish needs a wish that is known, and unknown only when there is none.',
  },
  'conflicts-not-read': {
    status: 409,
    nl: 'Er is nog niet beslist: lees eerst wat botst met het belang ({n}). Vraag de lijst op, lees hem en beslis daarna; wat u typte is niet weg.',
    en: 'Nothing was decided yet: first read what conflicts with the interest ({n}). Ask for the list, read it and then decide; what you typed is not lost.',
  },
  'interest-stated-already': {
    status: 409,
    nl: 'Dit staat er al: bij deze beslissing is het belang opgeschreven. Is er iets veranderd, neem dan een nieuwe beslissing.',
    en: 'This is there already: the interest was written down with this decision. If something changed, take a new decision.',
  },
  'decision-set-aside': {
    status: 409,
    nl: 'Dit is niet gedaan: iemand anders keek opnieuw en vond het bezwaar gegrond. De beslissing geldt niet meer; beslis opnieuw, met zijn of haar belang erbij.',
    en: 'This was not done: somebody else looked again and upheld the objection. The decision does not stand any more; decide again, with the interest of the person.',
  },
  'second-look-open': {
    status: 409,
    nl: 'Dit wacht: er is bezwaar gemaakt en iemand anders kijkt opnieuw. Vraag die persoon om een uitkomst; bij acuut gevaar kan het meteen.',
    en: 'This waits: there is an objection and somebody else is looking again. Ask that person for an outcome; in acute danger it can go on at once.',
  },
  'second-look-by-another': {
    status: 403,
    nl: 'U kunt hier niet zelf naar kijken: u nam deze beslissing of maakte het bezwaar. Vraag een collega die er niet bij was.',
    en: 'You cannot look at this yourself: you took this decision or objected to it. Ask a colleague who was not in it.',
  },
  'second-look-done': {
    status: 409,
    nl: 'Hier is al opnieuw naar gekeken. De uitkomst staat erbij en blijft staan.',
    en: 'This was looked at again already. The outcome is shown and stays.',
  },
  'second-look-without-reason': {
    status: 409,
    nl: 'Er is niets opgeslagen: schrijf de reden op, in woorden die hij of zij kan lezen.',
    en: 'Nothing was saved: write down the reason, in words that the person can read.',
  },
  'objection-without-words': {
    status: 409,
    nl: 'Er is niets opgeslagen: schrijf op waar het bezwaar over gaat.',
    en: 'Nothing was saved: write down what the objection is about.',
  },
  'objection-stands': {
    status: 409,
    nl: 'Dit bezwaar loopt al: iemand kijkt opnieuw. Wacht op de uitkomst, of bel wie opnieuw kijkt.',
    en: 'This objection is there already: somebody is looking again. Wait for the outcome, or call who is looking.',
  },
  'goal-without-words': {
    status: 409,
    nl: 'Er is niets opgeslagen: schrijf het doel in uw eigen woorden.',
    en: 'Nothing was saved: write the goal in your own words.',
  },
  'goal-has-changed': {
    status: 409,
    nl: 'U hebt niet ingestemd: er ligt intussen een ander voorstel. Lees het en stem daarmee in als u het ermee eens bent.',
    en: 'You did not agree: another proposal lies there now. Read it and agree to that one if you do.',
  },
  'wish-without-words': {
    status: 409,
    nl: 'Er is niets opgeslagen: schrijf op wat hij of zij zei. Wil hij of zij niets zeggen, schrijf dat dan zo op.',
    en: 'Nothing was saved: write down what the person said. If the person will not speak, write that.',
  },
  'table-was-called-off': {
    status: 409,
    nl: 'Deze tafel gaat niet door. Wat er was afgesproken kan nog worden afgerond; plan anders een nieuwe tafel.',
    en: 'This table was called off. What was agreed can still be ended; otherwise plan a new table.',
  },
  'table-same-day': {
    status: 409,
    nl: 'Er is niets veranderd: de tafel is al op die dag.',
    en: 'Nothing changed: the table is on that day already.',
  },
  'table-was-held': {
    status: 409,
    nl: 'Van deze tafel is al genoteerd wie er was. Sluit de tafel, of plan een nieuwe.',
    en: 'Of this table it was noted already who was there. Close the table, or plan a new one.',
  },
  'absence-days-wrong': {
    status: 409,
    nl: 'Er is niets opgeslagen: deze dagen kunnen niet. De laatste dag is vandaag of later en niet voor de eerste dag, en het zijn niet meer dan 400 dagen.',
    en: 'Nothing was saved: these days cannot be. The last day is today or later and not before the first day, and it is no more than 400 days.',
  },
  'absence-overlaps': {
    status: 409,
    nl: 'Er is niets opgeslagen: u noemde al dagen die hiermee samenvallen. Beëindig die eerst.',
    en: 'Nothing was saved: you named days already that fall together with these. End those first.',
  },
  'absence-own': {
    status: 409,
    nl: 'Voor uzelf wijst u niemand aan: vraag een collega, of laat een andere coördinator iemand aanwijzen.',
    en: 'You assign nobody for yourself: ask a colleague, or let another co-ordinator assign somebody.',
  },
  'absence-not-asked': {
    status: 409,
    nl: 'Hier is nu geen antwoord nodig: er is al geantwoord, of er is niemand gevraagd. Vernieuw de pagina.',
    en: 'No answer is needed here now: it was answered already, or nobody was asked. Refresh the page.',
  },
  'absence-ended': {
    status: 409,
    nl: 'Deze afwezigheid is voorbij: alles is weer van de collega zelf.',
    en: "This absence is over: everything is the colleague's own again.",
  },
  'stand-in-not-of-desk': {
    status: 409,
    nl: 'Deze collega kan niet waarnemen: kies iemand anders van hetzelfde loket.',
    en: 'This colleague cannot stand in: choose somebody else of the same desk.',
  },
  'stand-in-is-away': {
    status: 409,
    nl: 'Deze collega is in die dagen zelf weg. Kies iemand anders, of kies andere dagen.',
    en: 'This colleague is away in those days too. Choose somebody else, or choose other days.',
  },
  'remind-day-wrong': {
    status: 409,
    nl: 'Er is niets opgeslagen: kies een dag vanaf vandaag, binnen een jaar.',
    en: 'Nothing was saved: choose a day from today, within a year.',
  },
  'hole-not-yours': {
    status: 409,
    nl: 'Er is niets opgeslagen: dit gat ligt niet bij uw organisatie. Oppakken kunnen de gemeente zelf, haar centrumgemeente, de zorgcoördinatie van de regio en CoMensha.',
    en: 'Nothing was saved: this hole is not with your organisation. It can be taken up by the municipality itself, its centre municipality, the care co-ordination of the region and CoMensha.',
  },
  'hole-taken-already': {
    status: 409,
    nl: 'Iemand anders heeft dit gat al opgepakt. Vernieuw de lijst en zie wie.',
    en: 'Somebody else took this hole up already. Refresh the list and see who.',
  },
  'hole-not-this-step': {
    status: 409,
    nl: 'Deze stap past nu niet: kies eerst bij wie de taak komt.',
    en: 'This step does not fit now: choose first who is to do the task.',
  },
  'choice-not-open': {
    status: 409,
    nl: 'Deze keuze is er niet meer: daar doet nu niemand dit. Kies iets anders.',
    en: 'This choice is no longer there: nobody does this there now. Choose something else.',
  },
  'boundary-file-too-large': {
    status: 413,
    nl: 'Het bestand is te groot: {max} MB is het meeste, en 400.000 punten. Neem het gegeneraliseerde bestand. De kaart die er was, blijft.',
    en: 'The file is too large: {max} MB is the most, and 400,000 points. Take the generalised file. The map that was there stays.',
  },
  'boundary-file-unreadable': {
    status: 422,
    nl: 'Dit is geen TopoJSON of GeoJSON met gemeenten. De kaart die er was, blijft.',
    en: 'This is no TopoJSON or GeoJSON with municipalities. The map that was there stays.',
  },
  'boundary-code-unknown': {
    status: 422,
    nl: 'Een code in het bestand is geen gemeente: {place}. De kaart die er was, blijft.',
    en: 'A code in the file is no municipality: {place}. The map that was there stays.',
  },
  'boundary-code-merged': {
    status: 422,
    nl: 'Het bestand is van een ouder jaar: {place} bestaat niet meer als gemeente. Neem het bestand van dit jaar. De kaart die er was, blijft.',
    en: 'The file is of an older year: {place} no longer exists as a municipality. Take the file of this year. The map that was there stays.',
  },
  'boundary-code-twice': {
    status: 422,
    nl: 'Een gemeente staat twee keer in het bestand: {place}. De kaart die er was, blijft.',
    en: 'A municipality is in the file twice: {place}. The map that was there stays.',
  },
  'boundary-municipality-missing': {
    status: 422,
    nl: 'In het bestand ontbreken gemeenten ({count}), de eerste is {place}. De kaart die er was, blijft.',
    en: 'Municipalities are missing from the file ({count}), the first is {place}. The map that was there stays.',
  },
  'boundary-geometry-broken': {
    status: 422,
    nl: 'Een grens in het bestand klopt niet (open, plat of buiten Nederland): {place}. De kaart die er was, blijft.',
    en: 'A boundary in the file is broken (open, flat or outside the Netherlands): {place}. The map that was there stays.',
  },
  'assessment-columns-wrong': {
    status: 422,
    nl: 'De kolommen van de lijst kloppen niet. Nodig zijn: {columns}. Er is niets bewaard.',
    en: 'The columns of the list are wrong. Needed are: {columns}. Nothing was kept.',
  },
  'assessment-twice': {
    status: 422,
    nl: '{place} staat twee keer in de lijst, nu op regel {line}. Er is niets bewaard.',
    en: '{place} is in the list twice, now on line {line}. Nothing was kept.',
  },
  'assessment-word-wrong': {
    status: 422,
    nl: 'Op regel {line} staat een ander woord dan ja, deels, nee of onbekend. Er is niets bewaard.',
    en: 'On line {line} there is another word than yes, partly, no or unknown. Nothing was kept.',
  },
  // The hidden number
  'estimate-no-table': {
    status: 422,
    nl: 'Dit is geen tabel van lijsten. Geef een object met lists (namen van lijsten) en rows (per rij een 0 of 1 per lijst, dan het aantal personen).',
    en: 'This is no table of lists. Give an object with lists (names of lists) and rows (in each row a 0 or 1 per list, then the number of persons).',
  },
  'estimate-too-few-lists': {
    status: 422,
    nl: 'Er zijn {lists} lijsten; met minder dan {least} is niet te zien of lijsten van elkaar afhangen. Voeg een lijst van een andere instelling toe.',
    en: 'There are {lists} lists; with fewer than {least} it cannot be seen whether lists depend on each other. Add a list of another institution.',
  },
  'estimate-too-many-lists': {
    status: 422,
    nl: 'Er zijn {lists} lijsten; meer dan {most} zijn niet door te rekenen. Voeg lijsten van gelijksoortige instellingen samen.',
    en: 'There are {lists} lists; more than {most} cannot be computed. Merge lists of institutions of one kind.',
  },
  'estimate-list-name': {
    status: 422,
    nl: 'Elke lijst heeft een naam van 1 tot 200 tekens nodig. Verbeter lists.',
    en: 'Each list needs a name of 1 to 200 characters. Correct lists.',
  },
  'estimate-list-twice': {
    status: 422,
    nl: 'De naam {list} staat twee keer in lists. Geef elke lijst een eigen naam, of haal de dubbele lijst weg.',
    en: 'The name {list} stands in lists twice. Give each list its own name, or take the double list away.',
  },
  'estimate-row-length': {
    status: 422,
    nl: 'Rij {row} heeft niet precies {length} getallen: een 0 of 1 per lijst en het aantal. Verbeter die rij.',
    en: 'Row {row} does not have exactly {length} numbers: a 0 or 1 per list and the count. Correct that row.',
  },
  'estimate-row-not-binary': {
    status: 422,
    nl: 'In rij {row} staat bij een lijst iets anders dan 0 of 1. Verbeter die rij.',
    en: 'In row {row} a list has something else than 0 or 1. Correct that row.',
  },
  'estimate-row-count': {
    status: 422,
    nl: 'Het aantal in rij {row} is {count}; een aantal personen is een geheel getal van 0 of meer. Verbeter die rij.',
    en: 'The count of row {row} is {count}; a number of persons is a whole number of 0 or more. Correct that row.',
  },
  'estimate-row-unseen': {
    status: 422,
    nl: 'Rij {row} gaat over personen op geen enkele lijst; die kan niemand geteld hebben. Haal die rij weg: hun aantal is wat geschat wordt.',
    en: 'Row {row} is about persons on no list at all; nobody can have counted those. Take that row away: their number is what is estimated.',
  },
  'estimate-row-twice': {
    status: 422,
    nl: 'Rij {row} heeft dezelfde combinatie van lijsten als een eerdere rij. Tel ze samen of haal de dubbele weg.',
    en: 'Row {row} has the same combination of lists as an earlier row. Add them together or take the double one away.',
  },
  'estimate-too-many-persons': {
    status: 422,
    nl: 'De aantallen tellen samen op tot meer dan een miljard personen. Controleer het bestand.',
    en: 'The counts add up to more than a thousand million persons. Check the file.',
  },
  'estimate-other-total': {
    status: 422,
    nl: 'Er staat observed {stated}, maar de rijen tellen op tot {found}. Een van beide is van een andere versie van de tabel: zoek uit welke.',
    en: 'It says observed {stated}, but the rows add up to {found}. One of them is of another version of the table: find out which.',
  },
  'estimate-nobody': {
    status: 422,
    nl: 'Er staat niemand op de lijsten. Zonder personen valt niets te schatten.',
    en: 'Nobody is on the lists. Without persons there is nothing to estimate.',
  },
  'estimate-one-history': {
    status: 422,
    nl: 'Alle personen staan op precies dezelfde lijsten. Zonder verschil tussen lijsten valt niets te schatten.',
    en: 'All persons are on exactly the same lists. Without a difference between lists there is nothing to estimate.',
  },
  'estimate-list-empty': {
    status: 422,
    nl: 'Op lijst {list} staat niemand. Laat die lijst weg, of zoek uit waarom zij leeg is.',
    en: 'Nobody is on list {list}. Leave that list out, or find out why it is empty.',
  },
  'estimate-list-contained': {
    status: 422,
    nl: 'Iedereen op lijst {list} staat ook op {other}: dat zijn geen onafhankelijke registers, maar een deel of een kopie. Laat een van beide weg, of herstel wie zelf meldde.',
    en: 'Everybody on list {list} is on {other} too: those are no independent registers, but a part or a copy. Leave one of them out, or restore who reported himself.',
  },
} as const satisfies RefusalWords
