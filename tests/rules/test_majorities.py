"""What `determines` calls the usual value is that of a clear majority, and mending by its suggestions ends it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.engine.located import Located
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.findings import Finding

LEAST, SHARE = 4, 0.7
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["acme.com", "globex.com"]), st.sampled_from(["Acme", "ACME", "Globex", "Initech"])
    ),
    max_size=24,
)


def rule() -> Rule:
    written = Located("rule", 1)
    written.update(id="one", object="contact", kind="determines", field="company", determinant="website")
    written.update(by="domain", compare="text", min_records=LEAST, min_share=SHARE)
    return make_rule(written, kinds())


def findings(rows: Sequence[tuple[str, str]]) -> dict[int, Finding]:
    return try_rule(rule(), [{"website": site, "company": company} for site, company in rows]).findings


def out_of_line(rows: Sequence[tuple[str, str]]) -> set[int]:
    """The places of the records against which a clear majority of their group stands."""
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for site, company in rows:
        groups[site][company.lower()] += 1
    usual = {
        site: counts.most_common(1)[0][0]
        for site, counts in groups.items()
        if counts.total() >= LEAST and counts.most_common(1)[0][1] >= SHARE * counts.total()
    }
    return {
        place
        for place, (site, company) in enumerate(rows)
        if usual.get(site, company.lower()) != company.lower()
    }


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_those_out_of_line_are_found_and_mending_them_leaves_nothing(rows: list[tuple[str, str]]) -> None:
    found = findings(rows)
    assert set(found) == out_of_line(rows)
    mended = [(site, found[place].suggestion or "" if place in found else company)
              for place, (site, company) in enumerate(rows)]  # fmt: skip
    assert findings(mended) == {}


@settings(max_examples=10, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_records_decides_nothing(rows: list[tuple[str, str]], random: Random) -> None:
    places = list(range(len(rows)))
    random.shuffle(places)
    straight, shuffled = findings(rows), findings([rows[place] for place in places])
    assert {(places[place], one.message, one.suggestion) for place, one in shuffled.items()} == {
        (place, one.message, one.suggestion) for place, one in straight.items()
    }
