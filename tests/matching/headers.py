"""How the report exports of Salesforce spell canonical fields in their headers."""

from __future__ import annotations

CONTACT_HEADERS = {
    "id": "Contact ID",
    "salutation": "Salutation",
    "first_name": "First Name",
    "last_name": "Last Name",
    "full_name": "Full Name",
    "title": "Title",
    "company": "Account Name",
    "email": "Email",
    "email_2": "Secondary Email",
    "phone": "Phone",
    "mobile_phone": "Mobile",
    "website": "Website",
    "linkedin_url": "LinkedIn URL",
    "street": "Mailing Street",
    "city": "Mailing City",
    "state": "Mailing State/Province",
    "postal_code": "Mailing Zip/Postal Code",
    "country": "Mailing Country",
    "birthdate": "Birthdate",
    "lead_source": "Lead Source",
    "created_date": "Created Date",
}
_AS_ELSEWHERE = {"street": "Street", "city": "City", "state": "State/Province", "country": "Country"}
LEAD_HEADERS = (
    CONTACT_HEADERS
    | _AS_ELSEWHERE
    | {
        "id": "Lead ID",
        "company": "Company",
        "postal_code": "Zip/Postal Code",
        "lead_status": "Lead Status",
    }
)
ACCOUNT_HEADERS = {
    "id": "Account ID",
    "name": "Account Name",
    "website": "Website",
    "phone": "Phone",
    "industry": "Industry",
    "street": "Billing Street",
    "city": "Billing City",
    "state": "Billing State/Province",
    "postal_code": "Billing Zip/Postal Code",
    "country": "Billing Country",
    "created_date": "Created Date",
}
HEADERS = {"contact": CONTACT_HEADERS, "lead": LEAD_HEADERS, "account": ACCOUNT_HEADERS}
"""The spelling of each canonical field in the report exports of Salesforce."""
