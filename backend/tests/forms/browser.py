"""A browser as far as forms need one: it reads a page, fills in its form, and sends what browsers send."""

from lxml import html

import requests


class ClassicForm:
    """The classic page of a form, for somebody who is not logged in."""

    def __init__(self, url: str, language: str = "de"):
        self.session = requests.Session()
        self.session.headers.update(
            {"Accept": "text/html", "Accept-Language": language, "User-Agent": "test"}
        )
        self.load(self.session.get(url, timeout=60))

    def load(self, answer) -> None:
        self.answer = answer
        self.page = html.fromstring(answer.text, base_url=answer.url)
        forms = [form for form in self.page.forms if "easyformForm" in (form.get("class") or "")]
        self.form = forms[0] if forms else None
        for field in self.form.inputs if self.form is not None else ():
            if (
                field.tag == "input"
                and field.get("type") == "hidden"
                and field.get("value") is None
            ):
                field.set("value", "")
        self.files: dict[str, tuple[str, bytes, str]] = {}

    def inputs(self, name: str) -> list:
        """The inputs of a question, whatever ending their names have."""
        own = f"form.widgets.{name}"
        return [one for one in self.form.inputs if one.name in (own, f"{own}:list")]

    def write(self, name: str, value: str) -> None:
        (field,) = self.inputs(name)
        field.value = value

    def choose(self, name: str, *values: str) -> None:
        """Choose these of a list, of boxes, or of radio buttons, and no others."""
        for field in self.inputs(name):
            if field.tag == "select":
                for option in field.iter("option"):
                    option.attrib.pop("selected", None)
                    if option.get("value") in values:
                        option.set("selected", "selected")
            else:
                field.checked = field.get("value") in values

    def rate(self, name: str, *answers: str) -> None:
        for index, answer in enumerate(answers):
            for field in self.form.inputs:
                if field.name == f"form.widgets.{name}.{index}":
                    field.checked = field.get("value") == answer

    def attach(self, name: str, filename: str, content: bytes, media_type: str) -> None:
        self.files[f"form.widgets.{name}"] = (filename, content, media_type)

    def send(self) -> None:
        """Press the button, and read what comes."""
        parts = []
        for name, value in self.form.form_values():
            value = value.replace("\r\n", "\n").replace("\n", "\r\n")
            parts.append((name, (None, value.encode())))
        for field in self.form.inputs:
            if field.tag == "input" and field.get("type") == "file":
                parts.append(
                    (field.name, self.files.get(field.name, ("", b"", "application/octet-stream")))
                )
        (button,) = self.form.xpath(".//button[@name='form.buttons.submit']")
        parts.append((button.get("name"), (None, (button.get("value") or "").encode())))
        self.load(self.session.post(self.form.action, files=parts, timeout=60))

    def errors(self) -> dict[str, str]:
        """Name of a question → what is said to be wrong with it."""
        found = {}
        for field in self.page.xpath("//*[@data-fieldname]"):
            for error in field.xpath(".//*[contains(@class, 'invalid-feedback')]"):
                name = field.get("data-fieldname").removeprefix("form.widgets.")
                found[name] = error.text_content().strip()
        return found

    def thanks(self) -> dict[str, str]:
        """Title of a question → the answer that the page of thanks shows."""
        return {
            label.text_content().strip(): "\n".join(
                line.strip()
                for line in label.getparent().text_content().strip().splitlines()[1:]
                if line.strip()
            )
            for label in self.page.xpath("//div[@class='field']/label")
        }
