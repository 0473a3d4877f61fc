/** What a button opens in its place: the focus goes into it, and back to the button when it closes; "not now" leaves it. */
import './unfolded.css'
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react'

const Leaving = createContext<(() => void) | undefined>(undefined)

/** How the form around here is left without sending it; absent where nothing was opened. */
export const useLeaving = (): (() => void) | undefined => useContext(Leaving)

const FIELDS = 'input, select, textarea, button'
/** What the focus falls back on: the nearest of these, and the heading in it. */
const PLACES = '.card, .chapter, .section, main'

/** `by` is what `opens` of its button says; without it nobody pressed anything, and the focus stays where it is. What stands open by itself has no `onLeave`. */
export const Unfolded = (props: {
  readonly by: string | undefined
  readonly onLeave: (() => void) | undefined
  readonly children: ReactNode
}): ReactNode => {
  const { by } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const places = placesAround(box.current)
    if (by === undefined) return
    box.current?.querySelector<HTMLElement>(FIELDS)?.focus()
    return () => {
      requestAnimationFrame(() => giveBack(by, places))
    }
  }, [by])
  return (
    <Leaving.Provider value={props.onLeave}>
      <div ref={box} className="unfolded">
        {props.children}
      </div>
    </Leaving.Provider>
  )
}

const placesAround = (from: Element | null): readonly Element[] => {
  const place = from?.parentElement?.closest(PLACES)
  return place ? [place, ...placesAround(place)] : []
}

// Only when the focus was lost with what closed: whoever moved on already stays where (s)he is.
const giveBack = (by: string, places: readonly Element[]): void => {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const still = places.filter(({ isConnected }) => isConnected)
  const button = still.map((each) => each.querySelector<HTMLElement>(`[data-opens="${by}"]`)).find((each) => each)
  const heading = still.map((each) => each.querySelector<HTMLElement>('h1, h2, h3')).find((each) => each)
  const back = button ?? heading
  if (back && back === heading) back.tabIndex = -1
  back?.focus()
}
