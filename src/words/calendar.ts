/** What a calendar says: it lies open on a telephone, so it says nothing of what the work is. */
export const calendarNl = {
  name: 'Taken',
  title: (count: number) => (count === 1 ? 'Taak (1)' : `Taken (${count})`),
}
