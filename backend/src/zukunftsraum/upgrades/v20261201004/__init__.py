"""A request for more that nobody answers is no dead end."""


def upgrade(setup_tool) -> None:
    """Examiners ask again, approvers reject; no role changes, so that no application has to be written."""
    setup_tool.runImportStepFromProfile(
        "profile-zukunftsraum:default", "workflow", run_dependencies=False
    )
