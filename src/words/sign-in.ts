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

/** Acts of the operator on keys, as they stand in the log. Dutch, as that is. */
const KEY_ACTS = {
  rotateKeys: 'Sleutels van de organisatie gewisseld door de beheerder',
  rotateMasterKey: 'Wortelsleutel gewisseld door de beheerder; sleutels van de organisatie opnieuw verpakt',
  turnKeyEpoch: 'Sleutelperiode: wat aan de beurt was opnieuw verpakt of vernietigd',
} as const

/** Acts of signing in and of keeping accounts, as they stand in the log; they are no routes of the API, so its description does not name them. Dutch, as that is. */
export const SIGN_IN_ACTS: Readonly<Record<string, string>> = {
  signIn: 'Aanmelden bij de aanmelddienst',
  proveIdentity: 'Herkend door de aanmelddienst; de functie is nog te kiezen',
  addAccount: 'Account toegevoegd door de beheerder',
  bindAccount: 'Account gebonden aan iemand bij de aanmelddienst, door de beheerder',
  closeAccount: 'Account gesloten door de beheerder',
  endAccountSessions: 'Sessies van een account beëindigd door de beheerder',
  ...KEY_ACTS,
}
