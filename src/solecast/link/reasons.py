"""Why a record is linked, or is not: values with their data. `reason_words` says them."""

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Every reason for a decision on a name."""

    EMPTY = "empty"
    EXACT = "exact"
    SEVERAL_SHOES = "several_shoes"
    SEVERAL_COLORWAYS = "several_colorways"
    SAME_COLORWAY_NAMES = "same_colorway_names"
    CODE = "code"
    CODE_CONTRADICTS = "code_contradicts"
    CODE_SHARED = "code_shared"
    CODE_SHARED_DECIDED = "code_shared_decided"
    SHOE_AGREES = "shoe_agrees"
    COLORWAY_AGREES = "colorway_agrees"
    NO_COLORWAY = "no_colorway"
    OTHER_COLORWAY = "other_colorway"
    WORDS_LEFT = "words_left"
    NO_VERSION = "no_version"
    OTHER_VERSION = "other_version"
    NEAR = "near"
    CONTAINS = "contains"
    UNKNOWN = "unknown"
    IN_LEXICON = "in_lexicon"
    COLORWAY_IN_LEXICON = "colorway_in_lexicon"
    LISTED = "listed"
    LISTED_UNKNOWN = "listed_unknown"
    OWN_ROW = "own_row"
    NO_MODEL = "no_model"
    ALIAS = "alias"
    ACCEPTED = "accepted"
    ACCEPTED_UNKNOWN = "accepted_unknown"
    REJECTED = "rejected"
    REJECTED_ALL = "rejected_all"
    REJECTED_OWN = "rejected_own"
    GROUP = "group"
    PART_OF_GROUP = "part_of_group"
    NO_BRAND = "no_brand"
    NO_SUCH_MODEL = "no_such_model"
    POSTS = "posts"
    CODE_OF_TWO = "code_of_two"
    CODE_OF_GENDERS = "code_of_genders"
    NAME_OF_TWO_CODES = "name_of_two_codes"
    TEXT_CUT = "text_cut"
    SAID_ALIAS = "said_alias"
    SAID_VERSION = "said_version"
    SAID_PART = "said_part"
    SAID_INITIALS = "said_initials"
    SAID_IN_LIST = "said_in_list"
    SAID_NUMBER = "said_number"
    SAID_ONLY_ONE = "said_only_one"
    SAID_MODEL = "said_model"
    SAID_CUTS = "said_cuts"
    SAID_OTHER_VERSION = "said_other_version"
    SAID_SEVERAL = "said_several"


class Why(NamedTuple):
    """A reason with its data: names, codes and numbers, in the order in which words tell them."""

    reason: Reason
    told: tuple[str, ...] = ()


REJECTIONS = frozenset({Reason.REJECTED, Reason.REJECTED_ALL})
"""Reasons by which an editor forbade a link and left nothing in its place."""

SETTLED = frozenset({*REJECTIONS, Reason.ACCEPTED, Reason.ALIAS, Reason.REJECTED_OWN})
"""Reasons by which a person decided: nothing that a machine finds changes them."""


def why(reason: Reason, *told: object) -> Why:
    """Give a reason with its data as texts."""
    return Why(reason, tuple(str(one) for one in told))
