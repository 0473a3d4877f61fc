/** The log of the process: what happened to the software, never to a person. Fields are named, free text is not accepted. */

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug'
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>
export type Log = (level: Exclude<LogLevel, 'silent'>, event: string, fields?: LogFields) => void

const ORDER: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug']

/** A log that writes one JSON line per event. `write` and `clock` are arguments, so that a test can read what would be written. */
export const createLog = (level: LogLevel, write: (line: string) => void, clock: () => Date): Log => {
  const most = ORDER.indexOf(level)
  return (of, event, fields = {}) => {
    if (ORDER.indexOf(of) > most) return
    write(`${JSON.stringify({ time: clock().toISOString(), level: of, event, ...fields })}\n`)
  }
}

/** What may be said of a fault: its kind and place in our code, never its message, which may quote what somebody typed. */
export const faultFields = (fault: unknown): LogFields => {
  const { name, code, constraint, stack } = fault as {
    name?: string
    code?: string
    constraint?: string
    stack?: string
  }
  const frame = stack
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim()
  return { fault: name ?? typeof fault, code, constraint, at: frame?.replace(/\(?file:\/\/.*\/src\//, 'src/') }
}
