"""What other sites take over: feeds, the harvest, the figures. They tell what everybody sees, and members what members see."""

from tests.isolation import Rows


FEED_ROWS = Rows(
    on_object=("@feed", "@feed?format=atom"),
    on_site=(
        "@feed?b_size=100",
        "@feed?format=atom&b_size=100",
        "@feed?order=upcoming&b_size=100",
    ),
    paths={
        "@feed?topic=housing&type=WikiArticle,BestPractice,Seminar": (),
        "@feed?state=99&b_size=100": (),
        "@figures": (),
        "@openapi": (),
        "@api-docs": (),
        "@figures?format=csv": (),
        "@harvest": (),
        "@harvest?since=2020-01-01&b_size=500": (),
    },
)
