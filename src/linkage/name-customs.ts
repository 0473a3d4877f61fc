/**
 * Customs of writing names without spaces, as far as they decide which parts a word falls into: a Chinese or Korean name is
 * one word with the family name in front, an Arabic article is written against its word. Nobody can be sure from the outside
 * (`马丁` is Martin or Ma Ding), so every custom gives an alternative beside the word as a whole, never instead of it.
 */
import { familyNameSpellings, mayBeGivenName } from './korean.ts'

/** A way to cut one word, and how much we believe it. `official`: by the official romanisation alone (pinyin), as in a passport. */
export type Alternative = {
  readonly parts: readonly string[]
  readonly share: number
  readonly official?: true
  /** As Koreans write it (korean.ts). */
  readonly korean?: true
}

/** Family names, ours to list: the most common Chinese ones in both ways of writing. */
const CHINESE_FAMILY_NAMES = new Set(
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯',
)
const COMPOUND_CHINESE = new Set(['欧阳', '歐陽', '司马', '司馬', '上官', '诸葛', '諸葛', '司徒', '东方', '東方'])

/** The word as it stands, and the ways in which a custom would cut it. Shares add up to 1. */
export const alternativesOf = (word: string): readonly Alternative[] => {
  const cuts = [...koreanCustoms(word), ...familyNameFirst(word), ...aroundArticle(word)]
  const share = cuts.reduce((sum, cut) => sum + cut.share, 0)
  return [{ parts: [word], share: 1 - share }, ...cuts]
}

const familyNameFirst = (word: string): readonly Alternative[] => {
  if (!/^[\u4e00-\u9fff]{2,4}$/.test(word)) return []
  const length = COMPOUND_CHINESE.has(word.slice(0, 2)) && word.length > 2 ? 2 : 1
  if (length === 1 && (word.length > 3 || !CHINESE_FAMILY_NAMES.has(word.slice(0, 1)))) return []
  return [{ parts: [word.slice(0, length), word.slice(length)], share: 0.3, official: true }]
}

/** A family name by itself or before a given name of two syllables, in each of its usual spellings; or a given name by itself. */
const koreanCustoms = (word: string): readonly Alternative[] => {
  if (!/^[\uac00-\ud7a3]{1,3}$/.test(word)) return []
  const given = word.slice(1)
  const spellings =
    word.length === 2 || (given !== '' && !mayBeGivenName(given)) ? [] : familyNameSpellings(word.slice(0, 1))
  if (spellings.length > 0)
    return spellings.map(
      ([spelling, of]): Alternative => ({
        parts: given === '' ? [spelling] : [spelling, given],
        share: FAMILY_NAME_SHARE * of,
        korean: true,
      }),
    )
  return mayBeGivenName(word) ? [{ parts: [word], share: GIVEN_NAME_SHARE, korean: true }] : []
}
/** Foreigners are written in Hangul too: a family name speaks for a Korean, two syllables alone hardly. */
const FAMILY_NAME_SHARE = 0.4
const GIVEN_NAME_SHARE = 0.15

/** The article is dropped or kept by who writes the name in Latin letters. */
const aroundArticle = (word: string): readonly Alternative[] => {
  if (!/^\u0627\u0644[\u0621-\u064a]{3,}$/.test(word)) return []
  const bare = word.slice(2)
  return [
    { parts: [bare], share: 0.35 },
    { parts: [`al${bare}`], share: 0.15 },
  ]
}
