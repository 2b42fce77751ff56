"""How many works of each kind, year, place, sector. Every table adds up to the number of works, or it is not given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

UNSAID = ""  # the line of works that do not say


class NotASum(Exception):
    """The sentence says which table does not add up."""


class WrongPeriods(Exception):
    """The sentence says which periods are turned round or overlap."""


Period = tuple[int, int]  # first and last year, both counted in


def tally(values: Iterable[str], order: Sequence[str] = ()) -> dict[str, int]:
    """Value → works: in `order` (zeros kept), then the others from most to fewest, then those that do not say."""
    said = [" ".join(value.split()) for value in values]
    found = dict.fromkeys(order, 0)
    for value in said:
        found[value] = found.get(value, 0) + 1
    rest = sorted((value for value in found if value not in order and value), key=lambda value: (-found[value], value))
    table = {value: found[value] for value in [*order, *rest]}
    if found.get(UNSAID):
        table[UNSAID] = found[UNSAID]
    return checked(table, len(said))


def by_year(years: Iterable[int | None]) -> dict[str, int]:
    """Year → works, in order of years."""
    all_years = list(years)
    return tally(["" if year is None else str(year) for year in all_years], sorted({str(y) for y in all_years if y}))


def by_period(years: Iterable[int | None], periods: Sequence[Period]) -> dict[str, int]:
    """`2010–2015` → works. A year outside every period, or unknown, is counted on a line of its own."""
    check_periods(periods)
    labels = {period: named(period) for period in periods}
    said = [next((labels[p] for p in periods if year is not None and p[0] <= year <= p[1]), UNSAID) for year in years]
    return tally(said, list(labels.values()))


def named(period: Period) -> str:
    return str(period[0]) if period[0] == period[1] else f"{period[0]}–{period[1]}"


def check_periods(periods: Sequence[Period]) -> None:
    """Raises `WrongPeriods`."""
    for first, last in periods:
        if first > last:
            raise WrongPeriods(f"A period cannot begin in {first} and end in {last}.")
    for (first, last), (second, _) in zip(sorted(periods), sorted(periods)[1:], strict=False):
        if second <= last:
            raise WrongPeriods(f"The period that begins in {first} already counts {second}.")


def checked(table: Mapping[str, int], works: int) -> dict[str, int]:
    """The same table, or `NotASum`."""
    if sum(table.values()) != works:
        raise NotASum(f"The lines add up to {sum(table.values())}, and there are {works} works.")
    return dict(table)
