"""Templates, headers, and what becomes of values."""

from zukunftsraum.mail import rules

import pytest


def rendered(markdown, **values):
    return rules.render(markdown, values)


class TestTemplate:
    def test_the_subject_comes_first(self):
        template = rules.parse_template("Subject: Guten ${time}\n\nText ${name}\n")
        assert template.subject == "Guten ${time}"
        assert template.body == "Text ${name}"
        assert template.variables == {"time", "name"}

    def test_a_reason_may_follow(self):
        template = rules.parse_template("Subject: S\nReason: Weil ${why}.\n\nText")
        assert template.reason == "Weil ${why}."
        assert "why" in template.variables

    @pytest.mark.parametrize(
        "source",
        [
            "",
            "Text",
            "Subject: S",
            "Subject: S\n\n \n",
            "Subject:\n\nText",
            "Subject: S\nBcc: x\n\nText",
        ],
    )
    def test_anything_else_is_refused(self, source):
        with pytest.raises(rules.BadTemplate):
            rules.parse_template(source)


class TestValues:
    def test_a_missing_one_is_an_error(self):
        with pytest.raises(rules.MissingVariable):
            rendered("Hallo ${name}")

    def test_they_are_no_markup(self):
        result = rendered("Von ${name}.", name="<b>A</b> *B* [C](https://c.example)")
        assert result.text == "Von <b>A</b> *B* [C](https://c.example).\n"
        assert result.html == ("<p>Von &lt;b&gt;A&lt;/b&gt; *B* [C](https://c.example).</p>\n")

    def test_a_value_that_looks_like_a_variable_stays_text(self):
        assert rendered("${a} ${b}", a="${b}", b="2").text == "${b} 2\n"

    def test_lines_of_a_value_stay_lines(self):
        result = rendered("Sie schreibt:\n\n${text}", text="eins\r\nzwei")
        assert result.text == "Sie schreibt:\n\neins\nzwei\n"
        assert "eins<br>\nzwei" in result.html

    def test_control_characters_are_taken_out(self):
        assert rendered("${a}", a="x\x00\x1b[31m\u202ey").text == "x [31m y\n"

    @pytest.mark.parametrize(
        "target", ["javascript:alert(1)", "data:text/html,x", "x", "https://a b", ""]
    )
    def test_only_addresses_become_links(self, target):
        with pytest.raises(rules.BadTemplate):
            rendered("[Los](${link})", link=target)

    def test_a_quote_does_not_leave_the_link(self):
        with pytest.raises(rules.BadTemplate):
            rendered("[Los](${link})", link='https://a.example/"onclick="x')


class TestTextAndHtml:
    def test_a_link_is_its_label_and_its_address(self):
        result = rendered("[Konto bestätigen](${link})", link="https://a.example/x?a=1&b=2")
        assert result.text == "Konto bestätigen:\nhttps://a.example/x?a=1&b=2\n"
        assert result.html == (
            '<p><a href="https://a.example/x?a=1&amp;b=2">Konto bestätigen</a></p>\n'
        )

    def test_a_link_that_shows_its_address_shows_it_once(self):
        assert rendered("[${w}](${w})", w="https://a.example").text == "https://a.example\n"

    def test_lists(self):
        result = rendered("Was nun:\n\n- eins\n- **zwei**\n\n1. a\n2. b")
        assert result.text == "Was nun:\n\n- eins\n- zwei\n\n1. a\n2. b\n"
        assert "<li>eins</li>" in result.html

    def test_a_page_has_one_heading_and_a_language(self):
        page = rules.page("de", "Tom & Lea", "<p>x</p>\n", "<p>y</p>\n")
        assert page.count("<h1>") == 1
        assert "<h1>Tom &amp; Lea</h1>" in page
        assert '<html lang="de">' in page
        assert rules.page("de", "S", "<h1>Eigene</h1>", "").count("<h1>") == 1


@pytest.mark.parametrize(
    "given, expected",
    [
        ("a\r\nBcc: b@c.example", "a Bcc: b@c.example"),
        ("  x \u2028 y\x00z ", "x y z"),
        ("Grüße", "Grüße"),
    ],
)
def test_a_header_is_one_line(given, expected):
    assert rules.one_line(given) == expected


@pytest.mark.parametrize(
    "given, expected",
    [
        ("a@Müller.example", "a@xn--mller-kva.example"),
        ("ä@b.example", "ä@b.example"),
        ("nobody", "nobody"),
        ("a@x..y", "a@x..y"),
    ],
)
def test_the_domain_of_an_address_is_ascii(given, expected):
    assert rules.ascii_domain(given) == expected
