/** Words of the page on which somebody with several functions chooses one. */
export const SIGN_IN_WORDS = {
  nl: {
    title: 'Aanmelden',
    choose: 'In welke functie werkt u nu?',
    why: 'U staat met meer dan één functie ingeschreven. Wat u doet, staat in het logboek onder de functie die u kiest.',
    again: 'Opnieuw aanmelden',
  },
  en: {
    title: 'Sign in',
    choose: 'In which function do you work now?',
    why: 'You are known with more than one function. What you do stands in the log under the function that you choose.',
    again: 'Sign in again',
  },
} as const

/** Words of signing in at this house itself: with a passkey, or with a key and a code. Dutch, and English beneath it. */
export const SIGN_IN_HERE = {
  title: { nl: 'Aanmelden', en: 'Sign in' },
  passkeyTitle: { nl: 'Met een passkey', en: 'With a passkey' },
  passkeyLead: {
    nl: 'Uw apparaat vraagt om uw vinger, gezicht of pincode.',
    en: 'Your device asks for your finger, face or PIN.',
  },
  passkeyButton: { nl: 'Aanmelden met passkey', en: 'Sign in with a passkey' },
  noScript: {
    nl: 'Uw browser kan hier geen passkey gebruiken. Gebruik een sleutel en code, of een andere browser.',
    en: 'Your browser cannot use a passkey here. Use a key and code, or another browser.',
  },
  stopped: {
    nl: 'Het apparaat gaf geen antwoord, of u brak het af. Probeer het nog eens.',
    en: 'The device gave no answer, or you stopped it. Try again.',
  },
  codeTitle: { nl: 'Met een sleutel en een code', en: 'With a key and a code' },
  key: { nl: 'Uw sleutel (zeven groepen van vier tekens)', en: 'Your key (seven groups of four characters)' },
  code: { nl: 'De code van zes cijfers die uw app nu toont', en: 'The six digits that your app shows now' },
  codeButton: { nl: 'Aanmelden met code', en: 'Sign in with a code' },
  enrolLink: { nl: 'Ik heb een uitnodiging', en: 'I have an invitation' },
  inviteTitle: { nl: 'Uw uitnodiging', en: 'Your invitation' },
  inviteLead: {
    nl: 'U kreeg van uw beheerder een uitnodiging van zeven groepen van vier tekens. Zij geldt drie dagen en één keer.',
    en: 'Your administrator gave you an invitation of seven groups of four characters. It is good for three days and once.',
  },
  invitation: { nl: 'Uitnodiging', en: 'Invitation' },
  goOn: { nl: 'Verder', en: 'Go on' },
  enrolTitle: { nl: 'Hoe wilt u zich voortaan aanmelden?', en: 'How do you want to sign in from now on?' },
  enrolPasskeyLead: {
    nl: 'Het makkelijkst en het veiligst. De passkey blijft op uw apparaat of in uw wachtwoordbeheerder.',
    en: 'Easiest and safest. The passkey stays on your device or in your password manager.',
  },
  enrolPasskeyButton: { nl: 'Passkey maken', en: 'Make a passkey' },
  enrolCodeLead: {
    nl: 'Voor wie geen passkey kan gebruiken. Bewaar de sleutel in een wachtwoordbeheerder en zet het geheim in een app die codes maakt; niet allebei op dezelfde plek.',
    en: 'For who cannot use a passkey. Keep the key in a password manager and put the secret into an app that makes codes; not both in the same place.',
  },
  yourKey: { nl: 'Uw sleutel', en: 'Your key' },
  yourSecret: { nl: 'Het geheim voor uw app', en: 'The secret for your app' },
  openApp: { nl: 'Open in uw app op dit apparaat', en: 'Open in your app on this device' },
  enrolCodeButton: { nl: 'Sleutel en code gaan gebruiken', en: 'Start to use key and code' },
  doneTitle: { nl: 'Gelukt', en: 'Done' },
  done: {
    nl: 'U kunt zich nu zo aanmelden. De uitnodiging is gebruikt en kan weg.',
    en: 'You can sign in this way now. The invitation was used and can be thrown away.',
  },
  signIn: { nl: 'Naar aanmelden', en: 'To sign in' },
} as const

/** Acts of the operator on keys, as they stand in the log. Dutch, as that is. */
const KEY_ACTS = {
  rotateKeys: 'Sleutels van de organisatie gewisseld door de beheerder',
  rotateMasterKey: 'Wortelsleutel gewisseld door de beheerder; sleutels van de organisatie opnieuw verpakt',
  turnKeyEpoch: 'Sleutelperiode: wat aan de beurt was opnieuw verpakt of vernietigd',
} as const

/** Acts of signing in and of keeping accounts, as they stand in the log; they are no routes of the API, so its description does not name them. Dutch, as that is. */
export const SIGN_IN_ACTS: Readonly<Record<string, string>> = {
  signIn: 'Aanmelden',
  proveIdentity: 'Herkend door de aanmelddienst; de functie is nog te kiezen',
  enrolPasskey: 'Passkey vastgelegd na een uitnodiging',
  enrolAccessKey: 'Sleutel en code vastgelegd na een uitnodiging',
  inviteAccount: 'Uitgenodigd om een passkey of sleutel vast te leggen, door de beheerder',
  endByProvider: 'Afgemeld door de aanmelddienst',
  addAccount: 'Account toegevoegd door de beheerder',
  bindAccount: 'Account gebonden aan iemand bij de aanmelddienst, door de beheerder',
  closeAccount: 'Account gesloten door de beheerder',
  endAccountSessions: 'Sessies van een account beëindigd door de beheerder',
  ...KEY_ACTS,
}
