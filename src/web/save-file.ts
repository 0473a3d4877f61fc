/** Hands a text to the browser as a file to keep. Nothing is sent: the text is here already. */
export const saveFile = (name: string, type: string, text: string): void =>
  saveBytes(name, new Blob([text], { type: `${type};charset=utf-8` }))

/** The same for bytes. */
export const saveBytes = (name: string, bytes: Blob): void => {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by then; what stays in memory is personal.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
