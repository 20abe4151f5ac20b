"""Questions about proposals that are asked from two or more places."""

from proposals.queries.calls import next_call, public_calls, standing_call, takes_now, terms_for
from proposals.queries.lists import LONG, SUMMARY_LENGTH, in_list
from proposals.queries.similar import (
    BODY,
    DEEP,
    LEAST,
    LIKELY,
    LOOKED_AT,
    MOST,
    RARE,
    READ,
    SIMILAR,
    TEXTS,
    TITLE,
    WHOLE,
    question,
    similar_to,
)
from proposals.queries.whole import in_full, to_act, to_support

__all__ = [
    "BODY", "DEEP", "LEAST", "LIKELY", "LONG", "LOOKED_AT", "MOST", "RARE", "READ", "SIMILAR", "SUMMARY_LENGTH", "TEXTS",
    "TITLE", "WHOLE", "in_full", "in_list", "next_call", "public_calls", "question", "similar_to", "standing_call",
    "takes_now", "terms_for", "to_act", "to_support",
]  # fmt: skip
