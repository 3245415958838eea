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


def judge_singly(positions: pa.Array, texts: pa.Array, regions: pa.Array) -> Verdicts:
    """Verdicts on the numbers at ``positions``; a region may be null."""
    pairs = zip(texts.to_pylist(), regions.to_pylist(), strict=True)
    judged = [_judged(text, region) for text, region in pairs]
    e164 = pa.array([form for form, _ in judged], pa.string())
    return Verdicts(positions, e164, pa.array([problem for _, problem in judged], pa.string()))


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
