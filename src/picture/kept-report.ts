import type { Report } from './yearly-report.ts'

type Draw = (report: Report) => Promise<Buffer>

/** Nothing in a report changes but by a release: drawn once for each year and language, however many ask, and anew when what it says changed. */
export const keptReports = (draw: Draw): ((year: number, report: Report) => Promise<Buffer>) => {
  const kept = new Map<string, { readonly says: string; readonly drawn: Promise<Buffer> }>()
  return async (year, report) => {
    const [key, says] = [`${year} ${report.language}`, JSON.stringify(report)]
    const last = kept.get(key)
    if (last?.says === says) return last.drawn
    const drawn = draw(report)
    kept.set(key, { says, drawn })
    try {
      return await drawn
    } catch (fault) {
      // What could not be drawn is drawn anew for who asks next.
      kept.delete(key)
      throw fault
    }
  }
}
