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

/** Lets at most so many lines of one event through in a minute, so that who asks very often does not fill the disk; all others go through. */
export const atMostAMinute = (log: Log, event: string, most: number, clock: () => Date): Log => {
  let [minute, lines] = [0, 0]
  return (level, of, fields) => {
    if (of === event) {
      const now = Math.floor(clock().getTime() / 60_000)
      if (now !== minute) [minute, lines] = [now, 0]
      lines += 1
      if (lines > most) return
    }
    log(level, of, fields)
  }
}

/** What may be said of a fault: its kind and place in our code, never its message, which may quote what somebody typed. */
export const faultFields = (fault: unknown): LogFields => {
  const { name, code, constraint, message, stack } = fault as {
    name?: string
    code?: string
    constraint?: string
    message?: string
    stack?: string
  }
  // The message stands in the stack too, and may look like a place in our code.
  const frame = afterMessage(stack, message)
    ?.split('\n')
    .find((line) => line.includes('/src/'))
    ?.trim()
  return { fault: name ?? typeof fault, code, constraint, at: frame?.replace(/\(?file:\/\/.*\/src\//, 'src/') }
}

const afterMessage = (stack: string | undefined, message = ''): string | undefined => {
  const at = stack?.indexOf(message) ?? -1
  return at < 0 ? undefined : stack?.slice(at + message.length)
}
