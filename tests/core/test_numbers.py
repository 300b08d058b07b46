import pytest

from apps.core.numbers import number_in


@pytest.mark.parametrize(("said", "number"), [("7", 7), ("007", 7), ("0", 0), ("9" * 18, 999_999_999_999_999_999)])
def test_digits_are_a_number(said, number):
    assert number_in(said) == number


@pytest.mark.parametrize("said", ["", "²", "٣", "-1", "1.0", " 7", "7\n", "1e9", "x", "\0", "9" * 19, "9" * 5000])
def test_what_int_or_the_database_would_not_take_is_none(said):
    assert number_in(said) is None
