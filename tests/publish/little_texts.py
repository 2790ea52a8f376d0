"""What somebody wrote in the guide of five invented shoes: reviews, articles, an author."""

import datetime as dt


def review(slug: str, origin: dict) -> dict:
    return {
        **origin,
        "source": "Our reviews",
        "shoe": slug,
        "headline": "Soft and loud",
        "text": "Walks **well**.\n\n- soft\n- loud",
        "score": 85.0,
        "author": "The editors",
        "date": dt.date(2024, 7, 1),
        "url": "https://example.org/review",
        "pros": ["soft"],
        "cons": ["loud"],
    }


def articles(slugs: tuple[str, ...], origin: dict) -> list[dict]:
    written = {
        **origin,
        "headline": "It bends",
        "text": "The sole **bends**.",
        "author": "Ana Lima",
    }
    own = {"article": "acme-pace-2-0", "kind": "shoe", "shoes": ["acme-pace-2-0"], "brand": "Acme"}
    several = {"article": "five-best", "kind": "list", "shoes": list(slugs), "author": "No page"}
    new = {"summary": "Five segments.", "news": ["a segmented sole"], "date": dt.date(2026, 6, 1)}
    return [{**written, **own, **new}, {**written, **several, "headline": "The five best"}]


def author(origin: dict) -> dict:
    return {
        **origin,
        "author_page": "ana-lima",
        "name": "Ana Lima",
        "role": "Editor",
        "bio": "Writes.",
    }
