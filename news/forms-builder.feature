The form builder of Plone works on the address of the website, with the session of the website.
