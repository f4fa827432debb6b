"""Members: sign-up, accounts, admission, invitations, profile, directory, privacy.

The design is in docs/developers/members.md.
"""
