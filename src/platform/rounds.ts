/** A job that goes round until it is stopped: at once again while there is more to do, after a pause when there is not. */

/**
 * Runs `round` again and again. It gives whether there is more at once; a fault is told to `onFault`, ends that round alone and is followed
 * by a pause. What comes back stops the job: it wakes from its pause, and a round under way is finished first.
 */
export const keepRunning = (options: {
  readonly round: () => Promise<boolean>
  readonly pauseMs: number
  readonly onFault: (fault: unknown) => void
}): (() => Promise<void>) => {
  let stopped = false
  let wake: () => void = () => undefined
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, options.pauseMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const loop = async (): Promise<void> => {
    while (!stopped) {
      const more = await options.round().catch((fault: unknown) => {
        options.onFault(fault)
        return false
      })
      if (!more && !stopped) await pause()
    }
  }
  const running = loop()
  return async () => {
    stopped = true
    wake()
    await running
  }
}
