"""Traffic as a portal has it, and whether everything that was answered with success is there afterwards.

`engine.py` sends calls at the times of an open loop, `operations.py` says what people do, `stage.py` who they are and what they need, `book.py` notes every write
before it is sent and what was answered, `observing.py` reads what is there.
"""
