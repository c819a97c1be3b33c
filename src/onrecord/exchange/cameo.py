"""What the codes of event coders say of an actor: CAMEO's countries and roles.

A code is a country of three letters and roles of three letters each, ``SYRREBISI``, or begins with a role where the
actor is of no country, ``IGOUNO``. Source of the roles: the CAMEO codebook (Schrodt 2012), chapter 3.
"""

from __future__ import annotations

import re

from onrecord.data import country_by_iso3
from onrecord.model import ActorKind

_CODE = re.compile(r"[A-Z]{3}[A-Z0-9]*")
SIZE = 3

# Where CAMEO, or a file that follows it, writes another code than ISO 3166.
COUNTRIES = {"KSV": "XKX", "KOS": "XKX", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD", "PAL": "PSE"}
ROLES: dict[str, ActorKind | None] = {
    "BUS": "company",
    "COP": "government_body",
    "CVL": "people",
    "GOV": "government_body",
    "IGO": "igo",
    "IMG": "armed_group",
    "INS": "armed_group",
    "JUD": "government_body",
    "LEG": "government_body",
    "MED": "media",
    "MIL": "military",
    "MNC": "company",
    "NGM": "ngo",
    "NGO": "ngo",
    "OPP": "opposition",
    "PTY": "party",
    "REB": "armed_group",
    "REF": "people",
    "SPY": "government_body",
    "UAF": "armed_group",
}
# The world and its parts stand where a country may stand.
_REGION = re.compile(
    "AFR|ASA|BLK|CAS|CAU|CEU|CFR|CRB|EAF|EEU|EIN|EUR|INT|LAM|MDT|MEA|NAF|NMR|PGS|SAF|SAM|SAS|SCN|SEA|WAF|WEU|WST"
)
RELIGIONS = ("BAH", "BUD", "CHR", "CTH", "HIN", "JAN", "JEW", "MOS", "REL", "SHI", "SIK", "SUN", "TAO", "ZRO")
ELITE = "ELI"  # a former office holder or a celebrity, always a person


def actor_code(words: str) -> str | None:
    """The code in capitals; None of nothing; ValueError."""
    code = words.upper()
    if code and not (code.isascii() and _CODE.fullmatch(code)):
        raise ValueError(f"{words!r} is no actor code as RUSGOV")
    return code or None


def country_of(code: str) -> str | None:
    """The ISO 3166-1 alpha-3 code of the country that the code begins with."""
    first = code[:SIZE]
    iso3 = COUNTRIES.get(first, first)
    return iso3 if iso3 in country_by_iso3() else None


def role_of(code: str) -> str:
    """The first role in the code; empty for a country or region as such."""
    return code[SIZE : 2 * SIZE] if country_of(code) or _REGION.match(code) else code[:SIZE]


def kind_of(code: str) -> ActorKind | None:
    """What an actor of this code is, where the code tells."""
    role = role_of(code)
    if not role:
        return "country" if country_of(code) else None
    if role == ELITE:
        return "person"
    return "religious_group" if role in RELIGIONS else ROLES.get(role)
