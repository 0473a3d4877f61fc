/** Sentences of `samenhang link --registration`: what is wrong with the file and what can be done. */

/** Every refusal with its sentence, Dutch first. */
export const REGISTRATION_REFUSALS = {
  'registration-unreadable':
    'Het bestand is niet te lezen. Controleer het pad en de rechten. / The file cannot be read. Check path and permissions.',
  'registration-empty': 'Het bestand heeft geen rijen onder de kop. / The file has no rows under its header.',
  'registration-not-utf8':
    'Het bestand is geen UTF-8-tekst met komma, puntkomma of tab. Sla het op als CSV UTF-8. / The file is no UTF-8 text with comma, semicolon or tab. Save it as CSV UTF-8.',
  'registration-no-columns':
    'Geen kolom is herkend. Wijs ze aan met --columns. / No column was recognised. Point them out with --columns.',
  'registration-column-missing':
    'De kolom "{column}" bestaat niet in het bestand. / The column "{column}" is not in the file.',
  'registration-field-unknown': 'Het veld "{field}" bestaat niet. Velden: {fields}. / There is no field "{field}".',
  'registration-too-large':
    'Meer dan {most} rijen is te veel voor één keer. / More than {most} rows is too much at once.',
  'registration-not-written': 'Schrijven naar de map is niet gelukt. / The folder could not be written to.',
} as const
