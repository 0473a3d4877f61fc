/** Why a contact stands in the list of "who do I call", and what is missing where nobody does. Dutch first. */
import type { CallStep, Grade, HoleCode } from '../directory/public.ts'

type Words = { readonly nl: string; readonly en: string }

export const callStepWords: Readonly<Record<CallStep, Words>> = {
  'own-focal-officer': {
    nl: 'De aandachtsfunctionaris van de eigen gemeente',
    en: 'The focal officer of the own municipality',
  },
  'region-care-coordinator': { nl: 'De zorgcoördinator van de regio', en: 'The care co-ordinator of the region' },
  'own-wmo-desk': {
    nl: 'Het loket Wmo van de eigen gemeente: dat beslist direct over spoedopvang',
    en: 'The Wmo desk of the own municipality: it decides on urgent shelter at once',
  },
  'women-shelter-centre': {
    nl: 'De centrumgemeente voor vrouwenopvang',
    en: 'The centre municipality for women’s shelter',
  },
  'homeless-shelter-centre': {
    nl: 'De centrumgemeente voor maatschappelijke opvang',
    en: 'The centre municipality for homeless shelter',
  },
  'labour-authority': {
    nl: 'De Arbeidsinspectie, omdat het om werk gaat',
    en: 'The Labour Authority, because this is about work',
  },
  'police-unit-avim': {
    nl: 'De AVIM van de politie-eenheid, voor wie aangifte wil doen',
    en: 'The AVIM of the police unit, for whoever wants to file a complaint',
  },
  guardian: {
    nl: 'Nidos, de voogd van wie alleen en minderjarig is',
    en: 'Nidos, the guardian of a minor who is alone',
  },
  'legal-aid': { nl: 'Rechtsbijstand', en: 'Legal aid' },
  interpreter: { nl: 'Een tolk', en: 'An interpreter' },
  'national-helpdesk': {
    nl: 'De helpdesk van CoMensha, ook waar geen zorgcoördinator is',
    en: 'The helpdesk of CoMensha, also where there is no care co-ordinator',
  },
}

export const holeWords: Readonly<Record<HoleCode, Words>> = {
  'no-focal-officer': {
    nl: 'Deze gemeente heeft geen aandachtsfunctionaris opgegeven.',
    en: 'This municipality has named no focal officer.',
  },
  'no-care-coordinator': {
    nl: 'Deze regio heeft geen zorgcoördinator; bel de helpdesk van CoMensha.',
    en: 'This region has no care co-ordinator; call the helpdesk of CoMensha.',
  },
  'no-wmo-desk': { nl: 'Er is geen loket Wmo opgegeven.', en: 'No Wmo desk was named.' },
  'no-labour-authority-desk': {
    nl: 'Er is geen loket van de Arbeidsinspectie opgegeven.',
    en: 'No desk of the Labour Authority was named.',
  },
  'no-avim-desk': { nl: 'Er is geen loket van de AVIM opgegeven.', en: 'No desk of the AVIM was named.' },
  'no-guardian-desk': { nl: 'Er is geen loket van Nidos opgegeven.', en: 'No desk of Nidos was named.' },
  'no-legal-aid-desk': { nl: 'Er is geen rechtsbijstand opgegeven.', en: 'No legal aid was named.' },
  'no-interpreter-desk': { nl: 'Er is geen tolkendienst opgegeven.', en: 'No interpreter service was named.' },
  'no-national-helpdesk': {
    nl: 'De landelijke helpdesk is niet opgegeven.',
    en: 'The national helpdesk was not named.',
  },
}

export const gradeWords: Readonly<Record<Grade, Words>> = {
  A: { nl: 'zeker: volgt uit de indeling', en: 'certain: follows from the division' },
  B: { nl: 'vrij zeker: volgt uit de bijlage van 2005', en: 'fairly certain: follows from the annex of 2005' },
  C: { nl: 'onze schatting: vraag het na', en: 'our estimate: ask to be sure' },
}
