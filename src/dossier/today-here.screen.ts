/** The day in Amsterdam by the clock of the browser: what a form starts with. The server judges by its own. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date())
