"""@letter and @papers: the documents of an application, for all who see it."""

from zope.i18n import translate
from zukunftsraum import _
from zukunftsraum.contract import Contract
from zukunftsraum.contract import Count
from zukunftsraum.contract import Items
from zukunftsraum.contract import Moment
from zukunftsraum.contract import Titled
from zukunftsraum.grants import papers
from zukunftsraum.grants.ledger import number_of
from zukunftsraum.grants.letters import TITLES
from zukunftsraum.grants.papers_store import Paper
from zukunftsraum.service import PathService
from zukunftsraum.service import whole_number


PDF = "application/pdf"


class PaperService(PathService):
    """Answers with the PDF that `meant` finds, or as JSON."""

    def render(self):
        self.check_permission()
        paper = self.meant()
        if paper is None:
            return super().render()
        response = self.request.response
        response.setHeader("Content-Type", PDF)
        number = number_of(self.context.UID()) or "antrag"
        name = f"{number}-{paper.number}-{paper.kind}".replace("_", "-").lower()
        response.setHeader("Content-Disposition", f'attachment; filename="{name}.pdf"')
        response.setHeader("Cache-Control", "private, no-store")
        return papers.data_of(self.context.UID(), paper.number)

    def meant(self) -> Paper | None:
        raise NotImplementedError


class LetterGet(PaperService):
    """The newest decision as PDF; 404 before there is one."""

    contract = Contract(files=(PDF,), answers={200: None}, errors=(404,))

    def meant(self) -> Paper | None:
        return None if self.path else papers.decision_of(self.context.UID())

    def answer(self):
        message = _("error_no_decision", default="There is no decision on this application yet.")
        return self.refuse(404, message)


class PaperRow(Titled):
    """A document; size in bytes."""

    number: Count
    kind: str
    time: Moment
    sha256: str
    size: Count


class PapersGet(PaperService):
    """`@papers`: the list, oldest first. `@papers/<number>`: the PDF."""

    contract = (
        Contract(answers={200: Items[PaperRow]}),
        Contract(path="/{number}", files=(PDF,), answers={200: None}),
    )

    segments = may_lack = 1

    def meant(self) -> Paper | None:
        number = whole_number(self.path[0], 0, 1, 10**9) if self.path else None
        return None if number is None else papers.paper_of(self.context.UID(), number)

    def answer(self):
        if self.path:
            return self.not_found()
        url = f"{self.context.absolute_url()}/@papers"
        items = [
            {
                "@id": f"{url}/{paper.number}",
                "number": paper.number,
                "kind": paper.kind,
                "title": translate(TITLES[paper.kind], context=self.request),
                "time": paper.time,
                "sha256": paper.sha256,
                "size": paper.size,
            }
            for paper in papers.papers_of(self.context.UID())
        ]
        return {"@id": url, "items": items}
