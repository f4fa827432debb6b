"""Keys for tests."""

from datetime import datetime
from datetime import UTC
from tests.world import Rest
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.store import get_keys


def make_key(scopes=("network",), **fields):
    """Put a key into the store of the site; the whole key."""
    id, token, digest = rules.new_token()
    created = datetime(2026, 1, 1, tzinfo=UTC)
    known = {"site": "Stadt", "contact": "web@stadt.example", "created": created}
    get_keys().put(rules.ApiKey(id=id, digest=digest, scopes=tuple(scopes), **{**known, **fields}))
    return token


def with_key(portal, token, language="de") -> Rest:
    """The REST client of a site with a key."""
    rest = Rest(portal.absolute_url(), language=language)
    rest.session.headers["Authorization"] = f"Bearer {token}"
    return rest
