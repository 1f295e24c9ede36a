"""Every command and every option is documented, in English and in Chinese, and no other is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

import pytest
import typer

from hpscore.cli.app import make_app
from tests.docs.pages import page

PAGES: Final = ("commands.md", "使用说明.md")
WHOLE: Final = "hpscore"
"""The heading over the options that stand before a command."""
SHARED: Final = frozenset({"--help", "-h", "--lang"})
"""Options of every command, which the pages explain once, under `hpscore`."""

_HEADING: Final = re.compile(r"^#{2,3} ([a-z]+(?:(?:, |、)[a-z]+)*)[:：]", re.MULTILINE)
_ROW: Final = re.compile(r"^\| (`-.*?) \| (.+) \|$", re.MULTILINE)
_SPAN: Final = re.compile(r"`([^`\n]+)`")
_OPTION: Final = re.compile(r"(?<![\w-])--?[a-z][a-z-]*", re.IGNORECASE)
_FENCE: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)

Options = dict[str, set[str]]
"""Commands, each with its options as they are typed."""


def there_are() -> Options:
    """Return the commands and options that the application has."""
    whole = typer.main.get_command(make_app())
    assert isinstance(whole, typer.core.TyperGroup)
    found: Options = {}
    for name, command in {WHOLE: whole, **whole.commands}.items():
        parameters = command.get_params(typer.Context(command, **command.context_settings))
        names = {text for one in parameters for text in one.opts if text.startswith("-")}
        found[name] = names if name == WHOLE else names - SHARED
    return found


def documented(text: str) -> Options:
    """Return the commands that a page has headings for, with the options of the tables below.

    An option of some of a heading's commands only names them behind itself, in brackets.
    """
    found: Options = defaultdict(set)
    pieces = _HEADING.split(_FENCE.sub("", text))
    for heading, below in zip(pieces[1::2], pieces[2::2], strict=True):
        names = re.split(", |、", heading)
        section = re.split("^#", below, maxsplit=1, flags=re.MULTILINE)[0]
        for name in names:
            found[name].update()
        for cell, said in _ROW.findall(section):
            assert said.strip()
            spans = [span.split()[0] for span in _SPAN.findall(cell.replace(r"\|", "¦"))]
            options = {span for span in spans if _OPTION.fullmatch(span)}
            only = [span for span in spans if span[0].isalpha()]
            assert set(only) <= set(names), cell
            for name in only or names:
                found[name].update(options)
    return dict(found)


@pytest.mark.parametrize("name", PAGES)
def test_every_command_and_option_is_documented_and_no_other(name: str) -> None:
    assert documented(page(name)) == there_are()


@pytest.mark.parametrize("name", PAGES)
def test_the_list_of_commands_and_the_running_text_name_only_what_there_is(name: str) -> None:
    text = _FENCE.sub("", page(name))
    spans = [span for span in _SPAN.findall(text) if "://" not in span]
    there = there_are()
    options = set().union(*there.values()) | SHARED
    assert {found for span in spans for found in _long(span)} <= options
    commands = {match[1] for span in spans if (match := re.match("hpscore ([a-z]+)", span))}
    assert commands <= set(there)
    assert commands >= {"interview"}


def _long(span: str) -> list[str]:
    return [option for option in _OPTION.findall(span) if option.startswith("--")]


@pytest.mark.parametrize("name", PAGES)
def test_an_option_in_the_text_belongs_to_the_command_before_it(name: str) -> None:
    there = there_are()
    for span in _SPAN.findall(_FENCE.sub("", page(name))):
        match = re.match("hpscore ([a-z]+) ", span)
        if match is not None:
            assert set(_OPTION.findall(span)) <= there[match[1]] | SHARED, span


def test_a_page_that_leaves_something_out_or_makes_it_up_is_caught() -> None:
    said = "## form, show: x\n| `-o`, `--output FILE` | y |\n| `--force` (`form`) | y |\n# end\n"
    found: Mapping[str, set[str]] = documented(said + "| `--other` | y |\n")
    assert found == {"form": {"-o", "--output", "--force"}, "show": {"-o", "--output"}}
