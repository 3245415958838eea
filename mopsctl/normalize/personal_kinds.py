"""The kinds of personal data that are looked for in texts, without what finds them, which is slow to load."""

from __future__ import annotations

from typing import Literal

PersonalData = Literal["card", "bank_account", "national_id", "password", "birth_date"]
