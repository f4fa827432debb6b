"""Classic pages that would tell who has an account, or send mails without limit; the website has its own."""

from Products.CMFPlone.browser.contact_info import ContactForm
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zukunftsraum.mail.send import website_url
from zukunftsraum.members.signup import FORGOTTEN_PAGE


class ToForgottenPage(BrowserView):
    """Whatever was sent along: nothing is done, and everybody is led to the page of the website."""

    def __call__(self):
        self.request.response.redirect(website_url(FORGOTTEN_PAGE))


class ToContactPage(ContactForm):
    """The classic form has no limits; that of the website has (`services/contact.py`, which sends with this view)."""

    def __call__(self):
        self.request.response.redirect(website_url("/contact-form"))


class NoPage(BrowserView):
    """A page of stock that there is not here."""

    def publishTraverse(self, request, name):
        raise NotFound(name)

    def __call__(self):
        raise NotFound(self.__name__)
