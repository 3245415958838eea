"""A pair as it is looked at: the compared fields first, as the records have them, and who else is in the group."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from mopsctl.matching.duplicates import Duplicates, Evidence
from mopsctl.review.pair_view import PairView, pair_view
from mopsctl.review.session import Session

Sit = Callable[..., Session]


def view_of(duplicates: Duplicates, session: Session, *evidence: Evidence) -> PairView:
    """The first pair (003A and 003B), compared by this."""
    plain = duplicates.explain
    duplicates.explain = lambda left, right: replace(plain(left, right), evidence=evidence)
    return pair_view(duplicates, session.queue, 0)


def test_the_weightiest_comes_first_then_what_was_not_compared(people: Duplicates, sit: Sit) -> None:
    view = view_of(
        people,
        sit(people),
        Evidence("email", "rob.osei@northgate.example", "rob.osei@northgate.example", "same", 8.0, "same"),
        Evidence("last_name", "Osei", "Osei", "same", 1.0, "same"),
        Evidence("company", "Northgate Foods", "Northgate", "alike", -9.0, "alike"),
    )
    assert [field.label for field in view.fields] == ["Company", "Email", "Last Name", "First Name"]
    assert [field.evidence is not None for field in view.fields] == [True, True, True, False]


def test_a_value_that_was_compared_in_another_form_is_shown_as_the_record_has_it(
    people: Duplicates, sit: Sit
) -> None:
    view = view_of(people, sit(people), Evidence("given_name", "robert", "bob", "nickname", 3.0, "nickname"))
    assert (view.fields[0].label, view.fields[0].left, view.fields[0].right) == (
        "First Name",
        "Robert",
        "Bob",
    )
    assert [field.label for field in view.fields].count("First Name") == 1


def test_accents_do_not_hide_which_field_was_compared(people: Duplicates, sit: Sit) -> None:
    plain = people.explain
    people.explain = lambda left, right: replace(
        plain(left, right), evidence=(Evidence("given_name", "zoe", "zoe", "same", 3.0, "same"),)
    )
    view = pair_view(people, sit(people).queue, 3)
    assert (view.fields[0].label, view.fields[0].left, view.fields[0].right) == ("First Name", "Zoë", "Zoe")


def test_a_value_made_of_others_is_shown_as_it_was_compared(people: Duplicates, sit: Sit) -> None:
    view = view_of(
        people, sit(people), Evidence("mail_domain", "northgate.example", None, "missing", 0.0, "")
    )
    assert (view.fields[0].label, view.fields[0].left, view.fields[0].right) == (
        "Mail domain", "northgate.example", None
    )  # fmt: skip


def test_the_other_members_are_named(people: Duplicates, sit: Sit) -> None:
    view = view_of(people, sit(people))
    assert [(member.head.id, member.naming) for member in view.members] == [
        ("003C", "Roberta  Osei  roberta.osei@northgate.example  Northgate Foods")
    ]
    assert view.reason == "they share an address"
