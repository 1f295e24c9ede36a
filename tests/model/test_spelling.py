"""Options as messages list them: what may be written, in the words of each language."""

from __future__ import annotations

from hpscore.model.answer import Asked
from hpscore.model.reading import read_answer
from hpscore.model.spelling import Option, options_in_words
from hpscore.model.text import Text

YEARLY = Text(zh="每年一次", en="Every year")


def test_an_option_is_its_title_in_chinese_and_its_id_in_english() -> None:
    assert Option("yearly", YEARLY).say("zh") == "每年一次"
    assert (
        Option("yearly", YEARLY).say("en")
        == str(Option("yearly", YEARLY))
        == ("yearly (Every year)")
    )
    assert Option("urban", Text(zh="城市", en="Urban")).say("en") == "urban"
    assert Option("b", None).say("zh") == Option("b", None).say("en") == "b"


def test_a_wrong_choice_is_told_with_what_may_be_written() -> None:
    titles = {"yearly": YEARLY, "none": None}
    asked = Asked("often", "choice", options=("yearly", "none"), titles=titles)
    read = read_answer(asked, "7")
    assert isinstance(read, list)
    (fault,) = read
    assert fault.message.text("zh") == "“often”应填以下之一：每年一次、none，现为“7”"
    assert fault.message.text("en") == "'often' takes one of yearly (Every year), none, got '7'"
    assert [option.id for option in options_in_words(asked.options, None)] == ["yearly", "none"]
