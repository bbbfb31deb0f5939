"""Scripts and languages of texts."""

from __future__ import annotations

import pytest

from tmtool.text.function_words import FUNCTION_WORDS
from tmtool.text.identify import look

TEXTS = {
    "en": "The Parties shall settle any dispute by negotiation, and if they do not agree within"
    " a year of the notice, it is for the court to decide on the matter at the request of one"
    " of them. This agreement is open for signature and shall enter into force in the month"
    " that follows the deposit of the instruments.",
    "ru": "Стороны разрешают споры путём переговоров, а если они не договорятся в течение года"
    " со дня уведомления, то по просьбе одной из них решение по делу принимает суд. Это"
    " соглашение открыто для подписания и вступает в силу в месяц, следующий за сдачей на"
    " хранение грамот. Оно не может быть изменено без согласия всех, как это следует из статьи.",
    "uk": "Сторони вирішують спори шляхом переговорів, а якщо вони не домовляться за рік з дня"
    " повідомлення, то на прохання однієї з них рішення у справі приймає суд. Ця угода"
    " відкрита для підписання і набирає чинності у місяць, що йде за здачею грамот. Вона не"
    " може бути змінена без згоди всіх, як це випливає із статті, або до цього дня та після.",
    "de": "Die Parteien legen die Streitigkeiten durch Verhandlungen bei, und wenn sie nicht in"
    " einem Jahr nach der Mitteilung zu einer Einigung kommen, wird auf Antrag einer von ihnen"
    " das Gericht entscheiden. Das Übereinkommen liegt zur Unterzeichnung auf und tritt mit"
    " dem Monat in Kraft, der auf die Hinterlegung folgt.",
    "fr": "Les parties règlent leurs différends par la négociation et, si elles ne sont pas"
    " d'accord dans l'année qui suit la notification, la cour est saisie de la question à la"
    " demande de l'une d'elles. Cet accord est ouvert à la signature et entre en vigueur le"
    " mois qui suit le dépôt des instruments pour tous.",
    "es": "Las partes resuelven las controversias por la negociación y, si no se ponen de acuerdo"
    " en el año que sigue a la notificación, el tribunal decide sobre la cuestión a petición"
    " de una de ellas. Este acuerdo está abierto a la firma y entra en vigor en el mes que"
    " sigue al depósito de los instrumentos, con todos los efectos para las partes.",
    "pt": "As partes resolvem os litígios por meio da negociação e, se não chegarem a um acordo"
    " no ano que se segue à notificação, o tribunal decide sobre a questão a pedido de uma"
    " delas. Este acordo está aberto à assinatura e entra em vigor no mês que se segue ao"
    " depósito dos instrumentos, com todos os efeitos para as partes e para os seus.",
    "it": "Le parti risolvono le controversie con il negoziato e, se non si accordano nell'anno"
    " che segue la notifica, la corte decide sulla questione a richiesta di una di esse. Questo"
    " accordo è aperto alla firma ed entra in vigore nel mese che segue il deposito degli"
    " strumenti, con tutti gli effetti per le parti della convenzione.",
    "bg": "Страните решават споровете чрез преговори, а ако те не се споразумеят до една година"
    " от деня на съобщението, то по искане на една от тях съдът решава делото. Това споразумение"
    " е открито за подписване и ще влезе в сила в месеца, който следва. То не може да се измени"
    " без съгласието на всички, като за това се иска и решение от съвета.",
}


@pytest.mark.parametrize("tag", TEXTS)
def test_languages_are_told(tag: str):
    assert look([TEXTS[tag]]).language == tag


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Статья 1 API", "Cyrillic"),
        ("Article 1", "Latin"),
        ("Άρθρο 1", "Greek"),
        ("المادة 1", "Arabic"),
        ("第一条 各缔约国", "Chinese"),
        ("第一条 締約国は", "Japanese"),
        ("제1조 당사국은", "Korean"),
        ("מאמר", "Hebrew"),
        ("ข้อ", "Thai"),
        ("अनुच्छेद", "Devanagari"),
        ("123 — !", None),
        ("", None),
    ],
)
def test_scripts_are_told(text: str, script: str | None):
    assert look([text]).script == script


@pytest.mark.parametrize(
    "text", ["Article 1", "OK Cancel Save", "Стамбул Анкара Измир " * 20, "%(name)s {a} <b>" * 30]
)
def test_what_is_not_clear_is_not_told(text: str):
    assert look([text]).language is None


def test_shares_are_of_all_letters():
    seen = look(["абв", "x"])
    assert seen.letters == 4
    assert dict(seen.scripts) == {"Cyrillic": 0.75, "Latin": 0.25}


def test_of_many_segments_some_are_looked_at():
    assert look([TEXTS["ru"]] * 2_000).letters == 2_000 * look([TEXTS["ru"]]).letters // 2
    assert look([TEXTS["ru"]] * 1_999).letters == 1_999 * look([TEXTS["ru"]]).letters


def test_every_language_has_words_of_its_own():
    for tag, words in FUNCTION_WORDS.items():
        for other, its in FUNCTION_WORDS.items():
            assert tag == other or words - its, (tag, other)
