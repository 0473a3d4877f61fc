/**
 * Korean names as Koreans write them in Latin letters. What readings.json learned of Hangul comes mostly from foreign names written in it; a
 * Korean given name is two syllables of a regular build that people spell by the official rules or by custom (`영희`: Yeonghui, Younghee).
 * Written by rule for every syllable, so none is unknown. Pure.
 */

/** Family names with their usual spellings, the commonest first: no rule gives them. */
const FAMILY_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  '김kim,gim 이lee,yi,rhee 박park,pak,bak 최choi,choe 정jung,chung,jeong 강kang,gang 조cho,jo 윤yoon,yun 장jang,chang 임lim,im,rim 한han 오oh,o 서seo,suh 신shin,sin 권kwon,gwon 황hwang 안ahn,an 송song 류ryu,yoo,ryoo 유yoo,yu,you 홍hong 전jeon,jun,chun 고ko,go,koh 문moon,mun 양yang 손son,sohn 배bae,pae 백baek,paik 허heo,hur,huh 남nam 심shim,sim 노roh,noh,no 하ha 곽kwak,gwak 성sung,seong 차cha 주joo,ju,chu 우woo,u 구koo,gu,ku 민min 나na,ra 진jin,chin 지ji,chi 엄um,eom 원won 채chae 천cheon,chun 방bang,pang 공kong,gong 현hyun,hyeon 함ham 변byun,byeon 염yeom,yum 여yeo,yuh 추choo,chu 도do,to 소so 석seok,suk 선sun,seon 설seol,sul 마ma 길gil,kil 연yeon 위wi 표pyo 명myung,myeong 기ki,gi 반ban 라ra,na 왕wang 금keum,geum 옥ok 육yook,yuk 인in 맹maeng 제je 모mo 탁tak 국kook,guk 어eo,uh 은eun 편pyun 용yong'
    .split(' ')
    .map((entry) => [entry.slice(0, 1), entry.slice(1).split(',')]),
)

/** The usual spellings of a Korean family name, each with its share; none when the syllable is no family name that we know. */
export const familyNameSpellings = (syllable: string): readonly (readonly [spelling: string, share: number])[] => {
  const [usual, ...others] = FAMILY_NAMES.get(syllable) ?? []
  if (usual === undefined) return []
  const first = others.length === 0 ? 1 : 0.6
  return [[usual, first], ...others.map((other) => [other, 0.4 / others.length] as const)]
}

/** Syllables that Korean given names are built of: readings of the signs that parents choose, and a few Korean words. */
const GIVEN_NAME_SYLLABLES = new Set(
  '가갑강건겸경고곤관광교구국권규균근극금기길나남내노다단달담대덕도돈동두득라란람래려련렬령로록루륜률름리린림마만면명모목무묵문미민바박방백범별병보복봄봉부분빈빛사산삼상새샘서석선설섭성세소솔송수숙순슬승시식신실심아안암애양억언업여연열엽영예오옥온완왕용우욱운웅원월위유윤율은을응의이익인일임자장재적전정제조종주준중지직진집찬참창채천철청초최추춘출충취치칠탁태택통평표품풍필하학한해향허헌혁현협형혜호홍화확환활황회효후훈휘흔흠흥희',
)

/** Whether a word could be a Korean given name: one or two syllables of those, not such as only foreign words need (`토니`, `크리`). */
export const mayBeGivenName = (word: string): boolean =>
  /^[\uac00-\ud7a3]{1,2}$/.test(word) && [...word].every((syllable) => GIVEN_NAME_SYLLABLES.has(syllable))

/**
 * The sounds of a Korean word one by one, for `koreanWays`. A consonant that closes a syllable is written as a letter by itself, unless the
 * next syllable begins with a vowel: then it is heard there (liaison).
 */
export const koreanSounds = (word: string): readonly string[] => [
  ...word
    .normalize('NFD')
    .replace(/([ᆨᆫᆮᆯᆷᆸᆺᆽᆾᆿᇀᇁ])ᄋ/g, (_, closing: string) => STARTS[CLOSINGS.indexOf(closing)] ?? closing)
    .replace(/[ᆨ-ᇂ]/g, (closing) => LETTERS[CLOSINGS.indexOf(closing)] ?? closing),
]
const CLOSINGS = 'ᆨᆫᆮᆯᆷᆸᆺᆼᆽᆾᆿᇀᇁᇂ'
const STARTS = 'ᄀᄂᄃᄅᄆᄇᄉᄋᄌᄎᄏᄐᄑᄒ'
const LETTERS = 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ'

/** By the Revised rules first, then McCune-Reischauer and custom; shares in percent are ours. `ㄱ>ᄂ`: before that sound (nasal). */
export const KOREAN_WAYS = {
  ᄀ: 'g55 k45',
  ᄁ: 'kk70 gg20 k10',
  ᄂ: 'n100',
  ᄃ: 'd75 t25',
  ᄄ: 'tt60 dd25 t15',
  ᄅ: 'r50 l35 n10 y5',
  ᄆ: 'm100',
  ᄇ: 'b75 p25',
  ᄈ: 'pp50 bb50',
  ᄉ: 's90 sh10',
  'ᄉ>ᅵ': 's55 sh45',
  ᄊ: 'ss80 s20',
  ᄋ: '100',
  ᄌ: 'j85 ch15',
  ᄍ: 'jj80 j20',
  ᄎ: 'ch100',
  ᄏ: 'k100',
  ᄐ: 't100',
  ᄑ: 'p100',
  ᄒ: 'h100',
  ᅡ: 'a95 ah5',
  ᅢ: 'ae75 ai15 e10',
  ᅣ: 'ya100',
  ᅤ: 'yae100',
  ᅥ: 'eo50 u30 o10 uh5 e5',
  ᅦ: 'e90 ae10',
  ᅧ: 'yeo45 you25 yu20 yo10',
  ᅨ: 'ye100',
  ᅩ: 'o90 oh10',
  ᅪ: 'wa100',
  ᅫ: 'wae100',
  ᅬ: 'oe65 oi20 we15',
  ᅭ: 'yo100',
  ᅮ: 'u60 oo40',
  ᅯ: 'wo70 weo30',
  ᅰ: 'we100',
  ᅱ: 'wi85 ui15',
  ᅲ: 'yu65 yoo25 you10',
  ᅳ: 'eu80 u20',
  ᅴ: 'ui50 ee25 eui15 i10',
  ᅵ: 'i75 ee25',
  ㄱ: 'k80 g15 c5',
  'ㄱ>ᄂ': 'k60 ng40',
  'ㄱ>ᄆ': 'k60 ng40',
  'ㄱ>ᄅ': 'k60 ng40',
  ㄴ: 'n100',
  'ㄴ>ᄅ': 'n60 l40',
  ㄷ: 't80 d20',
  ㄹ: 'l85 r15',
  ㅁ: 'm100',
  ㅂ: 'p75 b25',
  'ㅂ>ᄂ': 'p60 m40',
  'ㅂ>ᄆ': 'p60 m40',
  'ㅂ>ᄅ': 'p60 m40',
  ㅅ: 't60 s40',
  ㅇ: 'ng100',
  ㅈ: 't70 j30',
  ㅊ: 't70 ch30',
  ㅋ: 'k100',
  ㅌ: 't100',
  ㅍ: 'p100',
  ㅎ: 't50 h50',
} as const satisfies Readonly<Record<string, string>>
