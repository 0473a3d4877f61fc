/** The years that can be chosen: this one and the nine before it, by the clock of the browser. */
export const recentYears = (): readonly string[] => {
  const now = new Date().getFullYear()
  return Array.from({ length: 10 }, (_, back) => String(now - back))
}
