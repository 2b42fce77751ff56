"""A number and a street, as they are written in French and in English."""

from __future__ import annotations

SP = r"[ \u00a0]"
PROPER = r"[^\W\d_][\w’'.\-]*"
CAPITAL = r"(?-i:[A-ZÀ-Ý])[\w’'.\-]*"
SMALL = rf"(?:d[’']|l[’']|(?:de|du|des|la|le|les|aux?){SP})"
SORT_FR = (
    r"(?:rue|boulevard|boul\.?|bd|avenue|av\.?|chemin|ch\.|route|rte|rang|place|montée|côte|allée|impasse|croissant"
    r"|terrasse|ruelle|carré)"
)
SORT_EN = (
    r"(?:street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|crescent|cres|highway|hwy|terrace|trail|court"
    r"|crt|circle)"
)
NOT_A_NAME = (
    r"(?:times?|years?|days?|weeks?|months?|hours?|minutes?|people|girls?|women|men|kids?|the|of|on|in|at|my|a|to|and)"
)
DOOR = rf"(?:,?{SP}(?:app(?:artement|t)?|apt|apartment|unit|unité|bureau|suite|\#)\.?{SP}?\w{{1,5}}\b)?"

SHAPES = (
    rf"\b\d{{1,5}}[A-Z]?,?{SP}+(?:\d{{1,3}}e{SP})?{SORT_FR}{SP}+{SMALL}*{PROPER}(?:{SP}{SMALL}*{CAPITAL}){{0,3}}{DOOR}",
    rf"\b\d{{1,5}}[A-Z]?{SP}+(?:(?!{NOT_A_NAME}\b)[\w’'.\-]+{SP}){{1,3}}?{SORT_EN}\b\.?"
    rf"(?:{SP}(?:north|south|east|west|[NSEW])\b\.?)?{DOOR}",
    rf"\b(?:C\.?P\.?|P\.?O\.?{SP}Box|case{SP}postale){SP}*\d{{1,6}}\b",
)
