/**
 * Customs of writing names without spaces, as far as they decide which parts a word falls into: a Chinese or Korean name is
 * one word with the family name in front, an Arabic article is written against its word. Nobody can be sure from the outside
 * (`马丁` is Martin or Ma Ding), so every custom gives an alternative beside the word as a whole, never instead of it.
 */

/** A way to cut one word, and how much we believe it. `official`: by the official romanisation alone (pinyin), as in a passport. */
export type Alternative = { readonly parts: readonly string[]; readonly share: number; readonly official?: true }

/** Family names, ours to list: the most common Chinese ones in both ways of writing. */
const CHINESE_FAMILY_NAMES = new Set(
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯',
)
/** Korean family names have a usual spelling that no rule gives. */
const KOREAN_FAMILY_NAMES: ReadonlyMap<string, string> = new Map(
  '김kim 이lee 박park 최choi 정jung 강kang 조cho 윤yoon 장jang 임lim 한han 오oh 서seo 신shin 권kwon 황hwang 안ahn 송song 류ryu 유yoo 홍hong 전jeon 고ko 문moon 양yang 손son 배bae 백baek 허heo 남nam 심shim 노roh 하ha 곽kwak 성sung 차cha 주joo 우woo 구koo 민min'
    .split(' ')
    .map((name) => [name.slice(0, 1), name.slice(1)]),
)
const COMPOUND_CHINESE = new Set(['欧阳', '歐陽', '司马', '司馬', '上官', '诸葛', '諸葛', '司徒', '东方', '東方'])

/** The word as it stands, and the ways in which a custom would cut it. Shares add up to 1. */
export const alternativesOf = (word: string): readonly Alternative[] => {
  const cut = familyNameFirst(word) ?? withoutArticle(word)
  if (cut === undefined) return [{ parts: [word], share: 1 }]
  return [{ parts: [word], share: 1 - cut.share }, cut]
}

const familyNameFirst = (word: string): Alternative | undefined => {
  if (/^[\u4e00-\u9fff]{2,4}$/.test(word)) {
    const length = COMPOUND_CHINESE.has(word.slice(0, 2)) && word.length > 2 ? 2 : 1
    if (length === 1 && (word.length > 3 || !CHINESE_FAMILY_NAMES.has(word.slice(0, 1)))) return undefined
    return { parts: [word.slice(0, length), word.slice(length)], share: 0.3, official: true }
  }
  const usual = /^[\uac00-\ud7a3]{3}$/.test(word) ? KOREAN_FAMILY_NAMES.get(word.slice(0, 1)) : undefined
  return usual === undefined ? undefined : { parts: [usual, word.slice(1)], share: 0.3 }
}

const withoutArticle = (word: string): Alternative | undefined =>
  /^\u0627\u0644[\u0621-\u064a]{3,}$/.test(word) ? { parts: [word.slice(2)], share: 0.4 } : undefined
