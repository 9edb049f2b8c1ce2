"""How single kanji are mostly read in names of towns, for names of places that no dictionary knows (大富, 東益津)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from directory.search.spoken_words import AT_KIND, LONE_LETTERS

_LETTER = re.compile("(.)([ァ-ヶー]+)")
_KANJI = re.compile("[一-鿿]")
_COUNTED = re.compile("[一二三四五六七八九十]")
_LENGTHS = (2, 3)
"""Letters of the names that are read so."""


def count_letters(words: Sequence[str]) -> int:
    """How many of the words of a text, all of one kanji, are the name of a place at its beginning; 0 = there is none.

    Args:
        words: as a dictionary cuts the text: 大富小学校 into 大, 富, 小 and 学校, as it knows no 大富.
    """
    for length in _LENGTHS:
        if len(words) < length or not all(map(_is_letter, words[:length])):
            return 0
        rest = "".join(words[length:])
        if not _KANJI.match(rest) or AT_KIND.match(rest) or len(words[length]) > 1:
            return length
    return 0


def _is_letter(word: str) -> bool:
    """Whether a word is one kanji, and no number: 二区 is counted."""
    return len(word) == 1 and _KANJI.match(word) is not None and not _COUNTED.match(word)


def read_letters(name: Sequence[str], known: Sequence[str]) -> str:
    """Katakana of a name of a place by its letters.

    Source: the readings of 41,000 towns of two or three kanji; each letter as most of them read it, at the beginning of
    a name or behind it, where that are four of ten or more.

    Args:
        name: its letters.
        known: how each is read by itself, for letters that towns read in too many ways.
    """
    tables = (_FIRST, *(_LATER for _ in name[1:]))
    return "".join(
        alone if letter in LONE_LETTERS else table.get(letter, alone)
        for letter, alone, table in zip(name, known, tables, strict=True)
    )


def _letters(pairs: str) -> dict[str, str]:
    return dict(_LETTER.findall(pairs))


_FIRST = _letters(
    "上カミ 大オオ 下シモ 東ヒガシ 西ニシ 小コ 中ナカ 新シン 南ミナミ 北キタ 高タカ 長ナガ 山ヤマ 田タ "
    "川カワ 平ヒラ 野ノ 松マツ 本ホン 古フル 宮ミヤ 石イシ 白シラ 岩イワ 木キ 日ヒ 福フク 金カナ 千セン "
    "久ク 御ミ 吉ヨシ 赤アカ 伊イ 豊トヨ 水ミズ 花ハナ 富トミ 天テン 寺テラ 佐サ 矢ヤ 横ヨコ 稲イナ 江エ "
    "藤フジ 今イマ 馬マ 内ウチ 美ミ 黒クロ 戸ト 広ヒロ 若ワカ 羽ハ 向ムカイ 竹タケ 城ジョウ 井イ 真マ 宇ウ "
    "前マエ 阿ア 河カワ 和ワ 荒アラ 青アオ 飯イイ 深フカ 浜ハマ 市イチ 国クニ 津ツ 湯ユ 道ドウ 相アイ "
    "坂サカ 尾オ 塩シオ 加カ 船フナ 谷ヤ 米ヨネ 奥オク 元モト 須ス 片カタ 池イケ 森モリ 志シ 鹿カ 鶴ツル "
    "玉タマ 永ナガ 有アリ 杉スギ 岡オカ 堀ホリ 牛ウシ 柳ヤナギ 原ハラ 徳トク 鳥トリ 桜サクラ 梅ウメ 出デ "
    "海カイ 瀬セ 島シマ 名ナ 入イリ 菅スガ 根ネ 関セキ 笹ササ 滝タキ 浅アサ 外ソト 亀カメ 砂スナ 朝アサ "
    "後ウシロ 草クサ 柏カシワ 勝カツ 成ナリ 浦ウラ 春ハル 仁ニ 多タ 駒コマ 栗クリ 見ミ 丸マル 万マン 秋アキ "
    "泉イズミ 宝ホウ 沢サワ 板イタ 村ムラ 月ツキ 竜リュウ 熊クマ 沼ヌマ 早ハヤ 幸コウ 乙オト 畑ハタ 布ヌノ "
    "光コウ 保ホ 正ショウ 桑クワ 仲ナカ 角ツノ 篠シノ 蔵クラ 葛クズ 細ホソ 法ホウ 沖オキ 茂モ 芦アシ 笠カサ "
    "手テ 倉クラ 門カド 武タケ 唐カラ 香カ 舟フナ 波ハ 橋ハシ 栄サカエ 押オシ 境サカイ 粟アワ 町マチ 曽ソ "
    "愛アイ 屋ヤ 萩ハギ 旭アサヒ 与ヨ 芝シバ 末スエ 庄ショウ 喜キ 油アブラ 比ヒ 折オリ 室ムロ 円エン 磯イソ "
    "文ブン 奈ナ 館タテ 鏡カガミ 貝カイ 目メ 猪イノ 弥ヤ 塚ツカ 口クチ 釜カマ 里サト 緑ミドリ 楠クス "
    "両リョウ 鴨カモ 牧マキ 柿カキ 柴シバ 郷ゴウ 桂カツラ 京キョウ 樋ヒ 打ウチ 地ジ 鷹タカ 猿サル 犬イヌ "
    "星ホシ 伏フシ 遠トオ 荻オギ 植ウエ 皆ミナ 栃トチ 惣ソウ 宗ソウ 鎌カマ 鈴スズ 足アシ 諸モロ 菊キク 毛ケ "
    "曲マガリ 増マス 堂ドウ 善ゼン 初ハツ 余ヨ 丹タン 間マ 舞マイ 穴アナ 岸キシ 宿シュク 姫ヒメ 鬼オニ "
    "錦ニシキ 茶チャ 桃モモ 友トモ 鵜ウ 開カイ 針ハリ 能ノ 築ツキ 直ナオ 甲コウ 林ハヤシ 延ノブ 女メ 夏ナツ "
    "不フ 酒サカ 萱カヤ 潮シオ 溝ミゾ 殿トノ 榎エノキ 桧ヒ 当トウ 峰ミネ 嘉カ 吹フキ 鷲ワシ 重シゲ 近チカ "
    "薬ヤク 脇ワキ 左サ 合ゴウ 切キリ 鳴ナル 風カザ 渋シブ 椎シイ 幌ホロ 家イエ 堤ツツミ 坪ツボ 半ハン "
    "作サク 蛇ヘビ 蓮ハス 糸イト 番バン 桐キリ 昭ショウ 弓ユミ 厚アツ 飛トビ 穂ホ 漆ウルシ 湊ミナト 椿ツバキ "
    "妙ミョウ 台ダイ 鍋ナベ 車クルマ 観カン 菱ヒシ 芳ヨシ 興コウ 箕ミノ 港コウ 樫カシ 梶カジ 来ライ 忠タダ "
    "彦ヒコ 住スミ 雲クモ 雄オ 落オチ 苗ナエ 知チ 瓜ウリ 瑞ミズ 浮ウキ 棚タナ 才サイ 寄ヨリ 定サダ 子コ "
)

_LATER = _letters(
    "町チョウ 田ダ 野ノ 原ハラ 川ガワ 山ヤマ 島シマ 木キ 沢ザワ 台ダイ 井イ 屋ヤ 西ニシ 内ウチ 東ヒガシ "
    "崎ザキ 寺ジ 南ミナミ 津ヅ 戸ド 中ナカ 通ドオリ 見ミ 上カミ 新シン 尾オ 北キタ 地ジ 本モト 瀬セ 生ウ "
    "子コ 下シタ 岡オカ 塚ヅカ 坂サカ 部ベ 口グチ 江エ 石イシ 倉クラ 間マ 浜ハマ 場バ 浦ウラ 郷ゴウ 和ワ "
    "橋バシ 松マツ 里サト 根ネ 畑ハタ 宮ミヤ 条ジョウ 久ク 賀ガ 前マエ 大オオ 城ジョウ 保ボ 代シロ 水ミズ "
    "園ゾノ 高タカ 名ナ 村ムラ 方カタ 森モリ 目メ 小コ 道ミチ 吉ヨシ 沼ヌマ 池イケ 手テ 出デ 波ナミ "
    "泉イズミ 林バヤシ 路ジ 市イチ 堀ボリ 富トミ 宿ジュク 別ベツ 良ラ 栄エイ 古コ 堂ドウ 須ス 明メイ 丸マル "
    "海ミ 佐サ 長ナガ 成ナリ 美ミ 尻ジリ 金ガネ 合アイ 福フク 所ショ 光コウ 門モン 甲コウ 岩イワ 渕ブチ "
    "土ド 丘オカ 馬マ 居イ 柳ヤナギ 辺ベ 乙オツ 敷シキ 安ヤス 花ハナ 滝タキ 月ツキ 蔵ゾウ 志シ 来ライ "
    "黒グロ 永ナガ 藤フジ 草クサ 丁チョウ 分ブン 館ダテ 多タ 向ムカイ 入イリ 曽ソ 元モト 住スミ 葉バ 王オウ "
    "作サク 徳トク 室ムロ 船フネ 布ブ 竹タケ 知チ 後ゴ 垣ガキ 窪クボ 楽ラク 袋ブクロ 脇ワキ 師シ 国クニ "
    "呂ロ 殿ドノ 俣マタ 陽ヨウ 形ガタ 輪ワ 取トリ 牧マキ 鳥トリ 頭ガシラ 熊クマ 砂スナ 切キリ 茂モ 栗グリ "
    "峰ミネ 坪ツボ 港コウ 杉スギ 毛ゲ 関セキ 武タケ 座ザ 広ヒロ 矢ヤ 治ジ 又マタ 貫ヌキ 番バン 玉タマ 穂ホ "
    "横ヨコ 岸ギシ 万マン 清シ 塩シオ 喜キ 開カイ 重エ 端バタ 赤アカ 泊ドマリ 加カ 興コウ 深フカ 枝エダ "
    "末スエ 天テン 利リ 潟ガタ 添ゾエ 洲ス 巻マキ 堤ツツミ 免メン 香カ 飯イイ 牛ウシ 守モリ 納ノウ 比ビ "
    "折オリ 庭ニワ 幌ホロ 妻ヅマ 郎ロウ 真マ 人ニン 貝ガイ 掛カケ 青アオ 行ギョウ 笠カサ 正ショウ 並ナミ "
    "次ツギ 梨ナシ 柄ガラ 房ボウ 延ノブ 友トモ 勢セ 釜ガマ 豊トヨ 積ヅミ 伏ブシ 郡ゴオリ 社シャ 今イマ "
    "丙ヘイ 隈クマ 色シキ 片カタ 鶴ツル 那ナ 沖オキ 桜サクラ 桑クワ 宇ウ 千チ 領リョウ 菅スゲ 荒アラ 磯イソ "
    "洞ボラ 士シ 吹ブキ 阪サカ 縄ナワ 篠シノ 嶺ミネ 組グミ 板イタ 持モチ 仁ニ 京キョウ 都ト 軒ケン 若ワカ "
    "舟ブネ 稲イナ 院イン 込ゴメ 豆ズ 能ノウ 溝ミゾ 法ボウ 善ゼン 味ミ 刈カリ 荘ソウ 穴アナ 柏カシワ 引ビキ "
    "宝ホウ 区ク 辻ツジ 茶チャ 栖ス 岐キ 司ジ 駒コマ 湯ユ 湊ミナト 母モ 斗ト 御ミ 奈ナ 仙セン 芝シバ "
    "舞マイ 笹ササ 登ト 当トウ 岳タケ 央オウ 坊ボウ 品シナ 反タン 丹タン 世セ 萩ハギ 秋アキ 槻ツキ 年ネン "
    "奥オク 増マス 針バリ 裏ウラ 萱カヤ 盛モリ 用ヨウ 梅バイ 曲マガリ 女メ 在ザイ 有アリ 春ハル 打ウチ "
    "力リキ 落オチ 筋スジ 源ゲン 気ケ 張ハリ 岱タイ 宗ムネ 境ザカイ 串クシ "
)
