The demo's rooms have requests that wait, comments, and news; its people find notices of them.
