"""What is wrong between settings that are right by themselves, and names that are no settings."""

from collections.abc import Iterator, Mapping
from functools import cache

from hor_data.spelling import likeness, nearest_value
from hor_web.setting_list import FILE_ENDING, OTHER_NAMES, SETTINGS

PREFIX = "HOR_"
MISSPELT_LIKENESS = 0.75  # of the letters in common: the name that was meant
FORMER_PROXIES = "FORWARDED_ALLOW_IPS"
# Tenants of a provider that serve everybody's accounts.
MANY_TENANTS = ("/common/", "/organizations/", "/consumers/")
NO_SETTING = "{name} is no setting of the dashboard. {hint}"


def find_misspelt_names(given: Mapping[str, str]) -> list[str]:
    """A sentence for each name that is no setting and means one."""
    return [
        NO_SETTING.format(name=name, hint=f"Do you mean {nearest}?")
        for name, nearest in _unknown_names(given)
        if nearest
    ]


def find_unknown_names(given: Mapping[str, str]) -> list[str]:
    """A sentence for each name that is no setting and means none: a platform may set such names, as
    Kubernetes does for a service called hor."""
    return [
        NO_SETTING.format(name=name, hint="docs/settings.md lists them all.")
        for name, nearest in _unknown_names(given)
        if not nearest
    ]


def find_former_names(given: Mapping[str, str]) -> list[str]:
    """A sentence where proxies are named as they were before."""
    if given.get(FORMER_PROXIES) and not given.get("HOR_TRUSTED_PROXIES"):
        return [f"{FORMER_PROXIES} is not read any more. Name proxies in HOR_TRUSTED_PROXIES."]
    return []


def find_size_conflicts(largest_upload: int, uploads_in_memory: int) -> list[str]:
    """A sentence where no upload of the largest size could be taken; both sizes are in bytes."""
    largest, together = largest_upload >> 20, uploads_in_memory >> 20
    if together >= largest:
        return []
    return [
        f"HOR_UPLOADS_IN_MEMORY_MB is {together}, less than one upload may be "
        f"(HOR_LARGEST_UPLOAD_MB is {largest}). Set it to {largest} or more."
    ]


def find_oidc_conflicts(texts: Mapping[str, str]) -> list[str]:
    """A sentence for each thing that signing in with the organisation's accounts lacks."""
    given = {name: text for name, text in texts.items() if name.startswith("HOR_OIDC_") and text}
    if not given:
        return []
    sentences = [
        f"{name} is not set, and signing in with the organisation's accounts needs it. Set it, or "
        "take all HOR_OIDC_ settings away."
        for name in ("HOR_OIDC_METADATA_URL", "HOR_OIDC_CLIENT_ID", "HOR_OIDC_CLIENT_SECRET")
        if name not in given
    ]
    if not {"HOR_OIDC_OFFICERS", "HOR_OIDC_SUBJECTS", "HOR_OIDC_GROUPS"} & set(given):
        sentences.append(
            "HOR_OIDC_OFFICERS is not set, so nobody could publish. Name officers there, or in "
            "HOR_OIDC_SUBJECTS or HOR_OIDC_GROUPS."
        )
    metadata = given.get("HOR_OIDC_METADATA_URL", "")
    if any(part in metadata for part in MANY_TENANTS) and "HOR_OIDC_TENANT" not in given:
        sentences.append(
            "HOR_OIDC_TENANT is not set, and HOR_OIDC_METADATA_URL serves the accounts of every "
            "organisation. Name your own tenant."
        )
    return sentences


def _unknown_names(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each name that is no setting, with the setting it means or ""."""
    names = {setting.name for setting in SETTINGS}
    names |= {setting.name + FILE_ENDING for setting in SETTINGS if setting.is_secret}
    for name in sorted(set(given) - names - {*OTHER_NAMES, FORMER_PROXIES}):
        yield name, _nearest_name(name, frozenset(names))


@cache
def _nearest_name(name: str, names: frozenset[str]) -> str:
    stems = {_stem(known): known for known in sorted(names)}
    nearest = nearest_value(_stem(name), stems)
    return stems[nearest] if likeness(_stem(name), nearest) >= MISSPELT_LIKENESS else ""


def _stem(name: str) -> str:
    return name.removeprefix(PREFIX).replace("_", " ").lower()
