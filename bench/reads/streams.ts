export type Told = { readonly times: readonly number[]; readonly wrong: number }

/** Asks as often as it can for so long, in so many streams. */
export const inStreams = async (
  seconds: number,
  streams: number,
  ask: (number: number) => Promise<boolean>,
): Promise<Told> => {
  const [times, until] = [[] as number[], performance.now() + seconds * 1000]
  let [number, wrong] = [0, 0]
  await Promise.all(
    Array.from({ length: streams }, async () => {
      while (performance.now() < until) {
        const began = performance.now()
        if (!(await ask(number++))) wrong += 1
        times.push(performance.now() - began)
      }
    }),
  )
  return { times, wrong }
}
