"""English words that stand in names of places for families -> katakana."""

from __future__ import annotations

_WORDS = """
art アート | baby ベビー | base ベース | bears ベアーズ | bell ベル | big ビッグ | bird バード | birth バース
blue ブルー | book ブック | books ブックス | box ボックス | brunch ブランチ | building ビルディング | cafe カフェ
cafeteria カフェテリア | camp キャンプ | care ケア | center センター | centre センター | chance チャンス
child チャイルド | children チルドレン | circle サークル | city シティ | class クラス | club クラブ | coder コーダー
coffee コーヒー | college カレッジ | common コモン | commons コモンズ | community コミュニティ | cook クック
cooking クッキング | corner コーナー | counter カウンター | curry カレー | dance ダンス | day デイ | days デイズ
deli デリ | dining ダイニング | dinner ディナー | dojo ドージョー | dream ドリーム | english イングリッシュ
family ファミリー | farm ファーム | field フィールド | first ファースト | flower フラワー | food フード | for フォー
forest フォレスト | free フリー | fresh フレッシュ | friend フレンド | friends フレンズ | fun ファン
garden ガーデン | gift ギフト | girls ガールズ | good グッド | green グリーン | group グループ | grow グロー
hall ホール | hand ハンド | hands ハンズ | happiness ハピネス | happy ハッピー | harmony ハーモニー | heart ハート
hello ハロー | help ヘルプ | hill ヒル | hills ヒルズ | home ホーム | hope ホープ | house ハウス | hug ハグ
hub ハブ | in イン | international インターナショナル | japan ジャパン | joy ジョイ | kid キッド | kids キッズ
kitchen キッチン | lab ラボ | land ランド | learning ラーニング | life ライフ | light ライト | line ライン
link リンク | little リトル | living リビング | lounge ラウンジ | love ラブ | luck ラック | lunch ランチ
lucky ラッキー | mama ママ | market マーケット | meal ミール | mental メンタル | morning モーニング | mother マザー
mothers マザーズ | music ミュージック | my マイ | natural ナチュラル | net ネット | network ネットワーク
new ニュー | night ナイト | nursery ナーサリー | oasis オアシス | of オブ | office オフィス | on オン | one ワン
open オープン | organic オーガニック | our アワー | pantry パントリー | papa パパ | park パーク | party パーティー
peace ピース | place プレイス | plaza プラザ | play プレイ | plus プラス | point ポイント | port ポート
project プロジェクト | pure ピュア | rainbow レインボー | red レッド | relax リラックス | rest レスト
restaurant レストラン | ring リング | river リバー | room ルーム | salon サロン | school スクール | sea シー
seed シード | share シェア | shop ショップ | sky スカイ | smile スマイル | space スペース | sports スポーツ
spot スポット | spring スプリング | star スター | station ステーション | step ステップ | stone ストーン
story ストーリー | street ストリート | studio スタジオ | study スタディ | sun サン | sunny サニー
sunshine サンシャイン | support サポート | sweet スイート | table テーブル | tea ティー | team チーム
teen ティーン | teens ティーンズ | terrace テラス | the ザ | time タイム | together トゥギャザー
tomorrow トゥモロー | town タウン | tree ツリー | two トゥー | up アップ | us アス | view ビュー | village ビレッジ
walk ウォーク | water ウォーター | way ウェイ | we ウィー | welcome ウェルカム | white ホワイト | wind ウインド
wing ウイング | wings ウイングス | with ウィズ | women ウィメン | wonder ワンダー | wood ウッド | work ワーク
works ワークス | workshop ワークショップ | world ワールド | yoga ヨガ | you ユー | young ヤング | your ユア
youth ユース | zone ゾーン
"""

KATAKANA_OF_ENGLISH: dict[str, str] = dict(
    entry.split() for line in _WORDS.strip().splitlines() for entry in line.split(" | ")
)
"""Lower-case word -> how it is said in Japanese."""

# fmt: off
_LETTERS = (
    "エー", "ビー", "シー", "ディー", "イー", "エフ", "ジー", "エイチ", "アイ", "ジェー", "ケー", "エル",
    "エム", "エヌ", "オー", "ピー", "キュー", "アール", "エス", "ティー",
    "ユー", "ブイ", "ダブリュー", "エックス", "ワイ", "ゼット",
)
# fmt: on
"""A to Z."""


def spell_letters(word: str) -> str:
    """Katakana of the letters A to Z said one by one: NPO is エヌピーオー."""
    return "".join(_LETTERS[ord(letter) - ord("a")] for letter in word.lower() if "a" <= letter <= "z")
