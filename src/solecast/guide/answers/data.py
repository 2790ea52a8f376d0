"""Answers as JSON data, and attributes as labels."""

import dataclasses
import datetime as dt
from typing import Any

LABELS = {
    "msrp": "Retail price",
    "retail_price": "Retail price",
    "drop_mm": "Drop",
    "sole_feature": "Sole",
    "upper_material": "Upper",
    "upper_construction": "Construction",
    "use": "Made for",
    "heel_stack": "Heel",
    "forefoot_stack": "Forefoot",
}
"""Names of attributes that a reader would not guess from the attribute itself."""


def label(attribute: str) -> str:
    """Name an attribute for a reader: `upper_material` -> `Upper material`."""
    return LABELS.get(attribute, attribute.replace("_", " ").strip().capitalize())


def to_data(answer: Any) -> Any:
    """Turn an answer into JSON data: dates become ISO texts, tuples lists."""
    if dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        return {f.name: to_data(getattr(answer, f.name)) for f in dataclasses.fields(answer)}
    if isinstance(answer, dict):
        return {key: to_data(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [to_data(value) for value in answer]
    return answer.isoformat() if isinstance(answer, dt.date) else answer
