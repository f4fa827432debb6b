"""What CMFEditions keeps of content: it keeps it for good, also when the content is deleted."""

from plone import api


def forget_versions(content) -> None:
    """Delete all stored versions of content that goes; CMFEditions itself only purges the contents of single versions."""
    history_id = api.portal.get_tool("portal_historyidhandler").queryUid(content)
    tool = api.portal.get_tool("portal_historiesstorage")
    if history_id is None or not tool.isRegistered(history_id):
        return
    shadow = tool._getShadowHistory(history_id)
    histories = tool._getZVCRepo()._histories
    for stored in {data["vc_info"].history_id for data in shadow._full.values()}:
        if stored in histories:
            del histories[stored]
    del tool._getShadowStorage()._storage[history_id]
