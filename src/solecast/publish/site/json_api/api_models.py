"""The two shapes of JSON that the API answers with; the OpenAPI document is made from them."""

import datetime as dt
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, Field

from ...charts.theme import VegaSpec

Data = TypeVar("Data")


class GuideStamp(BaseModel):
    """Which guide an answer comes from."""

    title: str
    as_of: dt.date = Field(description="The guide's today: the date its numbers stand for.")
    snapshot: str = Field(description="Changes when, and only when, the guide is built anew.")
    version: str = Field(description="Version of Solecast that built the guide.")


class Answer(BaseModel, Generic[Data]):
    """The one success envelope."""

    ok: Literal[True] = True
    data: Data
    guide: GuideStamp


class Problem(BaseModel):
    """What went wrong, in words and for programs."""

    kind: str = Field(
        description="unknown-shoe, unknown-article, unknown-author, unknown-brand, unknown-model, "
        "ambiguous-shoe, bad-input, not-found, method-not-allowed, query-too-long, refused or "
        "internal"
    )
    message: str
    candidates: list[str] = Field(description="Names to choose from, where there are any.")


class Failure(BaseModel):
    """The one error body."""

    ok: Literal[False] = False
    error: Problem


class ChartSpec(BaseModel):
    """A Vega-Lite 6 specification, complete with its data."""

    vega_lite: VegaSpec
