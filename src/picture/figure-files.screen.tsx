/** Two files of a figure: as a drawing (SVG) and as a picture (PNG). Both say below what they are. */
import { type ReactNode, type RefObject, useState } from 'react'
import { dayAt } from '../kernel/index.ts'
import { formatDay } from '../web/dates.ts'
import { useLanguage, useWords } from '../web/language.tsx'
import { Actions, Button } from '../web/parts/index.ts'
import { pngOf, takenOut } from '../web/save-drawing.ts'
import { saveBytes, saveFile } from '../web/save-file.ts'
import { useSession } from '../web/session.ts'
import { type FigureSays, figureLines, standingFigure } from './figure-file.ts'

export type FigureOf = Omit<FigureSays, 'invented'>

/** What a figure of the counts of this moment says: that it is not public. */
export const useInside = (withheld?: 'few'): FigureOf => {
  const words = useWords().openData.figure
  const { language } = useLanguage()
  const on = formatDay(dayAt(new Date()), language)
  return { isPublic: false, source: words.inside, on, ...(withheld ? { withheld } : {}) }
}

export const FigureFiles = (props: {
  readonly drawing: RefObject<SVGSVGElement | null>
  readonly title: string
  readonly fileName: string
  /** Absent: of the counts of this moment, so not public. */
  readonly says?: FigureOf | undefined
}): ReactNode => {
  const words = useWords().openData.figure
  const { data: session } = useSession()
  const [failed, setFailed] = useState(false)
  const inside = useInside()
  const { title, fileName, says = inside } = props
  const standing = () => {
    const drawing = props.drawing.current
    if (!drawing) return undefined
    const { x, y, width, height } = drawing.viewBox.baseVal
    // Unknown is said to be invented, as the banner does.
    const lines = figureLines(words, { ...says, invented: session?.demonstration ?? true })
    return standingFigure({ box: { x, y, width, height }, inner: takenOut(drawing) }, { title, lines })
  }
  const savePng = async (): Promise<void> => {
    const figure = standing()
    const png = figure && (await pngOf(figure))
    setFailed(png === undefined)
    if (png) saveBytes(`${fileName}.png`, png)
  }
  const named = <span className="visually-hidden">{words.of(title)}</span>
  return (
    <>
      <Actions>
        <Button
          look="subtle"
          onClick={() => {
            const figure = standing()
            if (figure) saveFile(`${fileName}.svg`, 'image/svg+xml', figure.svg)
          }}
        >
          {words.svg}
          {named}
        </Button>
        <Button look="subtle" onClick={() => void savePng()}>
          {words.png}
          {named}
        </Button>
      </Actions>
      <output>{failed ? words.failed : ''}</output>
    </>
  )
}
