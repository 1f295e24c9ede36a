"""Texts of a rubric in the reader's languages."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from hpscore.model.kept import Bilingual, Kept, KeptText

__all__ = ["Element", "Text"]


class Element(BaseModel):
    """What every element of a rubric is: frozen, and strict about its keys."""

    # the whole schema is built at once, when a first rubric is read: piecemeal takes twice as long
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _kept: ClassVar[type[Kept]] = Kept
    """What it pickles as."""

    def __reduce__(self) -> tuple[Any, ...]:
        derived = {name: getattr(self, name) for name in _derived(type(self))}
        return self._kept, (), {**self.__dict__, **derived}


class Text(Bilingual, Element):
    """A text in Chinese, English, or both; plain text stands for both languages."""

    _kept: ClassVar[type[Kept]] = KeptText
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


@cache
def _derived(element: type[Element]) -> tuple[str, ...]:
    """Return the names of what an element knows besides its fields: properties, and its form."""
    classes = [c for c in element.__mro__ if issubclass(c, Element)]
    return tuple(
        name
        for class_ in classes
        for name, value in vars(class_).items()
        if name == "form" or isinstance(value, property | cached_property)
    )
