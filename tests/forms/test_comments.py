"""Comments of forms are cut to lines, between words or Chinese characters."""

from __future__ import annotations

from rich.cells import cell_len

from hpscore.forms.comments import comment


def test_a_short_text_stays_on_one_line() -> None:
    assert list(comment("a short one", "  ")) == ["  # a short one"]


def test_nothing_gives_no_line() -> None:
    assert list(comment("")) == []


def test_long_texts_are_cut_at_spaces_and_lose_nothing() -> None:
    text = " ".join(f"word{number}" for number in range(40))
    lines = list(comment(text, hanging=2))
    assert len(lines) > 1
    assert all(cell_len(line) <= 78 for line in lines)
    assert all(line.startswith("#   ") for line in lines[1:])
    assert " ".join(line.removeprefix("#").strip() for line in lines) == text


def test_chinese_is_cut_between_characters_and_never_before_a_stop() -> None:
    text = "全体职工大会，号召参与，" * 12
    lines = list(comment(text))
    assert len(lines) > 1
    assert all(cell_len(line) <= 98 for line in lines)
    assert not any(line[2] in "，。" for line in lines)
    assert "".join(line[2:] for line in lines) == text


def test_a_word_longer_than_a_line_is_kept_whole() -> None:
    assert list(comment("x" * 200)) == ["# " + "x" * 200]


def test_chinese_is_cut_behind_a_sign_where_there_is_one_nearby() -> None:
    text = (
        "这些列还没有归入，去掉前面的井号即可略去其中一列，或写到上面的各列之中，注明是什么内容即可"
    )
    first, second = comment(text)
    assert first.endswith("各列之中，")
    assert first[2:] + second[2:] == text
