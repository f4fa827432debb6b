"""An instance on a FileStorage, as operators have one, for tests of console commands."""

from pathlib import Path

import os
import subprocess
import sys


ZOPE_CONF = """
%define INSTANCE {home}
instancehome $INSTANCE
<zodb_db main>
  mount-point /
  <blobstorage>
    blob-dir $INSTANCE/blobs
    <filestorage>
      path $INSTANCE/Data.fs
    </filestorage>
  </blobstorage>
</zodb_db>
"""

SITE_ZCML = """
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:meta="http://namespaces.zope.org/meta"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <meta:redefinePermission from="zope2.Public" to="zope.Public" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <include package="zukunftsraum" />
  <securityPolicy component="AccessControl.security.SecurityPolicy" />
</configure>
"""

CREATE_SITE = """
import sys, transaction, Zope2
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from Zope2.Startup.run import configure_wsgi
from zope.globalrequest import setRequest
configure_wsgi(sys.argv[1])
app = makerequest(Zope2.app())
setRequest(app.REQUEST)
profiles = ("plone.volto:initial", "zukunftsraum:default")
addPloneSite(app, "Plone", setup_content=False, extension_ids=profiles)
transaction.commit()
"""


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=180,
        env={**os.environ, **environment},
    )


def create_instance(home: Path) -> Path:
    """Make an instance with a site; returns its zope.conf."""
    (home / "etc").mkdir()
    (home / "etc" / "site.zcml").write_text(SITE_ZCML)
    conf = home / "etc" / "zope.conf"
    conf.write_text(ZOPE_CONF.format(home=home))
    created = run("-c", CREATE_SITE, conf)
    assert created.returncode == 0, created.stderr
    return conf
