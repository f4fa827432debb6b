"""What a person is told, in the portal and by mail.

A domain registers its kinds of notices (`kinds.py`) and calls `api.notify_person`. Each person has a box (`store.py`)
and says for each kind whether mails are wanted.
"""
