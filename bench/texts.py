"""Passages to search, in French, English and Chinese, with words as frequent as words are (Zipf's law)."""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass

from bivouac.sync.store.passages import Passage

_COMMON = {
    "fr": "de la le et les des en un du une que est pour qui dans projet plan risque équipe marché client gestion valeur délai réunion",
    "en": "the of and to in is that for it as with project plan risk team market customer management value schedule meeting budget",
    "zh": "的 是 在 和 项目 管理 计划 风险 团队 市场 客户 价值 会议 预算 学习 我们 工作 时间 成本 质量",
}
_SYLLABLES = {
    "fr": "ba ca dé fé gra jou lai mé ni or pré qua ré sou té u vrai tion ment age eur",
    "en": "ab ber con der er fin gle hand ing jor ken lo ment ness or pre qui re ship ter und",
    "zh": "上 下 中 国 大 人 学 生 会 计 商 业 公 司 产 品 营 销 金 融 法 律 数 据 分 析 研 究 发 展",
}
_VOCABULARY = 30_000
_TITLE_WORDS, _TEXT_WORDS = (2, 7), (25, 110)
_COURSE = 500  # passages


@dataclass(frozen=True)
class Vocabulary:
    """Words of a language, the most frequent first, and how often the first so many of them occur together."""

    words: list[str]
    weights: list[float]
    joint: str

    def text(self, chance: random.Random, words: tuple[int, int]) -> str:
        drawn = chance.choices(self.words, cum_weights=self.weights, k=chance.randint(*words))
        return self.joint.join(drawn)


def vocabulary(language: str) -> Vocabulary:
    """The words of `fr`, `en` or `zh`: real ones among the frequent, made of syllables among the rare."""
    chance = random.Random(language)
    syllables = _SYLLABLES[language].split()
    words = dict.fromkeys(_COMMON[language].split())
    while len(words) < _VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return Vocabulary(list(words), list(itertools.accumulate(weights)), "" if language == "zh" else " ")


def courses(count: int) -> dict[str, list[Passage]]:
    """`count` passages by course, four in ten French, four English, two Chinese; the same each time."""
    chance = random.Random(1)
    found: dict[str, list[Passage]] = {}
    tongues = {language: vocabulary(language) for language in _COMMON}
    for number in range(-(-count // _COURSE)):
        course, tongue = f"course-{number}", tongues[("fr", "en", "fr", "en", "zh")[number % 5]]
        found[course] = [
            Passage(
                course,
                "l",
                f"a{place}",
                "page",
                "",
                tongue.text(chance, _TITLE_WORDS),
                tongue.text(chance, _TEXT_WORDS),
            )
            for place in range(min(_COURSE, count - number * _COURSE))
        ]
    return found


def queries() -> dict[str, list[str]]:
    """What people type, by kind."""
    french, english, chinese = (vocabulary(language).words for language in ("fr", "en", "zh"))
    common = [*french[:25:2], *english[:22:2], *chinese[:20:2]]
    rare = [words[rank] for words in (french, english, chinese) for rank in range(3_000, 27_000, 2_000)]
    prefixes = sorted({word[:3] for words in (french, english) for word in words[10:400:13] if len(word) > 3})
    pairs = [
        f"{words[a]} {words[b]}"
        for words in (french, english)
        for a, b in ((1, 15), (16, 18), (0, 300), (40, 90), (17, 2_000))
    ]
    return {"common words": common, "rare words": rare, "three letters": prefixes, "two words": pairs}
