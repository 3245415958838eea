"""Faults between fields, records or files: each count in expected.yaml is found again by joins."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pandas as pd
import pytest

Frames = dict[str, pd.DataFrame]
Entry = dict[str, Any]

TARGETS = {
    "AccountId": "accounts.csv",
    "CampaignId": "campaigns.csv",
    "ContactId": "contacts.csv",
    "LeadId": "leads.csv",
}
JUNK_EMAILS = {"noemail@noemail.com", "test@test.com", "na@na.com", "none@none.com"}
STAGES = {
    "Lead": "Lead",
    "MQL": "Marketing Qualified Lead",
    "SQL": "Sales Qualified Lead",
    "Opportunity": "Opportunity",
    "Customer": "Customer",
}
SAME_PERSON = ["FirstName", "LastName", "Email", "Phone", "AccountId", "Title", "MailingStreet"]


def reference_unknown(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    values = frame[entry["field"]]
    return frame[(values != "") & ~values.isin(frames[TARGETS[entry["field"]]]["Id"])]


def reference_blank(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    blank = frame[entry["field"]] == ""
    return frame[blank & (frame["LeadId"] == "")] if "LeadId" in frame else frame[blank]


def owner_unknown(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    return frame[(frame["OwnerId"] != "") & ~frame["OwnerId"].isin(frames["users.csv"]["Id"])]


def owner_inactive(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame, users = frames[entry["file"]], frames["users.csv"]
    former = users[users["IsActive"] == "false"]
    names = former["FirstName"] + " " + former["LastName"]
    return frame[frame[entry["field"]].isin({*former["Id"], *names})]


def dates_out_of_order(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    first = "StartDate" if entry["field"] == "EndDate" else "CreatedDate"
    length = 10 if entry["field"] == "CloseDate" else None
    filled = frame[entry["field"]] != ""
    return frame[filled & (frame[entry["field"]] < frame[first].str[:length])]


def won_in_future(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["opportunities.csv"]
    return frame[(frame["IsWon"] == "true") & (frame["CloseDate"] > "2026-10-31")]


def open_past_close_date(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["opportunities.csv"]
    return frame[(frame["IsClosed"] == "false") & (frame["CloseDate"] < "2026-10-31")]


def stale(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    return frame[frame["LastActivityDate"].between("2000", "2024-10-31")]


def mql_without_source(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    return frame[(frame["Lifecycle_Stage__c"] == "MQL") & (frame["LeadSource"] == "")]


def never_worked(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["leads.csv"]
    return frame[(frame["Status"] == "Open") & (frame["CreatedDate"] < "2026-10-01")]


def cost_blank(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["campaigns.csv"]
    return frame[(frame["Status"] == "Completed") & (frame["ActualCost"] == "")]


def stage_ahead(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["leads.csv"]
    return frame[(frame["Lifecycle_Stage__c"] == "Customer") & (frame["IsConverted"] == "false")]


def customer_without_win(frames: Frames, _: Entry) -> pd.DataFrame:
    frame, deals = frames["contacts.csv"], frames["opportunities.csv"]
    won = deals.loc[deals["IsWon"] == "true", "AccountId"]
    return frame[(frame["Lifecycle_Stage__c"] == "Customer") & ~frame["AccountId"].isin(won)]


def stage_disagrees(frames: Frames, entry: Entry) -> pd.DataFrame:
    contacts = frames["contacts.csv"].drop_duplicates("Email").set_index("Email")["Lifecycle_Stage__c"]
    frame = frames[entry["file"]]
    shared = frame[frame["Email"].isin(contacts.index)]
    return shared[shared["Lifecycle Stage"] != shared["Email"].map(contacts).map(STAGES)]


def opted_out_in_nurture(frames: Frames, _: Entry) -> pd.DataFrame:
    members, people, campaigns = (
        frames["campaign_members.csv"],
        frames["contacts.csv"],
        frames["campaigns.csv"],
    )
    nurtures = campaigns[campaigns["Name"].str.contains("nurture") & (campaigns["IsActive"] == "true")]
    opted_out = people[people["HasOptedOutOfEmail"] == "true"]
    return members[members["CampaignId"].isin(nurtures["Id"]) & members["ContactId"].isin(opted_out["Id"])]


def blank_by_source(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    source: str = entry["segment"].split("'")[1]
    field: str = entry["field"]
    return frame[(frame["LeadSource"] == source) & (frame[field] == "")]


def same_as_other_field(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["contacts.csv"]
    return frame[(frame["LeadSource"] != "") & (frame["LeadSource"] == frame["Lead_Source__c"])]


def email_not_unique(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["contacts.csv"]
    return frame[(frame["Email"] != "") & frame["Email"].str.lower().duplicated(keep=False)]


def duplicate_account(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["accounts.csv"]
    site = frame["Website"].str.lower().str.replace(r"^(https?://)?(www\.)?|/$", "", regex=True)
    return frame[site.duplicated() & (site != "")]


def duplicate_exact(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["contacts.csv"]
    return frame[frame.duplicated(SAME_PERSON)]


def duplicate_same_email(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["contacts.csv"]
    return frame[frame["FirstName"].str.fullmatch(r".\.") & frame["Email"].duplicated()]


def duplicate_plus_address(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["contacts.csv"]
    plain = frame["Email"].str.replace(r"\+\w+@", "@", regex=True)
    return frame[frame["Email"].str.contains("+", regex=False) & plain.isin(frame["Email"])]


def duplicate_member(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames["campaign_members.csv"]
    somebody = frame[frame[entry["field"]] != ""]
    return somebody[somebody.duplicated(["CampaignId", entry["field"]])]


def duplicate_lead(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["leads.csv"]
    known = frame[~frame["Email"].isin(JUNK_EMAILS) & (frame["Email"] != "")]
    return known[known.duplicated(["Email", "LastName"])]


def lead_is_contact(frames: Frames, _: Entry) -> pd.DataFrame:
    frame, people = frames["leads.csv"], frames["contacts.csv"]
    emails = set(people["Email"]) - JUNK_EMAILS - {""}
    return frame[(frame["IsConverted"] == "false") & frame["Email"].isin(emails)]


def zero_lost(frames: Frames, entry: Entry) -> pd.DataFrame:
    frame = frames[entry["file"]]
    field: str = entry["field"]
    states = frame[field.replace("PostalCode", "State")]
    eastern = states.isin(["Massachusetts", "MA", "New Jersey", "NJ", "Connecticut", "CT"])
    return frame[eastern & frame[field].str.fullmatch(r"\d{4}")]


def idle(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["opportunities.csv"]
    return frame[(frame["IsClosed"] == "false") & (frame["LastActivityDate"] < "2026-08-02")]


def loss_reason_blank(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["opportunities.csv"]
    return frame[(frame["StageName"] == "Closed Lost") & (frame["Loss_Reason__c"] == "")]


def won_improbable(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["opportunities.csv"]
    return frame[(frame["IsWon"] == "true") & (frame["Probability"] != "100")]


def renewal_blank(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["accounts.csv"]
    return frame[(frame["Type"] == "Customer") & (frame["Renewal_Date__c"] == "")]


def response_undated(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["campaign_members.csv"]
    return frame[(frame["HasResponded"] == "true") & (frame["FirstRespondedDate"] == "")]


def still_active(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["campaigns.csv"]
    return frame[(frame["Status"] == "Completed") & (frame["IsActive"] == "true")]


def user_email_shared(frames: Frames, _: Entry) -> pd.DataFrame:
    frame = frames["users.csv"]
    return frame[(frame["IsActive"] == "true") & (frame["Email"] != frame["Username"])]


SEARCHES: dict[str, Callable[[Frames, Entry], pd.DataFrame]] = {
    search.__name__.replace("_", "-"): search
    for search in (
        *(
            reference_unknown,
            reference_blank,
            owner_unknown,
            owner_inactive,
            dates_out_of_order,
            won_in_future,
        ),
        *(
            open_past_close_date,
            stale,
            mql_without_source,
            stage_ahead,
            customer_without_win,
            stage_disagrees,
        ),
        *(opted_out_in_nurture, blank_by_source, same_as_other_field, email_not_unique, duplicate_account),
        *(duplicate_exact, duplicate_same_email, duplicate_plus_address, duplicate_member, duplicate_lead),
        *(lead_is_contact, zero_lost, never_worked, cost_blank, idle, loss_reason_blank, won_improbable),
        *(renewal_blank, response_undated, still_active, user_email_shared),
    )
}


@pytest.mark.parametrize("fault", sorted(SEARCHES))
def test_count_is_found_again(fault: str, exports: Frames, expected: dict[str, Any]) -> None:
    entries = [entry for entry in expected["faults"] if entry["fault"] == fault]
    assert entries
    for entry in entries:
        found = SEARCHES[fault](exports, entry)
        assert len(found) == entry["count"], entry
        assert set(entry["records"]) <= set(found.iloc[:, 0]), entry


def test_stale_means_two_years(expected: dict[str, Any]) -> None:
    assert expected["as_of"] - timedelta(days=730) == pd.Timestamp("2024-10-31").date()
