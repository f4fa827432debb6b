"""PATCH of an upload in parts (TUS): the last part adds or changes content, in turn, and what fails is an error."""

from plone.restapi.services.content import tus
from zukunftsraum.content.services.change import in_turn
from zukunftsraum.contract import Contract


class UploadPart(tus.UploadPatch):
    """Takes a part of an upload (TUS).

    As plone.restapi, which answers 204 where the file became nothing, and writes without waiting for others."""

    takes_content = True
    contract = Contract(
        path="/{upload}",
        uploads=("application/offset+octet-stream",),
        answers={204: None},
        errors=(409,),
    )

    _refusal: tuple[int, dict] | None = None

    def reply(self):
        answer = super().reply()
        if self._refusal is None:
            return answer
        status, said = self._refusal
        self.request.response.setStatus(status)
        return said

    def error(self, type, message, status=400):
        said = super().error(type, message, status)
        self._refusal = status, said
        return said

    def create_or_modify_content(self, tus_upload):
        remove = tus_upload.cleanup
        tus_upload.cleanup = lambda: None  # the turn may be repeated
        in_turn(self.context, lambda: super(UploadPart, self).create_or_modify_content(tus_upload))
        remove()
