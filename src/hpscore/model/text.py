"""Texts of a rubric in the reader's languages."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from hpscore.message import Language

__all__ = ["Element", "Text"]


class Element(BaseModel):
    """What every element of a rubric is: frozen, and strict about its keys."""

    # the whole schema is built at once, when a first rubric is read: piecemeal takes twice as long
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Text(Element):
    """A text in Chinese, English, or both; plain text stands for both languages."""

    zh: str | None = Field(default=None, min_length=1, max_length=4000)
    """The Chinese text."""
    en: str | None = Field(default=None, min_length=1, max_length=4000)
    """The English text."""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"zh": value, "en": value}
        if isinstance(value, dict) and not (value.get("zh") or value.get("en")):
            raise PydanticCustomError("text", "takes a text, or {zh: …, en: …}")
        return value

    def say(self, language: Language) -> str:
        """Return the text in `language`, or in the other one where that is all there is."""
        wanted, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return wanted or other or ""

    def both(self) -> tuple[str, ...]:
        """Return the texts there are, Chinese first, each once."""
        return tuple(dict.fromkeys(text for text in (self.zh, self.en) if text))
