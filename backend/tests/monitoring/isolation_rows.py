"""The state of the process is told at the root of Zope to the internal network only; by addresses of the site there is none of it."""

from tests.isolation import Rows


MONITORING_ROWS = Rows(paths={"@@alive": (), "@@ready": (), "@@metrics": ()})
