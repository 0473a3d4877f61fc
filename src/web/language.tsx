/** The language of the screens: Dutch first, English beside it, kept in this browser. `?taal=en` in an address wins. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { en } from '../words/en.ts'
import { nl, type Words } from '../words/nl.ts'

export const LANGUAGES = ['nl', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const WORDS: Readonly<Record<Language, Words>> = { nl, en }
const KEPT_UNDER = 'samenhang.taal'

type Chosen = { readonly language: Language; readonly choose: (language: Language) => void }
const Context = createContext<Chosen>({ language: 'nl', choose: () => {} })

/** Gives every screen below it a language, and tells the document which one. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [language, setLanguage] = useState<Language>(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const chosen = useMemo(
    () => ({
      language,
      choose: (next: Language) => {
        keep(next)
        setLanguage(next)
      },
    }),
    [language],
  )
  return <Context.Provider value={chosen}>{children}</Context.Provider>
}

/** Every sentence in the language of the reader: `useWords().hits.title`. */
export const useWords = (): Words => WORDS[useContext(Context).language]

/** Which language it is, and how to choose the other one. */
export const useLanguage = (): Chosen => useContext(Context)

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((each) => each === value)

const firstLanguage = (): Language => {
  const asked = new URLSearchParams(window.location.search).get('taal')
  if (isLanguage(asked)) return asked
  const kept = readKept()
  return isLanguage(kept) ? kept : 'nl'
}

// A browser may forbid storage; then the choice lasts as long as the page.
const readKept = (): string | null => {
  try {
    return window.localStorage.getItem(KEPT_UNDER)
  } catch {
    return null
  }
}
const keep = (language: Language): void => {
  try {
    window.localStorage.setItem(KEPT_UNDER, language)
  } catch {
    // see readKept
  }
}

/** Picks the language of the reader from an answer that holds both: `say(rule.title)`. */
export const useSay = (): ((said: { readonly nl: string; readonly en: string }) => string) => {
  const { language } = useContext(Context)
  return (said) => said[language]
}
