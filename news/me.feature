Everybody sees and changes their own account in one place (`@me`): profile, topics, visibility, notices, and a new mail address that counts when it is confirmed.
