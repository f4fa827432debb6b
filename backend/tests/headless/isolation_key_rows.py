"""What keys of other sites hide: who has one. The keys themselves go on the walk as outsiders (`tests.world.KEYS`)."""

from tests.isolation import Rows


KEY_ROWS = Rows(
    paths={"@api-keys": ("office",), "@api-keys?b_start=0&b_size=1": ("office",)},
    seen=(("office", "@api-keys"),),
)
