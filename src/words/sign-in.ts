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
