"""Who of those that an organisation's sign-in vouches for may publish."""

from collections.abc import Mapping
from typing import Any

from hor_web.settings import OidcSettings

LONGEST_NAME = 80


def officer_name(claims: Mapping[str, Any], oidc: OidcSettings) -> str:
    """The officer's name, by the claims of a checked token; "" for whoever is none.

    An officer is named by an e-mail address that the provider says is verified, by the subject, or
    by a group or role. Where a tenant is named, everyone comes from it.
    """
    if oidc.tenant and claims.get("tid") != oidc.tenant:
        return ""
    address = str(claims.get("email") or "").casefold()
    is_listed = address in oidc.officers and claims.get("email_verified") is True
    is_named = str(claims.get("sub") or "") in oidc.subjects
    if not (is_listed or is_named or oidc.groups & _groups(claims)):
        return ""
    name = claims.get("name") or claims.get("email") or claims.get("sub") or ""
    return "".join(filter(str.isprintable, str(name)))[:LONGEST_NAME]


def _groups(claims: Mapping[str, Any]) -> set[str]:
    listed = [claims.get("groups"), claims.get("roles")]
    return {str(name) for names in listed if isinstance(names, list) for name in names}
