"""What keys of other sites hide: who has one. The keys themselves go on the walk as outsiders (`tests.world.KEYS`)."""

from datetime import datetime
from datetime import UTC
from tests.isolation import Rows
from tests.world import KEYS
from zukunftsraum.headless.keys import rules
from zukunftsraum.headless.keys.store import get_keys


SCOPES = {"network-key": rules.SCOPES, "open-key": ("figures", "harvest")}


def plant(portal):
    for name, token in KEYS.items():
        id, secret = rules.parts(token)
        get_keys().put(
            rules.ApiKey(
                id=id,
                site=f"Zitrone {name}",
                contact="zitrone@example.org",
                scopes=SCOPES[name],
                digest=rules.digest_of(secret),
                created=datetime(2026, 1, 1, tzinfo=UTC),
            )
        )


KEY_ROWS = Rows(
    plant=plant,
    paths={"@api-keys": ("office",), "@api-keys?b_start=0&b_size=1": ("office",)},
    seen=(("office", "@api-keys"),),
)
