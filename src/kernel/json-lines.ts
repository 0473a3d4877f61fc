/** On which line of a JSON text a path stands, so that a refusal can say it. Pure: the text comes from the caller. */

/** The line (from 1) of the value at a path like `/rules/3/when`; of the nearest value around it when the path leads nowhere. */
export const lineOfPath = (text: string, path: string): number => {
  const wanted = path.split('/').slice(1)
  let at = 0
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++
  }
  const string = (): string => {
    const from = at++
    while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
    at++
    return JSON.parse(text.slice(from, at)) as string // safe: the slice is a string of JSON
  }
  /** Goes past a value; gives false, for it never stops the reading around it. */
  const skip = (): boolean => {
    space()
    if (text[at] === '"') string()
    else if (text[at] === '{' || text[at] === '[') members(skip)
    else while (at < text.length && !/[\s,\]}]/.test(text[at] ?? '')) at++
    return false
  }
  /** Goes through an object or a list; `visit` reads one value and may stop by giving true. */
  const members = (visit: (key: string) => boolean): boolean => {
    const isList = text[at++] === '['
    for (let place = 0; at < text.length; place++) {
      space()
      if (text[at] === ']' || text[at] === '}') break
      const key = isList ? `${place}` : string()
      if (!isList) {
        space()
        at++
      }
      space()
      if (visit(key)) return true
      space()
      if (text[at] === ',') at++
    }
    at++
    return false
  }
  let found = 0
  const find = (depth: number): boolean => {
    space()
    found = at
    if (depth === wanted.length) return true
    if (text[at] !== '{' && text[at] !== '[') return true
    return members((key) => {
      if (key === wanted[depth]) return find(depth + 1)
      return skip()
    })
  }
  find(0)
  return text.slice(0, found).split('\n').length
}

/** The line on which reading a text as JSON stopped; the last line when the fault does not say where. */
export const lineOfFault = (text: string, fault: unknown): number => {
  const position = /position (\d+)/.exec(fault instanceof Error ? fault.message : '')?.[1]
  return text.slice(0, position === undefined ? text.length : Number(position)).split('\n').length
}
