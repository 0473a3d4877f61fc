/** Takes a drawing out of the page so that it looks the same without it, and makes a picture of one. Nothing is sent. */

/** What a style sheet says of a drawing, as attributes that need no style sheet. */
const LOOKS = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'marker-end', 'paint-order'],
]

/** What stands in this drawing, each part with the look that it has on the screen now. */
export const takenOut = (drawing: SVGSVGElement): string => {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  const [shown, copied] = [drawing.querySelectorAll('*'), copy.querySelectorAll('*')]
  for (const [place, part] of copied.entries()) {
    const of = shown[place]
    if (of === undefined) continue
    const style = getComputedStyle(of)
    for (const look of LOOKS) part.setAttribute(look, style.getPropertyValue(look))
    part.removeAttribute('class')
  }
  return Array.from(copy.childNodes, (each) => new XMLSerializer().serializeToString(each)).join('')
}

/** So much finer than the screen: a printed page shows it too. */
const FINER = 2

/** The drawing as PNG; undefined when the browser cannot make one. */
export const pngOf = async (figure: {
  readonly svg: string
  readonly width: number
  readonly height: number
}): Promise<Blob | undefined> => {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(figure.svg)}`
  try {
    await image.decode()
  } catch {
    return undefined
  }
  const canvas = document.createElement('canvas')
  canvas.width = figure.width * FINER
  canvas.height = figure.height * FINER
  const pen = canvas.getContext('2d')
  if (!pen) return undefined
  pen.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'))
}
