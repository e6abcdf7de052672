/** Cold, one second of the front, hot: the target of 45 °C is crossed half a second after the front comes. °C. */
export function waterFromTapC(sinceFrontS: number): number {
  if (sinceFrontS < 0) return 20.4;
  return sinceFrontS === 0 ? 37 : 53;
}
