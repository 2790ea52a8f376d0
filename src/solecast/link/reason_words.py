"""Reasons for links in words, made once: for the column `reason`, `check` and `review`."""

from .reasons import Reason, Why

_WORDS = {
    Reason.EMPTY: "the title is empty",
    Reason.EXACT: "all words agree",
    Reason.SEVERAL_SHOES: "the name fits {0} shoes of the catalog: {1}",
    Reason.SEVERAL_COLORWAYS: "the name fits several colorways of this shoe",
    Reason.SAME_COLORWAY_NAMES: "{0} colorways have this name",
    Reason.CODE: "style code {0}",
    Reason.CODE_CONTRADICTS: "style code {0} says {1}, the words say {2}",
    Reason.CODE_SHARED: "style code {0} is shared by {1}",
    Reason.CODE_SHARED_DECIDED: "style code {0} is shared by {1}; the words decide",
    Reason.SHOE_AGREES: "brand, model and version agree",
    Reason.COLORWAY_AGREES: "model, version and colorway agree",
    Reason.NO_COLORWAY: "model and version agree; no such colorway is known",
    Reason.OTHER_COLORWAY: "model and version agree; the catalog has no colorway {0}",
    Reason.WORDS_LEFT: "the words {0} are left over",
    Reason.NO_VERSION: "names the model {0} without a version",
    Reason.OTHER_VERSION: "the catalog has {0} but not {1}",
    Reason.NEAR: "shares words with {0}; {1} does not fit",
    Reason.CONTAINS: "has all words of {0}, and others",
    Reason.UNKNOWN: "no shoe of the catalog has these words",
    Reason.IN_LEXICON: "brand and model are known; the shoe is in no catalog",
    Reason.COLORWAY_IN_LEXICON: "brand and model are known; its colorway is in no catalog",
    Reason.LISTED: "brand and model are known; the catalog has it",
    Reason.LISTED_UNKNOWN: "the catalog has it; its model is not in the lexicon",
    Reason.OWN_ROW: "its own row lists the shoe",
    Reason.NO_MODEL: "no model is recognised in its title",
    Reason.ALIAS: "an alias in guide.toml",
    Reason.ACCEPTED: "accepted by an editor",
    Reason.ACCEPTED_UNKNOWN: "an editor accepted {0}, which this guide does not have",
    Reason.REJECTED: "an editor rejected {0}",
    Reason.REJECTED_ALL: "an editor rejected it: no shoe",
    Reason.REJECTED_OWN: "an editor rejected {0}; a shoe of its own",
    Reason.GROUP: "names the {0} as a whole: it counts for the line of {1}",
    Reason.PART_OF_GROUP: "names a part of the {0} {1}: shown there, but not as its line",
    Reason.NO_BRAND: "the guide has no shoe of the brand {0}",
    Reason.NO_SUCH_MODEL: "the guide has no shoe of the model {0}",
    Reason.TEXT_CUT: "only its first {0} characters were read",
    Reason.POSTS: "posts about no one shoe: {0} of {1} that have a date mention a shoe or model of "
    "the guide; they count as its mentions",
    Reason.CODE_OF_TWO: "style code {0} names {1} and {2}",
    Reason.CODE_OF_GENDERS: "style code {0} is given for {1} and {2}",
    Reason.SAID_ALIAS: "an alias of this shoe",
    Reason.SAID_VERSION: "model and version agree",
    Reason.SAID_PART: "part of the name, and version",
    Reason.SAID_INITIALS: "initials and version",
    Reason.SAID_IN_LIST: "continues a list of versions",
    Reason.SAID_NUMBER: "its number, after {0}",
    Reason.SAID_ONLY_ONE: "no successor of this shoe is known",
    Reason.SAID_MODEL: "names the model {0} without a version",
    Reason.SAID_CUTS: "names {0}, which the catalog has as {1} models",
    Reason.SAID_OTHER_VERSION: "the catalog has {0} but not {1}",
    Reason.SAID_SEVERAL: "the name fits {0} models: {1}",
    Reason.NAME_OF_TWO_CODES: "one name, two style codes: {0} and {1}",
}


def words(why: Why) -> str:
    """Say a reason."""
    return _WORDS[why.reason].format(*why.told)
