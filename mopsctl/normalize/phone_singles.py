"""Numbers in unusual spellings (vanity letters, other scripts' digits), judged one by one by phonenumbers."""

from __future__ import annotations

import phonenumbers as pn
import pyarrow as pa
from phonenumbers import NumberParseException, ValidationResult

from mopsctl.normalize.phone_verdicts import PhoneProblem, Verdicts

_PARSE_PROBLEMS = {
    NumberParseException.INVALID_COUNTRY_CODE: PhoneProblem.UNKNOWN_CALLING_CODE,
    NumberParseException.TOO_SHORT_NSN: PhoneProblem.TOO_SHORT,
    NumberParseException.TOO_SHORT_AFTER_IDD: PhoneProblem.TOO_SHORT,
    NumberParseException.TOO_LONG: PhoneProblem.TOO_LONG,
}
_LENGTH_PROBLEMS = {
    ValidationResult.TOO_SHORT: PhoneProblem.TOO_SHORT,
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: PhoneProblem.TOO_SHORT,
    ValidationResult.TOO_LONG: PhoneProblem.TOO_LONG,
}


def judge_singly(positions: pa.Array, written: pa.Array, read: pa.Array, regions: pa.Array) -> Verdicts:
    """Verdicts on the numbers at ``positions``, as written or else as read (less label and extension).

    A region may be null.
    """
    rows = zip(written.to_pylist(), read.to_pylist(), regions.to_pylist(), strict=True)
    judged = [_first_valid(as_written, as_read, region) for as_written, as_read, region in rows]
    e164 = pa.array([form for form, _ in judged], pa.string())
    return Verdicts(positions, e164, pa.array([problem for _, problem in judged], pa.string()))


def _first_valid(written: str, read: str, region: str | None) -> tuple[str | None, PhoneProblem | None]:
    verdict = _judged(written, region)
    return verdict if verdict[0] or written == read else _judged(read, region)


def _judged(text: str, region: str | None) -> tuple[str | None, PhoneProblem | None]:
    """The E.164 form or the problem; neither where the country would have to be known."""
    try:
        number = pn.parse(text, region)
    except NumberParseException as error:
        nothing_known = region is None and "+" not in text
        if error.error_type == NumberParseException.INVALID_COUNTRY_CODE and nothing_known:
            return None, None
        return None, _PARSE_PROBLEMS.get(error.error_type, PhoneProblem.NOT_A_NUMBER)
    if pn.is_valid_number(number):
        return pn.format_number(number, pn.PhoneNumberFormat.E164), None
    length = pn.is_possible_number_with_reason(number)
    return None, _LENGTH_PROBLEMS.get(length, PhoneProblem.NOT_IN_PLAN)
