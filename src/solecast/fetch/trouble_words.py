"""Sentences for what was not fetched: what was asked, what came, what to do."""

from .troubles import NotFetched, Trouble

_SENTENCES = {
    Trouble.NO_NAME: "There is no host called {got}. Check the address and the connection.",
    Trouble.PRIVATE: (
        "It leads to {got}, which is no public address. If it is a machine of yours, name it in "
        "guide.toml and add {got} to fetch.allow_private."
    ),
    Trouble.SCHEME: "It leads to an address of another kind than http and https ({got}).",
    Trouble.REDIRECTS: "It redirects more than {got} times. Give the address where it ends.",
    Trouble.NO_CONNECTION: "No connection came about ({got}). Fetch again later.",
    Trouble.SLOW: "No answer came in time. Fetch again later.",
    Trouble.BROKEN: "The answer broke off or cannot be read ({got}). Fetch again later.",
    Trouble.LARGE: "The answer is larger than {got} bytes; what is larger is not taken.",
    Trouble.BUSY: "The service asks for fewer questions ({got}){after}. Fetch again later.",
    Trouble.SERVER: "The service has a problem of its own ({got}){after}. Fetch again later.",
    Trouble.REFUSED: (
        "The service refuses ({got}). It may want to be asked otherwise; take it out of guide.toml "
        "or download the file by hand."
    ),
    Trouble.MISSING: "There is nothing at that address ({got}). Check how it is spelled.",
    Trouble.STATUS: "The service answered {got} instead of what was asked for.",
    Trouble.EMPTY: "The answer is empty.",
    Trouble.TYPE: (
        "{wanted} was expected, but {got} came. Open the address in a browser to see why."
    ),
    Trouble.CHANGED: (
        "The answer is not as documented: {wanted} was expected, but {got} came. What was fetched "
        "before is kept; please report it."
    ),
    Trouble.SAYS: 'The service says: "{got}" Change the entry in guide.toml.',
    Trouble.NOTHING: "The service has {wanted}. Check the spelling: solecast fetch --suggest",
    Trouble.GIVEN_UP: "{got} was not asked any more after it left two questions unanswered.",
    Trouble.FOLDER: "It cannot be written to the guide's folder: {got}.",
}


def why(problem: NotFetched, name: str = "") -> str:
    """Say in one or two sentences why something was not fetched: its address first.

    The address is left out where it is the `name` that was said already.
    """
    after = f" and to wait {problem.after:,.0f} seconds" if problem.after else ""
    said = _SENTENCES[problem.trouble].format(got=problem.got, wanted=problem.wanted, after=after)
    return said if problem.address == name else f"{problem.address}: {said}"
